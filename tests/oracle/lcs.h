// Slow twins of engine/diff, written for being obviously right.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace samestory::oracle {

// Length of a longest common subsequence by the quadratic table (Wagner, Fischer 1974).
inline size_t LongestCommonSubsequence(std::span<const uint32_t> a, std::span<const uint32_t> b) {
  std::vector<std::vector<size_t>> table(a.size() + 1, std::vector<size_t>(b.size() + 1, 0));
  for (size_t i = 1; i <= a.size(); ++i) {
    for (size_t j = 1; j <= b.size(); ++j) {
      table[i][j] =
          a[i - 1] == b[j - 1] ? table[i - 1][j - 1] + 1 : std::max(table[i - 1][j], table[i][j - 1]);
    }
  }
  return table[a.size()][b.size()];
}

// Greatest weight of a set of pairs no two of which are in opposite order, by trying every set. At most 20
// pairs.
template <typename Pair>
double HeaviestOrdered(std::span<const Pair> pairs) {
  double best = 0;
  for (uint32_t set = 0; set < (1u << pairs.size()); ++set) {
    double weight = 0;
    bool ordered = true;
    for (size_t i = 0; i < pairs.size() && ordered; ++i) {
      if ((set >> i & 1) == 0) continue;
      weight += pairs[i].weight;
      for (size_t j = 0; j < i; ++j) {
        if ((set >> j & 1) == 0) continue;
        const bool crossing = (pairs[i].a < pairs[j].a && pairs[i].b > pairs[j].b) ||
                              (pairs[i].a > pairs[j].a && pairs[i].b < pairs[j].b);
        ordered = ordered && !crossing;
      }
    }
    if (ordered) best = std::max(best, weight);
  }
  return best;
}

}  // namespace samestory::oracle
