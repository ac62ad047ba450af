// Slow twins of engine/story, by the definitions: every pair of groups looked at before every merge.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <vector>

#include "engine/story/group.h"

namespace samestory::oracle {

// Average linkage. Scores must be multiples of 1/1024, so that means compare exactly as fractions.
inline std::vector<std::vector<uint32_t>> SlowAverageLink(std::span<const ScoredPair> pairs, double cut) {
  std::map<std::pair<uint32_t, uint32_t>, int64_t> steps;
  std::set<uint32_t> articles;
  for (const ScoredPair& pair : pairs) {
    steps[{pair.a, pair.b}] = steps[{pair.b, pair.a}] = static_cast<int64_t>(pair.score * 1024);
    articles.insert({pair.a, pair.b});
  }
  std::vector<std::vector<uint32_t>> groups;  // members ascending, groups by first member
  for (const uint32_t article : articles) groups.push_back({article});
  struct Best {
    int64_t sum, count;
    size_t x, y;
  };
  for (;;) {
    std::optional<Best> best;
    for (size_t x = 0; x < groups.size(); ++x) {
      for (size_t y = x + 1; y < groups.size(); ++y) {
        int64_t sum = 0;
        for (const uint32_t a : groups[x]) {
          for (const uint32_t b : groups[y]) {
            if (const auto found = steps.find({a, b}); found != steps.end()) sum += found->second;
          }
        }
        const auto count = static_cast<int64_t>(groups[x].size() * groups[y].size());
        if (sum == 0 || static_cast<double>(sum) / 1024 < cut * static_cast<double>(count)) continue;
        // Strictly better only: of equals the groups with the smallest members were met first.
        if (!best || sum * best->count > best->sum * count) best = Best{sum, count, x, y};
      }
    }
    if (!best) break;
    auto& into = groups[best->x];
    into.insert(into.end(), groups[best->y].begin(), groups[best->y].end());
    std::sort(into.begin(), into.end());
    groups.erase(groups.begin() + static_cast<ptrdiff_t>(best->y));
  }
  std::erase_if(groups, [](const auto& group) { return group.size() < 2; });
  return groups;
}

// The greedy choice, looking through all links for every article.
inline std::vector<uint32_t> SlowSurvivors(std::span<const uint32_t> order,
                                           std::span<const ScoredPair> links) {
  std::vector<uint32_t> survivor(order.size(), UINT32_MAX);
  for (size_t place = 0; place < order.size(); ++place) {
    double best = -1;
    for (size_t earlier = 0; earlier < place; ++earlier) {
      const uint32_t article = order[place], kept = order[earlier];
      if (survivor[kept] != UINT32_MAX) continue;
      for (const ScoredPair& link : links) {
        const bool joins = (link.a == article && link.b == kept) || (link.a == kept && link.b == article);
        if (!joins || link.score <= best) continue;
        best = link.score;
        survivor[article] = kept;
      }
    }
  }
  return survivor;
}

}  // namespace samestory::oracle
