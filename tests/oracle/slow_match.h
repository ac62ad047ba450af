// Slow twins of engine/match: sets, maps and loops over all pairs.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <utility>
#include <vector>

#include "engine/match/candidates.h"
#include "engine/match/copies.h"
#include "engine/match/score.h"
#include "engine/match/weights.h"
#include "engine/sketch/sample.h"

namespace samestory::oracle {

inline Overlap SlowOverlap(std::span<const uint64_t> a, std::span<const uint64_t> b) {
  const std::set<uint64_t> x(a.begin(), a.end()), y(b.begin(), b.end());
  std::set<uint64_t> all = x;
  all.insert(y.begin(), y.end());
  Overlap overlap;
  for (const uint64_t element : x) overlap.shared += y.count(element);
  const auto share = [&](size_t of) {
    return overlap.shared == 0 ? 0 : static_cast<double>(overlap.shared) / static_cast<double>(of);
  };
  overlap.jaccard = share(all.size());
  overlap.containment_a = share(x.size());
  overlap.containment_b = share(y.size());
  return overlap;
}

inline bool WithinWindow(const MatchInput& input, uint32_t a, uint32_t b, double window_hours) {
  return window_hours == 0 || HoursApart(input.contexts[a], input.contexts[b]) <= window_hours;
}

// For each member the others it meets within the window, or those beyond it, heaviest first, then by article:
// all of them, whatever kNearest is. Weights are added up as floats in the order of keys, as the fast one
// does, so that near-ties fall the same way.
inline std::map<uint32_t, std::vector<uint32_t>> SlowNearest(const MatchInput& input,
                                                             std::span<const uint32_t> members,
                                                             const TermWeights& weights, double window_hours,
                                                             bool within = true) {
  std::map<uint32_t, std::set<uint32_t>> holders;  // term → articles that keep it
  for (const uint32_t article : members) {
    for (const uint32_t key : SampleTerms(input.sketches[article].terms, kSampledTerms))
      holders[key].insert(article);
  }
  std::map<uint32_t, std::vector<uint32_t>> nearest;
  for (const uint32_t article : members) {
    std::map<uint32_t, float> weight;
    for (const auto& [key, articles] : holders) {
      if (!articles.contains(article) || articles.size() > kBucketCap) continue;
      const auto term =
          std::find_if(input.sketches[article].terms.begin(), input.sketches[article].terms.end(),
                       [key = key](const Term& t) { return t.key == key; });
      for (const uint32_t other : articles) {
        if (other != article) weight[other] += static_cast<float>(weights.Idf(*term)) + 1e-6f;
      }
    }
    std::vector<std::pair<float, uint32_t>> ranked;
    for (const auto& [other, sum] : weight) {
      if (WithinWindow(input, article, other, window_hours) == within) ranked.emplace_back(-sum, other);
    }
    std::sort(ranked.begin(), ranked.end());
    for (const auto& entry : ranked) nearest[article].push_back(entry.second);
  }
  return nearest;
}

// The greedy rule over all pairs, without bands.
inline std::vector<CopyOf> SlowCopies(const MatchInput& input, std::span<const uint32_t> order,
                                      double window_hours) {
  std::vector<CopyOf> result(input.sketches.size());
  for (size_t place = 0; place < order.size(); ++place) {
    const uint32_t article = order[place];
    CopyOf best;
    for (size_t earlier = 0; earlier < place; ++earlier) {
      const uint32_t kept = order[earlier];
      if (result[kept].survivor != CopyOf::kNone || !WithinWindow(input, article, kept, window_hours))
        continue;
      const Overlap overlap = SlowOverlap(input.sketches[article].shingles, input.sketches[kept].shingles);
      if (overlap.jaccard >= kCopyJaccard && overlap.jaccard > best.overlap.jaccard) best = {kept, overlap};
    }
    result[article] = best;
  }
  return result;
}

// Vectors of tf and idf^1.5 as maps, and their cosine.
class SlowScorer {
 public:
  SlowScorer(const MatchInput& input, const TermWeights& weights) : input_(input), weights_(weights) {}

