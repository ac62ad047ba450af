// The truth about an article: what it was made from, and how much of it is left, counted from the two texts.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/crawl/crawl.h"

namespace samestory::crawl {

struct Overlap {
  uint64_t shared, united;  // distinct 5-word shingles in both, in either
};

// By the contract's definition, over ICU and strings: words are maximal runs of letters, marks, decimal digits and '_',
// case-folded; five in a row are a shingle, here with one space between. Sorted, each once. The engine's own shingles have
// no part in it.
std::vector<std::string> PlainShingles(std::string_view text);

Overlap PlainOverlap(std::string_view a, std::string_view b);

// "id TAB event TAB kind TAB origin TAB shared TAB united TAB jaccard", the last four '-' for what has no origin.
// Shared and united are exact; the Jaccard similarity beside them is rounded to four decimals.
void AppendTruthLine(const Article& article, std::string* out);

}  // namespace samestory::crawl
