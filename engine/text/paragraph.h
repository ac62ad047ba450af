// Lines and paragraphs. Internal to text/.
#pragma once

#include <string_view>
#include <vector>

#include "engine/text/token_view.h"

namespace samestory {

// The tokens of each paragraph, in order; together all tokens. A blank line ends a paragraph. So does a
// single line break, unless the next line goes on with the sentence (it begins in lower case and no stop came
// before) or the text is wrapped to a width, which shows in lines of nearly the same length.
std::vector<TokenRange> SplitParagraphs(std::string_view text, const TokenView& tokens);

}  // namespace samestory
