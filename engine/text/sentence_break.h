// Where sentences end inside a paragraph. Internal to text/.
#pragma once

#include <vector>

#include "engine/text/token_view.h"

namespace samestory {

// The ends of the paragraph's sentences: token indices, ascending, the last one paragraph.end.
// Requires a paragraph that is not empty. Linear in the paragraph's tokens.
std::vector<size_t> SentenceEnds(const TokenView& tokens, TokenRange paragraph);

}  // namespace samestory
