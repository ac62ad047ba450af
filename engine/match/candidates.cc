#include "engine/match/candidates.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "engine/base/hash.h"
#include "engine/base/parallel.h"
#include "engine/sketch/sample.h"

namespace samestory {
namespace {

struct Posting {
  uint32_t key, article;
  friend auto operator<=>(const Posting&, const Posting&) = default;
};

// The line in which articles stand at a term of too many: the dated by time, then the others, shuffled by the term.
auto PlaceInLine(const MatchInput& input, const Posting& posting) {
  const ArticleContext& context = input.contexts[posting.article];
  const uint64_t shuffled = context.dated ? 0 : Mix64(uint64_t{posting.key} << 32 | posting.article);
  return std::tuple(!context.dated, context.dated ? context.first_second : 0, shuffled, posting.article);
}

struct Neighbour {
  float weight;
  uint32_t article;
};

// Heaviest first, then by article: a total order, so that a cut is the same every time.
bool Heavier(const Neighbour& a, const Neighbour& b) {
  return std::tuple(-a.weight, a.article) < std::tuple(-b.weight, b.article);
}

using Pairs = std::vector<std::pair<uint32_t, uint32_t>>;

// At most `count` of the neighbours, the heaviest, in any order; they come to stand first.
std::span<Neighbour> Heaviest(std::span<Neighbour> neighbours, size_t count) {
  if (neighbours.size() <= count) return neighbours;
  std::nth_element(neighbours.begin(), neighbours.begin() + static_cast<ptrdiff_t>(count), neighbours.end(),
                   Heavier);
  return neighbours.first(count);
}

void Append(uint32_t article, std::span<const Neighbour> neighbours, Pairs* pairs) {
  for (const Neighbour& n : neighbours) pairs->push_back(std::minmax(article, n.article));
}

void SortDistinct(Pairs* pairs) {
  std::sort(pairs->begin(), pairs->end());
  pairs->erase(std::unique(pairs->begin(), pairs->end()), pairs->end());
}

// The postings that bring the article of `own` together with others: all of its key, or the nearest in line.
std::span<const Posting> NearInBucket(const MatchInput& input, std::span<const Posting> postings,
                                      const Posting& own) {
  const auto range = std::equal_range(postings.begin(), postings.end(), own,
                                      [](const Posting& a, const Posting& b) { return a.key < b.key; });
  const auto size = static_cast<size_t>(range.second - range.first);
  if (size <= kBucketCap) return {range.first, range.second};
  const auto place = std::lower_bound(
      range.first, range.second, own,
      [&](const Posting& a, const Posting& b) { return PlaceInLine(input, a) < PlaceInLine(input, b); });
  const auto before = static_cast<size_t>(place - range.first);
  const size_t first = std::min(before - std::min(before, kBucketCap / 2), size - kBucketCap);
  return std::span<const Posting>(range.first, range.second).subspan(first, kBucketCap);
}

}  // namespace

CandidatePairs EventCandidates(const MatchInput& input, std::span<const uint32_t> members,
                               const TermWeights& weights, double window_hours, int threads) {
  std::vector<std::vector<uint32_t>> samples(members.size());
  ParallelFor(members.size(), threads, 64, [&](size_t begin, size_t end) {
    for (size_t i = begin; i < end; ++i) samples[i] = SampleTerms(input.terms[members[i]], kSampledTerms);
  });

  std::vector<Posting> postings;
  for (size_t i = 0; i < members.size(); ++i) {
    for (const uint32_t key : samples[i]) postings.push_back({key, members[i]});
  }
  std::sort(postings.begin(), postings.end());
  CandidatePairs result;
  // Buckets of one and buckets over the limit go: what is left is what brings articles together.
  auto kept = postings.begin();
  for (auto begin = postings.begin(); begin != postings.end();) {
    auto end = begin;
    while (end != postings.end() && end->key == begin->key) ++end;
    const auto size = static_cast<size_t>(end - begin);
    if (size > kBucketCap) ++result.capped_buckets;
    if (size > kBucketCap && size <= kBucketLimit) {
      std::sort(begin, end, [&](const Posting& a, const Posting& b) {
        return PlaceInLine(input, a) < PlaceInLine(input, b);
      });
    }
    if (size > 1 && size <= kBucketLimit) kept = std::move(begin, end, kept);
    begin = end;
  }
  postings.erase(kept, postings.end());

  struct Found {
    Pairs near, apart;
  };
  std::vector<Found> found(members.size());
  ParallelFor(members.size(), threads, 4096, [&](size_t begin, size_t end) {
    std::vector<float> weight(input.contexts.size(), 0);
    std::vector<Neighbour> met;
    for (size_t i = begin; i < end; ++i) {
      const uint32_t article = members[i];
      met.clear();
      float own = 0;  // the weight of all it keeps
      const std::span<const Term> terms = input.terms[article];
      auto term = terms.begin();
      for (const uint32_t key : samples[i]) {
        while (term->key < key) ++term;  // both ascend, and samples are terms
        const float idf = static_cast<float>(weights.Idf(*term, input.contexts[article].outlet));
        const float shared = idf * idf * idf + 1e-6f;
        own += shared;
        for (const Posting& posting : NearInBucket(input, postings, {key, article})) {
          if (posting.article == article) continue;
          if (weight[posting.article] == 0) met.push_back({0, posting.article});
          weight[posting.article] += shared;
        }
      }
      for (Neighbour& neighbour : met) neighbour.weight = std::exchange(weight[neighbour.article], 0);
      const auto in_window = std::partition(met.begin(), met.end(), [&](const Neighbour& n) {
        return window_hours <= 0 ||
               HoursApart(input.contexts[article], input.contexts[n.article]) <= window_hours;
      });
      const auto first_apart = in_window - met.begin();
      // The nearest, and those after them that share much: an article of a large story has many.
      const std::span<Neighbour> near = Heaviest(std::span(met).first(first_apart), kMostNear);
      const std::span<Neighbour> nearest = Heaviest(near, kNearest);
      Append(article, nearest, &found[i].near);
      for (const Neighbour& n : near.subspan(nearest.size())) {
        if (n.weight >= kMuchShared * own) Append(article, {&n, 1}, &found[i].near);
      }
      Append(article, Heaviest(std::span(met).subspan(first_apart), kNearestApart), &found[i].apart);
    }
  });
  for (const Found& f : found) {
    result.pairs.insert(result.pairs.end(), f.near.begin(), f.near.end());
    result.apart.insert(result.apart.end(), f.apart.begin(), f.apart.end());
  }
  SortDistinct(&result.pairs);
  SortDistinct(&result.apart);
  return result;
}

}  // namespace samestory
