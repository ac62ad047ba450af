#include "engine/match/two_events.h"

#include <algorithm>
#include <tuple>

namespace samestory {
namespace {

constexpr size_t kNeighbours = 12;

struct Neighbour {
  double score, whole;
  uint32_t article;
};

// The candidate pair of two articles, or null.
ScoredCandidate* Find(std::span<ScoredCandidate> candidates, uint32_t a, uint32_t b) {
  const std::pair<uint32_t, uint32_t> wanted = std::minmax(a, b);
  const auto found =
      std::lower_bound(candidates.begin(), candidates.end(), wanted,
                       [](const auto& c, const auto& key) { return std::pair(c.a, c.b) < key; });
  return found != candidates.end() && std::pair(found->a, found->b) == wanted ? &*found : nullptr;
}

double WithOddsDividedBy(double score, double factor) { return score / (score + (1 - score) * factor); }

}  // namespace

std::vector<uint32_t> FindTwoEventArticles(const EventScorer& scorer, std::span<ScoredCandidate> candidates,
                                           size_t articles) {
  std::vector<std::vector<Neighbour>> neighbours(articles);
  for (const ScoredCandidate& c : candidates) {
    if (c.score < kClear) continue;
    neighbours[c.a].push_back({c.score, c.whole, c.b});
    neighbours[c.b].push_back({c.score, c.whole, c.a});
  }
  std::vector<uint32_t> found;
  std::vector<ScoredCandidate*> explained;
  for (uint32_t b = 0; b < articles; ++b) {
    std::vector<Neighbour>& near = neighbours[b];
    std::sort(near.begin(), near.end(), [](const Neighbour& x, const Neighbour& y) {
      return std::tuple(-x.whole, x.article) < std::tuple(-y.whole, y.article);
    });
    near.resize(std::min(near.size(), kNeighbours));
    bool two = false;
    for (size_t i = 0; i < near.size(); ++i) {
      for (size_t j = i + 1; j < near.size(); ++j) {
        const uint32_t a = near[i].article, c = near[j].article;
        ScoredCandidate* pair = Find(candidates, a, c);
        if (pair != nullptr && pair->score >= kCertain) continue;
        const double whole = pair != nullptr ? pair->whole : scorer.Compare(a, c).whole;
        if (2 * whole > std::min(near[i].whole, near[j].whole)) continue;
        if (scorer.SharedWithBoth(b, std::span(&a, 1), std::span(&c, 1)) > kApartShare ||
            scorer.SharedWithBoth(b, std::span(&c, 1), std::span(&a, 1)) > kApartShare) {
          continue;
        }
        two = true;
        if (pair != nullptr) explained.push_back(pair);
      }
    }
    if (two) found.push_back(b);
  }
  // Each once, however many articles explain it; and only now, so that no finding depends on another.
  std::sort(explained.begin(), explained.end());
  explained.erase(std::unique(explained.begin(), explained.end()), explained.end());
  for (ScoredCandidate* pair : explained) pair->score = WithOddsDividedBy(pair->score, kExplainedAway);
  return found;
}

}  // namespace samestory
