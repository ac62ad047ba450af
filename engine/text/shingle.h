// Word shingles for copies, by the contract's words: maximal runs of letters, marks, digits and `_`,
// case-folded (after NFC, which only makes canonical equivalents equal), with nothing removed and no spelling
// unified. Broder: On the resemblance and containment of documents, 1997.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/base/simd.h"
#include "engine/text/fold_blocks.h"

namespace samestory {

inline constexpr size_t kShingleWords = 5;

// Hashes shingles, one text after the other, without allocating once its buffers have grown. A text is folded a
// few kilobytes at a time by a vector kernel; words of what the kernel does not know go through tables and ICU.
// The hashes do not depend on the level. Not for two threads at once.
class ShingleHasher {
 public:
  explicit ShingleHasher(SimdLevel level = BestSimdLevel());

  // Appends a 64-bit hash for each run of kShingleWords words, in the text's order, repeats included: none for a
  // stub (fewer words than that). Returns the number of words. Linear in the text, for any bytes.
  size_t Hash(std::string_view text, std::vector<uint64_t>* shingles);

 private:
  static constexpr size_t kChunk =
      kMaxBlocks * 64;  // bytes folded at once; all buffers fit a first-level cache
  static constexpr size_t kPadding = 64;

  void HashChunk(std::string_view chunk);
  void HashRuns(std::string_view chunk);
  void AppendShingles(std::vector<uint64_t>* shingles);

  FoldBlocks fold_;
  std::vector<uint64_t> words_;  // hashes; the first ones left over from the chunk before
  std::array<char, kPadding + kChunk + kPadding> in_;
  FoldedBlocks folded_;
};

// The distinct shingles' hashes, ascending. Empty for a stub. `*word_count`, if not null, is the number of words.
// Thread-safe.
std::vector<uint64_t> WordShingles(std::string_view text, size_t* word_count = nullptr);

}  // namespace samestory
