// Which aligned sentences stand out of order: those outside a heaviest set of pairs that keeps order on both
// sides, so that as little as possible is called moved.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace samestory {

struct PlacedPair {
  uint32_t a = 0, b = 0;  // positions on the two sides
  double weight = 0;      // at least 0
};

// For each pair, whether it stands in order. Pairs may share a side (a sentence and its parts): any two pairs
// that are in order have neither side the other way round. O(n log n); ties are broken by position.
std::vector<bool> InOrder(std::span<const PlacedPair> pairs);

}  // namespace samestory
