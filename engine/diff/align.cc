#include "engine/diff/align.h"

#include <algorithm>
#include <numeric>
#include <span>
#include <tuple>
#include <utility>

#include "engine/diff/moves.h"

namespace samestory {
namespace {

constexpr uint64_t kMaxTouches = 4'000'000;  // of pairs of sentences, summed over the terms they share
constexpr double kContrast = 0.15;           // for each of the two directions
constexpr double kNeighbours = 0.3;
// What the above add to a right pair on the whole, so that scores keep the scale of likeness.
constexpr double kOffset = 0.03;
// What a sentence's further partner has to share beyond what the surer ones explain, of all it shares.
constexpr double kFreshShare = 0.6;
// What a pair out of order has to have beyond the least score: a false move costs more trust than a lost
// pair.
constexpr double kOutOfOrder = 0.08;

struct Candidate {
  uint32_t b = 0;
  double likeness = 0;
};
using Candidates = std::vector<std::vector<Candidate>>;  // by sentence of a; each by sentence of b

// The two greatest of a row or column, so that everyone can see the best of the others.
struct Best {
  double first = 0, second = 0;
  void Add(double value) {
    if (value > first) {
      second = std::exchange(first, value);
    } else {
      second = std::max(second, value);
    }
  }
  double Rival(double own) const { return own >= first ? second : first; }
};

// Marks b's terms that are too common in both to be looked through, commonest first. Terms have to go only
// where the sum of all products is above the bound.
std::vector<bool> TooCommon(const DocumentTerms& a, const DocumentTerms& b, bool* any) {
  std::vector<bool> skip(b.terms.size(), false);
  std::vector<std::pair<uint64_t, uint32_t>> products;  // pairs of sentences, position in b.terms
  for (size_t i = 0, j = 0; i < a.terms.size() && j < b.terms.size();) {
    if (a.terms[i] < b.terms[j]) {
      ++i;
    } else if (b.terms[j] < a.terms[i]) {
      ++j;
    } else {
      products.emplace_back(uint64_t{a.starts[i + 1] - a.starts[i]} * (b.starts[j + 1] - b.starts[j]),
                            static_cast<uint32_t>(j));
      ++i, ++j;
    }
  }
  std::sort(products.begin(), products.end());
  uint64_t touches = 0;
  for (const auto& [product, position] : products) {
    touches += product;
    if (touches > kMaxTouches) skip[position] = *any = true;
  }
  return skip;
}

// All pairs that share weight and reach `least`, without equal ones.
Candidates FindCandidates(const TermSpace& space, const DocumentTerms& a, const DocumentTerms& b,
                          double least, bool* degraded) {
  bool skipped = false;
  const std::vector<bool> skip = TooCommon(a, b, &skipped);
  if (skipped) *degraded = true;
  Candidates found(a.sentences.size());
  std::vector<double> shared(b.sentences.size(), 0);
  std::vector<uint32_t> counts_b;  // of b's posting, filled once: how often the sentence holds the term
  for (size_t k = 0; k < b.terms.size(); ++k) {
    for (uint32_t p = b.starts[k]; p < b.starts[k + 1]; ++p) {
      const std::vector<WeightedTerm>& terms = b.sentences[b.postings[p]].terms;
      counts_b.push_back(
          std::lower_bound(terms.begin(), terms.end(), b.terms[k], [](const WeightedTerm& term, uint32_t id) {
            return term.id < id;
          })->count);
    }
  }
  for (size_t i = 0; i < a.sentences.size(); ++i) {
    std::vector<uint32_t> touched;
    for (const WeightedTerm& term : a.sentences[i].terms) {
      const auto at = std::lower_bound(b.terms.begin(), b.terms.end(), term.id);
      const size_t k = static_cast<size_t>(at - b.terms.begin());
      if (at == b.terms.end() || *at != term.id || skip[k] || !(space.weights[term.id] > 0)) continue;
      for (uint32_t p = b.starts[k]; p < b.starts[k + 1]; ++p) {
        const uint32_t j = b.postings[p];
        if (shared[j] == 0) touched.push_back(j);
        shared[j] += std::min(term.count, counts_b[p]) * space.weights[term.id];
      }
    }
    std::sort(touched.begin(), touched.end());
    for (const uint32_t j : touched) {
      const SentenceTerms &left = a.sentences[i], &right = b.sentences[j];
      const double likeness =
          skipped ? Likeness(space, left, right) : LikenessOfShared(space, shared[j], left.mass, right.mass);
      shared[j] = 0;
      if (likeness >= least && left.content != right.content) found[i].push_back({j, likeness});
    }
  }
  return found;
}

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

double LikenessAt(const Candidates& candidates, size_t i, size_t j) {
  if (i >= candidates.size()) return 0;
  const auto at = std::lower_bound(candidates[i].begin(), candidates[i].end(), j,
                                   [](const Candidate& candidate, size_t b) { return candidate.b < b; });
  return at != candidates[i].end() && at->b == j ? at->likeness : 0;
}

double Neighbours(const Candidates& candidates, size_t i, size_t j) {
  const double before = i > 0 && j > 0 ? LikenessAt(candidates, i - 1, j - 1) : 0;
  return std::max(before, LikenessAt(candidates, i + 1, j + 1));
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
  Candidates candidates = FindCandidates(space, left, right, options.near_likeness / 2, degraded);
  std::vector<bool> equal_a(left.sentences.size()), equal_b(right.sentences.size());
  for (const AlignedPair& pair : pairs) {
    equal_a[pair.a] = equal_b[pair.b] = true;
    candidates[pair.a].push_back({pair.b, 1});
  }
  std::vector<Best> best_a(left.sentences.size()), best_b(right.sentences.size());
  for (size_t i = 0; i < candidates.size(); ++i) {
    std::sort(candidates[i].begin(), candidates[i].end(),
              [](const Candidate& x, const Candidate& y) { return x.b < y.b; });
    for (const Candidate& candidate : candidates[i]) {
      best_a[i].Add(candidate.likeness);
      best_b[candidate.b].Add(candidate.likeness);
    }
  }
  for (uint32_t i = 0; i < candidates.size(); ++i) {
    for (const auto& [j, likeness] : candidates[i]) {
      if (left.sentences[i].content == right.sentences[j].content) continue;
      if ((equal_a[i] || equal_b[j]) && likeness < options.edited_likeness) continue;
      const double rival_a = best_a[i].Rival(likeness), rival_b = best_b[j].Rival(likeness);
      if (likeness < rival_a && likeness < rival_b) continue;
      const double contrast = (likeness - rival_a) + (likeness - rival_b);
      const double score =
          likeness + kContrast * contrast + kNeighbours * Neighbours(candidates, i, j) - kOffset;
      if (score >= options.near_likeness) pairs.push_back({i, j, likeness, std::min(score, 0.999)});
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
