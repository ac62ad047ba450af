#include "engine/sketch/minhash.h"

#include <algorithm>

#include "engine/base/hash.h"
#include "engine/sketch/minhash_kernels.h"

namespace samestory {
namespace {

const Permutations& AllPermutations() {
  static const Permutations permutations = [] {
    Permutations p;
    for (int i = 0; i < kPermutations; ++i) {
      // Odd multipliers: the map is a bijection of the 32-bit numbers.
      p.multiply[i] = static_cast<uint32_t>(Mix64(2 * i + 1)) | 1;
      p.add[i] = static_cast<uint32_t>(Mix64(2 * i + 2));
    }
    return p;
  }();
  return permutations;
}

struct Kernels {
  MixBatch mix = MixBatchPortable;
  TakeMinima take_minima = TakeMinimaPortable;
};

Kernels KernelsFor(SimdLevel level) {
#if defined(__x86_64__)
  if (level == SimdLevel::kAvx512) return {MixBatchAvx512, TakeMinimaAvx512};
  if (level == SimdLevel::kAvx2) return {MixBatchPortable, TakeMinimaAvx2};
#endif
  (void)level;
  return {};
}

}  // namespace

Signature MinHashAt(SimdLevel level, std::span<const uint64_t> set) {
  const Permutations& permutations = AllPermutations();
  const Kernels kernels = KernelsFor(level);
  Signature signature;
  signature.fill(UINT32_MAX);
  std::array<uint32_t, kMinHashBatch> numbers;
  while (!set.empty()) {
    const size_t count = std::min(set.size(), kMinHashBatch);
    kernels.mix(set.data(), count, numbers.data());
    kernels.take_minima(permutations, numbers.data(), count, signature.data());
    set = set.subspan(count);
  }
  return signature;
}

Signature MinHash(std::span<const uint64_t> set) {
  static const SimdLevel level = BestSimdLevel();
  return MinHashAt(level, set);
}

uint64_t BandHash(std::span<const uint32_t, kPermutations> signature, int band) {
  uint64_t hash = Mix64(static_cast<uint64_t>(band));
  for (int row = 0; row < kRowsPerBand; ++row) hash = CombineHash(hash, signature[band * kRowsPerBand + row]);
  return hash;
}

double EstimateJaccard(std::span<const uint32_t, kPermutations> a,
                       std::span<const uint32_t, kPermutations> b) {
  int equal = 0;
  for (int i = 0; i < kPermutations; ++i) equal += a[i] == b[i];
  return static_cast<double>(equal) / kPermutations;
}

}  // namespace samestory
