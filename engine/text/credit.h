// Picture credits in running text: "- Ảnh: AFP", "(Ảnh: TTXVN)", "Photo: …". Internal to text/.
#pragma once

#include <vector>

#include "engine/text/token_view.h"

namespace samestory {

// The credits of a paragraph, in order, disjoint; each from its bracket or dash to the end of the name.
// Crawled bodies often run the next sentence on without a stop ("Ảnh: AFP Theo Hãng tin …"): the name is then
// cut before a word that begins sentences, after a name in capitals, or before the last capitalised word of
// the run. A credit whose end cannot be told is left out. Linear in the paragraph's tokens.
std::vector<TokenRange> FindCredits(const TokenView& tokens, TokenRange paragraph);

}  // namespace samestory
