#include "engine/sketch/minhash.h"

#include <algorithm>

#include "engine/base/hash.h"

namespace samestory {
namespace {

struct Permutations {
  std::array<uint32_t, kPermutations> multiply, add;
};

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

}  // namespace

Signature MinHash(std::span<const uint64_t> set) {
  const Permutations& p = AllPermutations();
  Signature signature;
  signature.fill(UINT32_MAX);
  for (const uint64_t element : set) {
    const uint32_t x = static_cast<uint32_t>(Mix64(element));
    for (int i = 0; i < kPermutations; ++i) {
      signature[i] = std::min(signature[i], p.multiply[i] * x + p.add[i]);
    }
  }
  return signature;
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
