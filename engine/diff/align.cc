#include "engine/diff/align.h"

#include <algorithm>
#include <numeric>
#include <span>
#include <tuple>
#include <utility>

#include "engine/diff/candidates.h"
#include "engine/diff/moves.h"

namespace samestory {
namespace {

// What a sentence's further partner has to share beyond what the surer ones explain, of all it shares.
constexpr double kFreshShare = 0.4;
// What a pair out of order has to have beyond the least score: a false move costs more trust than a lost
// pair.
constexpr double kOutOfOrder = 0.03;
// Least likeness of a pair looked at, of the least of one aligned: what stands about it may speak for it.
constexpr double kLeastCandidate = 0.5;

// Sentences of one content in both documents.
struct Equals {
  std::span<const std::pair<uint32_t, uint32_t>> a, b;  // content, sentence
};

bool SameNeighbour(const DocumentTerms& a, const DocumentTerms& b, uint32_t i, uint32_t j) {
  const bool before = i > 0 && j > 0 && a.sentences[i - 1].content == b.sentences[j - 1].content;
  const bool after = i + 1 < a.sentences.size() && j + 1 < b.sentences.size() &&
                     a.sentences[i + 1].content == b.sentences[j + 1].content;
  return before || after;
}

// Repeated equal sentences: those with an equal neighbour first, then in order; what is left over on one side
// goes to the last of the other. Two pointers, so linear.
void PairEquals(const DocumentTerms& a, const DocumentTerms& b, const Equals& equals,
                std::vector<AlignedPair>* pairs) {
  std::vector<uint32_t> left_a, left_b;
  size_t j = 0;
  for (const auto& [content, sentence_a] : equals.a) {
    size_t k = j;
    const size_t end = std::min(equals.b.size(), j + 8);
    while (k < end && !SameNeighbour(a, b, sentence_a, equals.b[k].second)) ++k;
    if (k < end) {
      for (; j < k; ++j) left_b.push_back(equals.b[j].second);
      pairs->push_back({sentence_a, equals.b[j++].second, 1, 1});
    } else {
      left_a.push_back(sentence_a);
    }
  }
  for (; j < equals.b.size(); ++j) left_b.push_back(equals.b[j].second);
  const size_t both = std::min(left_a.size(), left_b.size());
  for (size_t k = 0; k < both; ++k) pairs->push_back({left_a[k], left_b[k], 1, 1});
  for (size_t k = both; k < left_a.size(); ++k) pairs->push_back({left_a[k], equals.b.back().second, 1, 1});
  for (size_t k = both; k < left_b.size(); ++k) pairs->push_back({equals.a.back().second, left_b[k], 1, 1});
}

std::vector<std::pair<uint32_t, uint32_t>> ByContent(const DocumentTerms& document) {
  std::vector<std::pair<uint32_t, uint32_t>> sorted;
  for (uint32_t s = 0; s < document.sentences.size(); ++s) {
    if (!document.sentences[s].terms.empty()) sorted.emplace_back(document.sentences[s].content, s);
  }
  std::sort(sorted.begin(), sorted.end());
  return sorted;
}

std::vector<AlignedPair> AlignEqual(const DocumentTerms& a, const DocumentTerms& b) {
  std::vector<AlignedPair> pairs;
  const auto sorted_a = ByContent(a), sorted_b = ByContent(b);
  const auto run = [](const auto& sorted, size_t from) {
    size_t to = from;
    while (to < sorted.size() && sorted[to].first == sorted[from].first) ++to;
    return std::span(sorted).subspan(from, to - from);
  };
  for (size_t i = 0, j = 0; i < sorted_a.size() && j < sorted_b.size();) {
    if (sorted_a[i].first < sorted_b[j].first) {
      ++i;
    } else if (sorted_b[j].first < sorted_a[i].first) {
      ++j;
    } else {
      const Equals equals{run(sorted_a, i), run(sorted_b, j)};
      PairEquals(a, b, equals, &pairs);
      i += equals.a.size();
      j += equals.b.size();
    }
  }
  return pairs;
}

void TakeAway(const std::vector<WeightedTerm>& taken, std::vector<WeightedTerm>* from) {
  size_t j = 0;
  for (WeightedTerm& term : *from) {
    while (j < taken.size() && taken[j].id < term.id) ++j;
    if (j < taken.size() && taken[j].id == term.id) term.count -= std::min(term.count, taken[j].count);
  }
}

// A sentence that stands against several must share something new with each: what one part has explained does
// not speak for the next. Equal and close ones (repeats) are exempt. From the surest pair on.
void DropExplained(const TermSpace& space, const DocumentTerms& a, const DocumentTerms& b,
                   const CollateOptions& options, std::vector<AlignedPair>* pairs) {
  std::vector<size_t> by_score(pairs->size());
  std::iota(by_score.begin(), by_score.end(), size_t{0});
  std::sort(by_score.begin(), by_score.end(), [&](size_t x, size_t y) {
    return std::pair((*pairs)[y].score, x) < std::pair((*pairs)[x].score, y);
  });
  std::vector<std::vector<WeightedTerm>> left_a(a.sentences.size()), left_b(b.sentences.size());
  std::vector<bool> drop(pairs->size(), false);
  for (const size_t k : by_score) {
    const AlignedPair& pair = (*pairs)[k];
    const SentenceTerms &sentence_a = a.sentences[pair.a], &sentence_b = b.sentences[pair.b];
    if (left_a[pair.a].empty()) left_a[pair.a] = sentence_a.terms;
    if (left_b[pair.b].empty()) left_b[pair.b] = sentence_b.terms;
    const double shared = SharedMass(space, sentence_a.terms, sentence_b.terms);
    const double fresh = std::min(SharedMass(space, left_a[pair.a], sentence_b.terms),
                                  SharedMass(space, sentence_a.terms, left_b[pair.b]));
    if (pair.likeness < options.edited_likeness && fresh < kFreshShare * shared) {
      drop[k] = true;
      continue;
    }
    TakeAway(sentence_b.terms, &left_a[pair.a]);
    TakeAway(sentence_a.terms, &left_b[pair.b]);
  }
  size_t kept = 0;
  for (size_t k = 0; k < pairs->size(); ++k) {
    if (!drop[k]) (*pairs)[kept++] = (*pairs)[k];
  }
  pairs->resize(kept);
}

void DropDoubtfulMoves(const DocumentTerms& a, const DocumentTerms& b, double near_likeness,
                       std::vector<AlignedPair>* pairs) {
  std::vector<PlacedPair> placed;
  for (const AlignedPair& pair : *pairs) {
    const double mass = std::min(a.sentences[pair.a].mass, b.sentences[pair.b].mass);
    placed.push_back({pair.a, pair.b, mass * pair.likeness});
  }
  const std::vector<bool> in_order = InOrder(placed);
  size_t kept = 0;
  for (size_t k = 0; k < pairs->size(); ++k) {
    if (in_order[k] || (*pairs)[k].score >= near_likeness + kOutOfOrder) (*pairs)[kept++] = (*pairs)[k];
  }
  pairs->resize(kept);
}

}  // namespace

std::vector<AlignedPair> AlignSentences(const TermSpace& space, uint32_t a, uint32_t b,
                                        const CollateOptions& options, bool* degraded) {
  const DocumentTerms &left = space.documents[a], &right = space.documents[b];
  std::vector<AlignedPair> pairs = AlignEqual(left, right);
  std::vector<std::pair<uint32_t, uint32_t>> equal;
  std::vector<bool> equal_a(left.sentences.size()), equal_b(right.sentences.size());
  for (const AlignedPair& pair : pairs) {
    equal.emplace_back(pair.a, pair.b);
    equal_a[pair.a] = equal_b[pair.b] = true;
  }
  const Candidates candidates =
      FindCandidates(space, left, right, kLeastCandidate * options.near_likeness, equal, degraded);
  std::vector<double> best_a(left.sentences.size(), 0), best_b(right.sentences.size(), 0);
  for (uint32_t i = 0; i < candidates.rows.size(); ++i) {
    for (const Candidate& candidate : candidates.rows[i]) {
      best_a[i] = std::max(best_a[i], candidate.score);
      best_b[candidate.b] = std::max(best_b[candidate.b], candidate.score);
    }
  }
  for (uint32_t i = 0; i < candidates.rows.size(); ++i) {
    for (const Candidate& candidate : candidates.rows[i]) {
      const uint32_t j = candidate.b;
      if (candidate.equal || candidate.score < options.near_likeness) continue;
      if ((equal_a[i] || equal_b[j]) && candidate.likeness < options.edited_likeness) continue;
      const bool best_of_a = candidate.score >= best_a[i], best_of_b = candidate.score >= best_b[j];
      const bool aside = left.sentences[i].aside || right.sentences[j].aside;
      if (aside ? !(best_of_a && best_of_b) : !(best_of_a || best_of_b)) continue;
      pairs.push_back({i, j, candidate.likeness, candidate.score});
    }
  }
  std::sort(pairs.begin(), pairs.end(), [](const AlignedPair& x, const AlignedPair& y) {
    return std::tie(x.a, x.b) < std::tie(y.a, y.b);
  });
  DropExplained(space, left, right, options, &pairs);
  DropDoubtfulMoves(left, right, options.near_likeness, &pairs);
  return pairs;
}

}  // namespace samestory
