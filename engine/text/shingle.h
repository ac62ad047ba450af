// Word shingles for copies, by the contract's words: maximal runs of letters, marks, digits and `_`,
// case-folded (after NFC, which only makes canonical equivalents equal), with nothing removed and no spelling
// unified. Broder: On the resemblance and containment of documents, 1997.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace samestory {

inline constexpr size_t kShingleWords = 5;

// Hashes of the distinct runs of kShingleWords words, ascending. Empty for a stub (fewer words than that).
// `*word_count`, if not null, is the number of words. Thread-safe.
std::vector<uint64_t> WordShingles(std::string_view text, size_t* word_count = nullptr);

}  // namespace samestory
