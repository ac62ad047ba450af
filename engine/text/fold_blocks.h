// Which bytes of a text belong to words, and those bytes case-folded: 64 at a time. Internal to text/.
//
// Known to the vector kernel are ASCII, the Latin letters of U+00C0..U+017F and U+1E00..U+1EFF that fold to a
// letter of as many bytes, ơ and ư, the alphabets of Russian, Arabic and Persian, and the signs of U+0080..U+00BF
// and U+2000..U+203F; to the portable one every code point of the table that folds to as many bytes. All else
// (marks, foldings that change the length, ill-formed UTF-8) is `unknown` and left to whoever asks. What is known
// is in NFC beside any other known byte, and every kernel says the same of it.
#pragma once

#include <cstddef>
#include <cstdint>

#include "engine/base/simd.h"

namespace samestory {

// A bit for each byte of a block, the lowest the first. A byte in neither mask parts words.
struct ByteMasks {
  uint64_t word = 0;     // letters, digits (Nd) and '_'
  uint64_t unknown = 0;  // never in `word` too
};

// Reads `blocks` blocks of 64 bytes from `in`, where kFoldPadding bytes before and after must be readable and
// ASCII. Writes as many bytes to `out`: words' bytes folded, others anything. Writes masks[0..blocks);
// masks[-1] must be writable and is garbage then. True where any byte is unknown.
using FoldBlocks = bool (*)(const char* in, size_t blocks, char* out, ByteMasks* masks);

inline constexpr size_t kFoldPadding = 2;

// The kernel for a level of SupportedSimdLevels(). (AVX-512 has none of its own: it would save nothing.)
FoldBlocks FoldBlocksFor(SimdLevel level);

}  // namespace samestory