  double Whole(uint32_t a, uint32_t b) const {
    return Cosine(Vector(a, [](const Term& t) { return t.count; }),
                  Vector(b, [](const Term& t) { return t.count; }));
  }
  double Lead(uint32_t a, uint32_t b) const {
    return Cosine(Vector(a, [](const Term& t) { return t.lead_count; }),
                  Vector(b, [](const Term& t) { return t.lead_count; }));
  }
  // Of the article with less weight in word pairs, the share that the other has.
  double Containment(uint32_t a, uint32_t b) const {
    const std::map<uint32_t, double> x = Pairs(a), y = Pairs(b);
    double shared = 0;
    for (const auto& [key, weight] : x) shared += y.contains(key) ? weight : 0;
    const double of = std::min(Sum(x), Sum(y));
    return of > 0 ? shared / of : 0;
  }

 private:
  double WeightOf(const Term& term) const { return std::pow(weights_.Idf(term), 1.5); }
  template <typename Count>
  std::map<uint32_t, double> Vector(uint32_t article, Count count) const {
    std::map<uint32_t, double> vector;
    for (const Term& term : input_.sketches[article].terms) {
      if (count(term) > 0) vector[term.key] = (1 + std::log(count(term))) * WeightOf(term);
    }
    return vector;
  }
  std::map<uint32_t, double> Pairs(uint32_t article) const {
    std::map<uint32_t, double> pairs;
    for (const Term& term : input_.sketches[article].terms) {
      if (term.words == 2) pairs[term.key] = WeightOf(term);
    }
    return pairs;
  }
  static double Sum(const std::map<uint32_t, double>& values) {
    double sum = 0;
    for (const auto& [key, value] : values) sum += value;
    return sum;
  }
  static double Cosine(const std::map<uint32_t, double>& x, const std::map<uint32_t, double>& y) {
    double dot = 0, xx = 0, yy = 0;
    for (const auto& [key, value] : x) {
      xx += value * value;
      if (y.contains(key)) dot += value * y.at(key);
    }
    for (const auto& [key, value] : y) yy += value * value;
    return xx > 0 && yy > 0 ? dot / std::sqrt(xx * yy) : 0;
  }

  const MatchInput& input_;
  const TermWeights& weights_;
};

// How like articles of other times each article is, an article at a time: its own mean over `apart`, then the
// mean of its own and its neighbours', theirs weighted by likeness. Articles without a mean do not count.
inline std::vector<double> SlowOtherTimes(const SlowScorer& scorer, size_t articles,
                                          std::span<const std::pair<uint32_t, uint32_t>> apart,
                                          std::span<const std::pair<uint32_t, uint32_t>> near) {
  const auto partners = [](uint32_t article, std::span<const std::pair<uint32_t, uint32_t>> pairs) {
    std::vector<uint32_t> others;
    for (const auto& [a, b] : pairs) {
      if (a == article) others.push_back(b);
      if (b == article) others.push_back(a);
    }
    return others;
  };
  std::map<uint32_t, double> own;  // only those with pairs apart
  for (uint32_t article = 0; article < articles; ++article) {
    const std::vector<uint32_t> others = partners(article, apart);
    double sum = 0;
    for (const uint32_t other : others) sum += scorer.Whole(article, other);
    if (!others.empty()) own[article] = sum / static_cast<double>(others.size());
  }
  std::vector<double> levels(articles, 0);
  for (uint32_t article = 0; article < articles; ++article) {
    double sum = 0, weight = 0;
    if (own.contains(article)) sum = own[article], weight = 1;
    for (const uint32_t other : partners(article, near)) {
      if (!own.contains(other)) continue;
      sum += own[other] * scorer.Whole(article, other);
      weight += scorer.Whole(article, other);
    }
    if (weight > 0) levels[article] = sum / weight;
  }
  return levels;
}

}  // namespace samestory::oracle
