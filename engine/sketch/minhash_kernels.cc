#include "engine/sketch/minhash_kernels.h"

#include <algorithm>

#include "engine/base/hash.h"

#if defined(__x86_64__)
#pragma GCC diagnostic push
// g++ 12's own header reads a variable on purpose before it is set (GCC bug 105593).
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#include <immintrin.h>
#endif

namespace samestory {

void MixBatchPortable(const uint64_t* set, size_t count, uint32_t* numbers) {
  for (size_t i = 0; i < count; ++i) numbers[i] = static_cast<uint32_t>(Mix64(set[i]));
}

void TakeMinimaPortable(const Permutations& permutations, const uint32_t* numbers, size_t count,
                        uint32_t* minima) {
  for (size_t n = 0; n < count; ++n) {
    for (int i = 0; i < kPermutations; ++i) {
      minima[i] = std::min(minima[i], permutations.multiply[i] * numbers[n] + permutations.add[i]);
    }
  }
}

#if defined(__x86_64__)

// 16 registers: a quarter of the signature at a time, with its multipliers and summands.
__attribute__((target("avx2"))) void TakeMinimaAvx2(const Permutations& permutations, const uint32_t* numbers,
                                                    size_t count, uint32_t* minima) {
  constexpr int kLanes = 8, kRegisters = 4;
  for (int first = 0; first < kPermutations; first += kLanes * kRegisters) {
    __m256i multiply[kRegisters], add[kRegisters], least[kRegisters];
    for (int r = 0; r < kRegisters; ++r) {
      const int at = first + r * kLanes;
      multiply[r] = _mm256_load_si256(reinterpret_cast<const __m256i*>(&permutations.multiply[at]));
      add[r] = _mm256_load_si256(reinterpret_cast<const __m256i*>(&permutations.add[at]));
      least[r] = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(minima + at));
    }
    for (size_t n = 0; n < count; ++n) {
      const __m256i x = _mm256_set1_epi32(static_cast<int>(numbers[n]));
      for (int r = 0; r < kRegisters; ++r) {
        least[r] = _mm256_min_epu32(least[r], _mm256_add_epi32(_mm256_mullo_epi32(multiply[r], x), add[r]));
      }
    }
    for (int r = 0; r < kRegisters; ++r) {
      _mm256_storeu_si256(reinterpret_cast<__m256i*>(minima + first + r * kLanes), least[r]);
    }
  }
}

// Alone of the levels, this one multiplies 64-bit numbers side by side: the compiler makes that of the plain loop.
__attribute__((target("avx512f,avx512dq,prefer-vector-width=512"))) void MixBatchAvx512(const uint64_t* set,
                                                                                        size_t count,
                                                                                        uint32_t* numbers) {
  for (size_t i = 0; i < count; ++i) numbers[i] = static_cast<uint32_t>(Mix64(set[i]));
}

// 32 registers hold the whole of it.
__attribute__((target("avx512f"))) void TakeMinimaAvx512(const Permutations& permutations,
                                                         const uint32_t* numbers, size_t count,
                                                         uint32_t* minima) {
  constexpr int kLanes = 16, kRegisters = kPermutations / kLanes;
  __m512i multiply[kRegisters], add[kRegisters], least[kRegisters];
  for (int r = 0; r < kRegisters; ++r) {
    multiply[r] = _mm512_load_si512(&permutations.multiply[r * kLanes]);
    add[r] = _mm512_load_si512(&permutations.add[r * kLanes]);
    least[r] = _mm512_loadu_si512(minima + r * kLanes);
  }
  for (size_t n = 0; n < count; ++n) {
    const __m512i x = _mm512_set1_epi32(static_cast<int>(numbers[n]));
    for (int r = 0; r < kRegisters; ++r) {
      least[r] = _mm512_min_epu32(least[r], _mm512_add_epi32(_mm512_mullo_epi32(multiply[r], x), add[r]));
    }
  }
  for (int r = 0; r < kRegisters; ++r) _mm512_storeu_si512(minima + r * kLanes, least[r]);
}

#endif

}  // namespace samestory

#if defined(__x86_64__)
#pragma GCC diagnostic pop
#endif
