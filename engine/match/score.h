// Exact comparison of two articles: how much text they share, and how likely they report one event.
//
// Three figures of a pair, each in [0, 1]:
//   whole        cosine of (1 + ln tf)·idf over words and pairs of adjoining words, title counted three times
//   lead         the same over the words of title and lead alone
//   containment  idf-weighted share of the shorter one's word pairs that the other has
// They go through a logistic model on their logarithms, with one more figure for two articles of the same outlet,
// which as a rule tells an event once but uses its formulas often. Beyond a day the probability falls off with the
// time between the two: exp(-(hours - 24) / (window / 3.5)).
//
// Coefficients were fitted on three sets in Vietnamese, English and Portuguese together, each weighing the same,
// by bench/quality/fit.py; leaving each set out in turn moves its pair F1 by less than .03.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/match/context.h"
#include "engine/match/weights.h"

namespace samestory {

// Of the 5-word shingle sets, exact.
struct Overlap {
  double jaccard = 0, containment_a = 0, containment_b = 0;
  size_t shared = 0;  // shingles
};

// Empty sets overlap with nothing.
Overlap CompareShingles(std::span<const uint64_t> a, std::span<const uint64_t> b);

struct EventFigures {
  double whole = 0, lead = 0, containment = 0;
  bool same_outlet = false;
  double hours_apart = 0;
};

// Probability that a pair with these figures reports one event, in [0, 1]; 0 beyond the window (0: no window).
double EventScore(const EventFigures& figures, double window_hours);

class EventScorer {
 public:
  // Precomputes the norms; `input` and `weights` must outlive the object.
  EventScorer(const MatchInput& input, const TermWeights& weights, int threads);

  // Thread-safe; costs one merge of the two term lists.
  EventFigures Compare(uint32_t a, uint32_t b) const;

  // idf-weighted share, in [0, 1], of what `a` shares with any article of `others` that it shares with an article of
  // `apart` too; 1 where it shares nothing with `others`. Tells an article on two events from one between two groups.
  double SharedWithBoth(uint32_t a, std::span<const uint32_t> others, std::span<const uint32_t> apart) const;

 private:
  struct Norms {
    float whole = 0, lead = 0, pairs = 0;
  };
  const MatchInput& input_;
  const TermWeights& weights_;
  std::vector<Norms> norms_;
};

}  // namespace samestory
