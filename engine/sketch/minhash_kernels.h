// The inner loop of MinHash for each level of vector instructions. Internal to sketch/.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "engine/sketch/minhash.h"

namespace samestory {

// x → multiply·x + add mod 2^32, for every place of a signature.
struct Permutations {
  alignas(64) std::array<uint32_t, kPermutations> multiply, add;
};

inline constexpr size_t kMinHashBatch = 256;

// The low halves of a batch's numbers, mixed: what is permuted.
using MixBatch = void (*)(const uint64_t* set, size_t count, uint32_t* numbers);

// Makes each of the kPermutations minima the least of itself and the numbers so permuted.
using TakeMinima = void (*)(const Permutations& permutations, const uint32_t* numbers, size_t count,
                            uint32_t* minima);

void MixBatchPortable(const uint64_t* set, size_t count, uint32_t* numbers);
void TakeMinimaPortable(const Permutations& permutations, const uint32_t* numbers, size_t count,
                        uint32_t* minima);
#if defined(__x86_64__)
void TakeMinimaAvx2(const Permutations& permutations, const uint32_t* numbers, size_t count,
                    uint32_t* minima);
void MixBatchAvx512(const uint64_t* set, size_t count, uint32_t* numbers);
void TakeMinimaAvx512(const Permutations& permutations, const uint32_t* numbers, size_t count,
                      uint32_t* minima);
#endif

}  // namespace samestory
