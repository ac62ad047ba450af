// MinHash signatures and LSH bands over sets of 64-bit numbers.
//
// Broder: On the resemblance and containment of documents, SEQUENCES 1997. Indyk, Motwani: Approximate
// nearest neighbors, STOC 1998. A permutation is a·x + b mod 2^32 on the mixed low half of a set's number;
// the chance that two signatures agree in a place is the Jaccard similarity of the sets.
//
// 32 bands of 4 rows: a pair of Jaccard .7 shares a band with probability 1 - (1 - .7^4)^32 = .9998, one of
// .2 with .05. That is wide, because every candidate is verified exactly; 16 bands of 8, the usual choice,
// loses a third of the pairs at .7.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "engine/base/simd.h"

namespace samestory {

inline constexpr int kPermutations = 128;
inline constexpr int kBands = 32;
inline constexpr int kRowsPerBand = kPermutations / kBands;

using Signature = std::array<uint32_t, kPermutations>;

// Numbers in any order, repeats do not count. Of an empty set: all ones, which no band may match (callers leave
// empty sets out). The machine's best vector instructions are used; about 4 ns a number. Thread-safe.
Signature MinHash(std::span<const uint64_t> set);

// The same signature by the instructions of one of SupportedSimdLevels().
Signature MinHashAt(SimdLevel level, std::span<const uint64_t> set);

// A hash of one band's rows, 0 <= band < kBands; two bands at different positions never compare.
uint64_t BandHash(std::span<const uint32_t, kPermutations> signature, int band);

// Share of equal places: the estimate of Jaccard, standard error sqrt(J(1-J)/128).
double EstimateJaccard(std::span<const uint32_t, kPermutations> a,
                       std::span<const uint32_t, kPermutations> b);

}  // namespace samestory
