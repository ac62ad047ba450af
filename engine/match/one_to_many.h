// The likeness of one article with many others: EventScorer::Compare several times as fast.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/match/score.h"
#include "engine/match/scorer.h"
#include "engine/match/term_index.h"

namespace samestory {

// Keeps what was looked up of the one article: an index of its terms and what each weighs. Of one thread.
class OneToMany {
 public:
  // `scorer` must outlive the object.
  explicit OneToMany(const EventScorer& scorer) : scorer_(scorer) {}

  // scorer.Figures() of it is to the last bit what scorer.Compare(a, b) returns. Costs about the reading of b's terms, and where `a` is not that
  // of the call before, some ten times as much: so callers go through pairs in the order of `a`.
  PairLikeness Compare(uint32_t a, uint32_t b);

  // Fetches the terms of an article that is to be compared soon.
  void Prefetch(uint32_t b) const;

 private:
  static constexpr uint32_t kNone = UINT32_MAX;
  void Take(uint32_t a);

  const EventScorer& scorer_;
  uint32_t one_ = kNone;
  TermIndex index_;
  std::vector<double> anywhere_, at_home_;  // what the one's terms weigh in any outlet, and in its own
};

}  // namespace samestory
