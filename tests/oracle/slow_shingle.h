// The definition of word shingles, one step at a time over ICU's C interface: the twin of WordShingles.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace samestory::oracle {

// Maximal runs of letters, marks, decimal digits and '_', each NFC and then fully case-folded.
std::vector<std::string> SlowWords(std::string_view text);

std::vector<uint64_t> SlowWordShingles(std::string_view text);

}  // namespace samestory::oracle
