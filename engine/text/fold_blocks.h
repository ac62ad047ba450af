// Which bytes of a text belong to words, and those bytes case-folded: 64 at a time. Internal to text/.
//
// Known to the vector kernels are ASCII, the Latin letters of U+00C0..U+017F and U+1E00..U+1EFF that fold to a
// letter of as many bytes, ơ and ư, the alphabets of Russian, Arabic and Persian, and the signs of U+0080..U+00BF
// and U+2000..U+203F; to the portable one every code point of the table that folds to as many bytes. All else
// (marks, foldings that change the length, ill-formed UTF-8) is `unknown` and left to whoever asks. What is known
// is in NFC beside any other known byte, and every kernel says the same of it.
#pragma once

#include <cstddef>
#include <cstdint>

#include "engine/base/simd.h"

namespace samestory {

inline constexpr size_t kMaxBlocks = 64;   // what a kernel takes at once
inline constexpr size_t kFoldPadding = 2;  // bytes before and after the blocks
inline constexpr size_t kMaxEdges = kMaxBlocks * 64 + 64;

// What a kernel writes.
struct FoldedBlocks {
  alignas(64) char bytes[kMaxBlocks * 64 + 64];  // of words: folded; of others: anything. 64 more may be read
  uint64_t unknown[kMaxBlocks];                  // a bit for each byte, the lowest the first
  uint16_t edges[kMaxEdges];  // of runs of words' and unknown bytes: start, end, start, …
  size_t edge_count;
  bool any_unknown;
};

// Reads `blocks` <= kMaxBlocks blocks of 64 bytes from `in`, where kFoldPadding bytes before and after must be
// readable and ASCII.
using FoldBlocks = void (*)(const char* in, size_t blocks, FoldedBlocks* out);

// The kernel for a level of SupportedSimdLevels().
FoldBlocks FoldBlocksFor(SimdLevel level);

// Sets `edges`, `edge_count` and `any_unknown` from `out->unknown` and the words' bits.
void FindEdges(const uint64_t* words, size_t blocks, FoldedBlocks* out);

#if defined(__x86_64__)
void FoldBlocksAvx2(const char* in, size_t blocks, FoldedBlocks* out);
void FoldBlocksAvx512(const char* in, size_t blocks, FoldedBlocks* out);
#endif

}  // namespace samestory
