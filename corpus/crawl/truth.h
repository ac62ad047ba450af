// The truth about an article: what it was made from, and how much of it is left, counted from the two texts.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "corpus/crawl/crawl.h"

namespace samestory::crawl {

struct Overlap {
  uint64_t shared, united;  // distinct 5-word shingles in both, in either
};

// By the contract's definition, over ICU and sets of strings: words are maximal runs of letters, marks, decimal digits
// and '_', case-folded; five in a row are a shingle. The engine's own shingles have no part in it.
Overlap PlainOverlap(std::string_view a, std::string_view b);

// "id TAB event TAB kind TAB origin TAB shared TAB united TAB jaccard", the last four '-' for what has no origin.
// Shared and united are exact; the Jaccard similarity beside them is rounded to four decimals.
void AppendTruthLine(const Article& article, std::string* out);

}  // namespace samestory::crawl
