// Exact comparison of two articles: how much text they share, and how likely they report one event.
//
// Three figures of a pair, each in [0, 1], over terms weighing idf^1.5:
//   whole        cosine of (1 + ln tf)·weight over words and pairs of adjoining words, title counted three times
//   lead         the same over the words of title and lead alone
//   containment  weighted share of the shorter one's word pairs that the other has
// They go through a logistic model on their logarithms, with one more figure for two articles of the same
// outlet, which as a rule tells an event once but uses its formulas often. Two things lower the probability
// then:
//   time         beyond a day it falls off as exp(-(hours - 24) / (window / 3.5)); beyond the window it is 0
//   other times  what an article shares with articles known to be of other times is subject and formula, not
//                event. A pair whose whole-text cosine is not twice that (EventScorer::SetOtherTimes) loses by
//                the cube of the ratio. Without dates in the corpus nothing is known and nothing lost.
//
// The coefficients were fitted on 1,196 articles of four sets in three languages each
// set weighing the same, whole and as random folders of 2 to 6 stories. They are the prototype's: a script that
// refits them from this program's own figures, leaving each set out in turn, is still owed.
#pragma once

#include <cstdint>
#include <span>
#include <utility>
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
  double other_times = 0;  // mean of the two articles' levels, see EventScorer::SetOtherTimes
};

// Probability that a pair with these figures reports one event, in [0, 1]; 0 beyond the window (0: no window).
double EventScore(const EventFigures& figures, double window_hours);

class EventScorer {
 public:
  // Precomputes the norms; `input` and `weights` must outlive the object.
  EventScorer(const MatchInput& input, const TermWeights& weights, int threads);

  // Thread-safe; costs one merge of the two term lists.
  EventFigures Compare(uint32_t a, uint32_t b) const;

  // Sets the level at which each article is like articles that are known to be of other times: the mean whole-text
  // cosine of such pairs (`apart`, candidates beyond the window) over the article and its `near` candidates, weighted
  // by likeness. Both lists hold pairs a < b, distinct. 0 where nothing is known.
  void SetOtherTimes(std::span<const std::pair<uint32_t, uint32_t>> apart,
                     std::span<const std::pair<uint32_t, uint32_t>> near, int threads);

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
  std::vector<float> other_times_;  // by article; empty: nothing is known
};

}  // namespace samestory
