// Slow twins of engine/match: sets, maps and loops over all pairs.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <utility>
#include <vector>

#include "engine/base/hash.h"
#include "engine/match/candidates.h"
#include "engine/match/copies.h"
#include "engine/match/score.h"
#include "engine/match/surroundings.h"
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

// The line of all that keep a term: the dated by when they begin, then the others in the term's own order.
inline std::vector<uint32_t> SlowLine(const MatchInput& input, uint32_t key,
                                      const std::set<uint32_t>& holders) {
  std::vector<std::pair<int64_t, uint32_t>> dated;
  std::vector<std::pair<uint64_t, uint32_t>> undated;
  for (const uint32_t article : holders) {
    const ArticleContext& context = input.contexts[article];
    if (context.dated) {
      dated.emplace_back(context.first_second, article);
    } else {
      undated.emplace_back(Mix64(uint64_t{key} << 32 | article), article);
    }
  }
  std::sort(dated.begin(), dated.end());
  std::sort(undated.begin(), undated.end());
  std::vector<uint32_t> line;
  for (const auto& [second, article] : dated) line.push_back(article);
  for (const auto& [number, article] : undated) line.push_back(article);
  return line;
}

// Whom a term that `holders` keep brings `article` together with, itself among them: all, or where there are too
// many the kBucketCap around it, half of them before it, or nobody.
inline std::vector<uint32_t> SlowMeet(const MatchInput& input, uint32_t key,
                                      const std::set<uint32_t>& holders, uint32_t article) {
  if (holders.size() > kBucketLimit) return {};
  if (holders.size() <= kBucketCap) return {holders.begin(), holders.end()};
  const std::vector<uint32_t> line = SlowLine(input, key, holders);
  const auto own = std::find(line.begin(), line.end(), article) - line.begin();
  const auto cap = static_cast<ptrdiff_t>(kBucketCap);
  auto first = std::max<ptrdiff_t>(0, own - cap / 2);
  if (first + cap > std::ssize(line)) first = std::ssize(line) - cap;
  return {line.begin() + first, line.begin() + first + cap};
}

// For each member the others it keeps, heaviest first, then by article. Within the window: the kNearest, and up to
// kMostNear in all of those that share kMuchShared of its own weight. Beyond it: the kNearestApart. Weights are added
// up as floats in the order of keys, as the fast one does, so that near-ties fall the same way.
inline std::map<uint32_t, std::vector<uint32_t>> SlowKept(const MatchInput& input,
                                                          std::span<const uint32_t> members,
                                                          const TermWeights& weights, double window_hours,
                                                          bool within = true) {
  std::map<uint32_t, std::set<uint32_t>> holders;  // term → articles that keep it
  for (const uint32_t article : members) {
    for (const uint32_t key : SampleTerms(input.terms[article], kSampledTerms)) holders[key].insert(article);
  }
  std::map<uint32_t, std::vector<uint32_t>> kept;
  for (const uint32_t article : members) {
    std::map<uint32_t, float> weight;
    float own = 0;
    for (const auto& [key, articles] : holders) {
      if (!articles.contains(article)) continue;
      const auto term = std::find_if(input.terms[article].begin(), input.terms[article].end(),
                                     [key = key](const Term& t) { return t.key == key; });
      const float idf = static_cast<float>(weights.Idf(*term, input.contexts[article].outlet));
      const float of_term = idf * idf * idf + 1e-6f;
      own += of_term;
      for (const uint32_t other : SlowMeet(input, key, articles, article)) {
        if (other != article) weight[other] += of_term;
      }
    }
    std::vector<std::pair<float, uint32_t>> ranked;
    for (const auto& [other, sum] : weight) {
      if (WithinWindow(input, article, other, window_hours) == within) ranked.emplace_back(-sum, other);
    }
    std::sort(ranked.begin(), ranked.end());
    for (size_t place = 0; place < ranked.size(); ++place) {
      const auto& [minus_shared, other] = ranked[place];
      const bool much = place < kMostNear && -minus_shared >= kMuchShared * own;
      if (within ? place < kNearest || much : place < kNearestApart) kept[article].push_back(other);
    }
  }
  return kept;
}

