#include "engine/story/survivors.h"

#include <tuple>

namespace samestory {

std::vector<uint32_t> ChooseSurvivors(std::span<const uint32_t> order, std::span<const ScoredPair> links) {
  struct Neighbour {
    uint32_t article;
    double score;
  };
  std::vector<std::vector<Neighbour>> neighbours(order.size());
  for (const ScoredPair& link : links) {
    neighbours[link.a].push_back({link.b, link.score});
    neighbours[link.b].push_back({link.a, link.score});
  }
  std::vector<uint32_t> rank(order.size());
  for (uint32_t i = 0; i < order.size(); ++i) rank[order[i]] = i;

  std::vector<uint32_t> survivor(order.size(), UINT32_MAX);
  for (const uint32_t article : order) {
    const Neighbour* best = nullptr;
    for (const Neighbour& n : neighbours[article]) {
      if (rank[n.article] > rank[article] || survivor[n.article] != UINT32_MAX) continue;
      if (best == nullptr ||
          std::tuple(-n.score, rank[n.article]) < std::tuple(-best->score, rank[best->article])) {
        best = &n;
      }
    }
    if (best != nullptr) survivor[article] = best->article;
  }
  return survivor;
}

}  // namespace samestory
