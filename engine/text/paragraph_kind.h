// What a whole paragraph is, told from its words and its place. Internal to text/.
#pragma once

#include <vector>

#include "engine/text/token_view.h"

namespace samestory {

// Dates at the head and at the tail of a headline are not part of it: the range between them.
TokenRange WithoutDates(const TokenView& tokens, TokenRange title);

// The kind of each paragraph, captions aside; kBody where nothing tells.
std::vector<Sentence::Kind> ParagraphKinds(const TokenView& tokens,
                                           const std::vector<TokenRange>& paragraphs);

// A name or agency that closes a body: "TTXVN", "Theo Reuters", "Như Tâm".
bool IsByline(const TokenView& tokens, TokenRange range);

}  // namespace samestory
