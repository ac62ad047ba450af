// What MinHash estimates and how, by the definitions: its twins.
#pragma once

#include <algorithm>
#include <cstdint>
#include <set>
#include <span>
#include <vector>

#include "engine/base/hash.h"

namespace samestory::oracle {

// The minimum of every permutation of the set, in 64-bit arithmetic and one permutation after the other.
inline std::vector<uint32_t> SlowMinHash(std::span<const uint64_t> set, int permutations) {
  constexpr uint64_t kModulus = uint64_t{1} << 32;
  std::vector<uint32_t> minima;
  for (int i = 0; i < permutations; ++i) {
    const uint64_t multiply = Mix64(static_cast<uint64_t>(2 * i + 1)) % kModulus | 1;
    const uint64_t add = Mix64(static_cast<uint64_t>(2 * i + 2)) % kModulus;
    uint64_t least = kModulus - 1;
    for (const uint64_t number : set) {
      least = std::min(least, (multiply * (Mix64(number) % kModulus) + add) % kModulus);
    }
    minima.push_back(static_cast<uint32_t>(least));
  }
  return minima;
}

inline double ExactJaccard(std::span<const uint64_t> a, std::span<const uint64_t> b) {
  const std::set<uint64_t> x(a.begin(), a.end()), y(b.begin(), b.end());
  size_t shared = 0;
  for (const uint64_t number : x) shared += y.count(number);
  const size_t all = x.size() + y.size() - shared;
  return all == 0 ? 0 : static_cast<double>(shared) / static_cast<double>(all);
}

}  // namespace samestory::oracle
