// The definition of word shingles, one step at a time over ICU's C interface: the twin of
// ShingleHasher and WordShingles.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace samestory::oracle {

// Maximal runs of letters, marks, decimal digits and '_', each NFC and then fully case-folded.
std::vector<std::string> SlowWords(std::string_view text);

// A hash for each run of five words, in the text's order.
std::vector<uint64_t> SlowShingles(std::string_view text);

// The same, distinct and ascending.
std::vector<uint64_t> SlowWordShingles(std::string_view text);

}  // namespace samestory::oracle