// The greedy rule over all pairs, without bands. `shingles_of(article)` is its set.
template <typename ShinglesOf>
std::vector<CopyOf> SlowCopies(const MatchInput& input, const ShinglesOf& shingles_of,
                               std::span<const uint32_t> order, double window_hours) {
  std::vector<CopyOf> result(input.contexts.size());
  for (size_t place = 0; place < order.size(); ++place) {
    const uint32_t article = order[place];
    CopyOf best;
    for (size_t earlier = 0; earlier < place; ++earlier) {
      const uint32_t kept = order[earlier];
      if (result[kept].survivor != CopyOf::kNone || !WithinWindow(input, article, kept, window_hours))
        continue;
      const Overlap overlap = SlowOverlap(shingles_of(article), shingles_of(kept));
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

 private:
  double WeightOf(const Term& term, uint32_t article) const {
    return std::pow(weights_.Idf(term, input_.contexts[article].outlet), 1.5);
  }
  template <typename Count>
  std::map<uint32_t, double> Vector(uint32_t article, Count count) const {
    std::map<uint32_t, double> vector;
    for (const Term& term : input_.terms[article]) {
      if (count(term) > 0) vector[term.key] = (1 + std::log(count(term))) * WeightOf(term, article);
    }
    return vector;
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

// What is usual around an article, an article at a time.
class SlowSurroundings {
 public:
  SlowSurroundings(const MatchInput& input, std::span<const uint32_t> members, std::span<const LikePair> near,
                   std::span<const LikePair> apart, double window_hours)
      : input_(input), members_(members), near_(near), apart_(apart), window_hours_(window_hours) {}

  // Mean of the three likest, capped; there are always as many that are not alike at all.
  double Nearest(uint32_t article) const {
    std::vector<double> likest{0, 0, 0};
    for (const auto& [other, whole] : Partners(article, near_)) likest.push_back(whole);
    std::sort(likest.rbegin(), likest.rend());
    return std::min((likest[0] + likest[1] + likest[2]) / 3, 0.2);
  }

  // The article's own mean over `apart`, then the mean of that and its neighbours', theirs weighted by likeness.
  // Articles without a mean do not count.
  double OtherTimes(uint32_t article) const {
    double sum = 0, weight = 0;
    if (const std::optional<double> own = MeanApart(article)) sum = *own, weight = 1;
    for (const auto& [other, whole] : Partners(article, near_)) {
      const std::optional<double> theirs = MeanApart(other);
      if (!theirs) continue;
      sum += *theirs * whole;
      weight += whole;
    }
    return weight > 0 ? sum / weight : 0;
  }

  // Dated members within the window of it; an article without a date knows of itself alone.
  size_t ArticlesOfTime(uint32_t article) const {
    if (!input_.contexts[article].dated) return 1;
    return static_cast<size_t>(std::count_if(members_.begin(), members_.end(), [&](uint32_t other) {
      return input_.contexts[other].dated &&
             HoursApart(input_.contexts[article], input_.contexts[other]) <= window_hours_;
    }));
  }

 private:
  static std::vector<std::pair<uint32_t, double>> Partners(uint32_t article,
                                                           std::span<const LikePair> pairs) {
    std::vector<std::pair<uint32_t, double>> others;
    for (const LikePair& pair : pairs) {
      if (pair.a == article) others.emplace_back(pair.b, pair.whole);
      if (pair.b == article) others.emplace_back(pair.a, pair.whole);
    }
    return others;
  }
  std::optional<double> MeanApart(uint32_t article) const {
    double sum = 0, count = 0;
    for (const auto& [other, whole] : Partners(article, apart_)) sum += whole, ++count;
    return count > 0 ? std::optional(sum / count) : std::nullopt;
  }

  const MatchInput& input_;
  std::span<const uint32_t> members_;
  std::span<const LikePair> near_, apart_;
  double window_hours_;
};

}  // namespace samestory::oracle
