// Internal to engine/match: the heaviest of many weighted articles.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace samestory {

// Weight and article in one number that ascends from the heaviest to the lightest, and among equals by article: a total
// order, so that a cut is the same every time. `weight` must not be negative or NaN.
inline uint64_t RankOf(float weight, uint32_t article) {
  return uint64_t{~std::bit_cast<uint32_t>(weight)} << 32 | article;
}
inline uint32_t ArticleOf(uint64_t rank) { return static_cast<uint32_t>(rank); }

// Leaves the `count` least of `ranks`, in any order. Reads them once where they are many more.
inline void KeepLeast(size_t count, std::vector<uint64_t>* ranks) {
  if (ranks->size() <= count) return;
  if (count == 0) return ranks->clear();
  // The first places hold the least so far and what came since and is less than the worst of those.
  const size_t room = 4 * count;
  size_t held = 0;
  uint64_t worst = UINT64_MAX;
  uint64_t* const first = ranks->data();
  for (size_t i = 0; i < ranks->size(); ++i) {
    const uint64_t rank = first[i];
    first[held] = rank;
    held += rank < worst;
    if (held == room) {
      std::nth_element(first, first + (count - 1), first + held);
      worst = first[count - 1];
      held = count;
    }
  }
  if (held > count) std::nth_element(first, first + (count - 1), first + held);
  ranks->resize(count);
}

}  // namespace samestory
