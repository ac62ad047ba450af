#include "engine/match/two_events.h"

#include <algorithm>
#include <compare>
#include <tuple>
#include <utility>

namespace samestory {
namespace {

constexpr size_t kNeighbours = 12;

struct Neighbour {
  double score, whole;
  uint32_t article;
};

// The candidate pair of two articles, or null.
const ScoredCandidate* Find(std::span<const ScoredCandidate> candidates, uint32_t a, uint32_t b) {
  const std::pair<uint32_t, uint32_t> wanted = std::minmax(a, b);
  const auto found =
      std::lower_bound(candidates.begin(), candidates.end(), wanted,
                       [](const auto& c, const auto& key) { return std::pair(c.a, c.b) < key; });
  return found != candidates.end() && std::pair(found->a, found->b) == wanted ? &*found : nullptr;
}

// An article found to tell the events of both of a pair.
struct Between {
  std::pair<uint32_t, uint32_t> pair;  // ascending
  uint32_t article;
  friend auto operator<=>(const Between&, const Between&) = default;
};

// Whether an article that is clearly linked with both was not found to tell two events.
bool HasWitness(const std::vector<std::vector<Neighbour>>& neighbours, std::span<const Between> found,
                uint32_t a, uint32_t c) {
  return std::any_of(neighbours[a].begin(), neighbours[a].end(), [&](const Neighbour& near_a) {
    const auto also = std::find_if(neighbours[c].begin(), neighbours[c].end(),
                                   [&](const Neighbour& near_c) { return near_c.article == near_a.article; });
    return also != neighbours[c].end() &&
           !std::binary_search(found.begin(), found.end(), Between{{a, c}, near_a.article});
  });
}

}  // namespace

double ExplainedAway(double score) { return score / (score + (1 - score) * kExplainedAway); }

double TwoEventArticles::Lowered(uint32_t a, uint32_t b, double score) const {
  const std::pair<uint32_t, uint32_t> pair = std::minmax(a, b);
  return std::binary_search(explained.begin(), explained.end(), pair) ? ExplainedAway(score) : score;
}

TwoEventArticles FindTwoEventArticles(const EventScorer& scorer, std::span<const ScoredCandidate> candidates,
                                      size_t articles) {
  std::vector<std::vector<Neighbour>> neighbours(articles);
  for (const ScoredCandidate& c : candidates) {
    if (c.score < kClear) continue;
    neighbours[c.a].push_back({c.score, c.whole, c.b});
    neighbours[c.b].push_back({c.score, c.whole, c.a});
  }
  std::vector<Between> found;
  for (uint32_t b = 0; b < articles; ++b) {
    std::vector<Neighbour>& near = neighbours[b];
    std::sort(near.begin(), near.end(), [](const Neighbour& x, const Neighbour& y) {
      return std::tuple(-x.whole, x.article) < std::tuple(-y.whole, y.article);
    });
    near.resize(std::min(near.size(), kNeighbours));
    for (size_t i = 0; i < near.size(); ++i) {
      for (size_t j = i + 1; j < near.size(); ++j) {
        const uint32_t a = near[i].article, c = near[j].article;
        const ScoredCandidate* pair = Find(candidates, a, c);
        if (pair != nullptr && pair->score >= kCertain) continue;
        const double whole = pair != nullptr ? pair->whole : scorer.Compare(a, c).whole;
        if (kAsStrangers * whole > std::min(near[i].whole, near[j].whole)) continue;
        if (scorer.SharedWithBoth(b, std::span(&a, 1), std::span(&c, 1)) > kApartShare ||
            scorer.SharedWithBoth(b, std::span(&c, 1), std::span(&a, 1)) > kApartShare) {
          continue;
        }
        found.push_back({std::minmax(a, c), b});
      }
    }
  }
  std::sort(found.begin(), found.end());
  // All pairs were looked at before any is lowered, so that no finding depends on another.
  TwoEventArticles result;
  for (const Between& between : found) {
    const auto [a, c] = between.pair;
    if (HasWitness(neighbours, found, a, c)) continue;
    result.articles.push_back(between.article);
    result.explained.push_back(between.pair);
  }
  const auto distinct = [](auto& values) {
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
  };
  distinct(result.articles);
  distinct(result.explained);  // each once, however many articles explain it
  return result;
}

}  // namespace samestory
