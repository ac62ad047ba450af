// Exact figures of any pair of articles, from their full lists of terms.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/match/context.h"
#include "engine/match/score.h"
#include "engine/match/surroundings.h"
#include "engine/match/weights.h"

namespace samestory {

class EventScorer {
 public:
  // Precomputes the norms; `input` and `weights` must outlive the object.
  EventScorer(const MatchInput& input, const TermWeights& weights, int threads);

  // Figures from then on know the articles' surroundings; without a call they are as of two articles alone.
  void SetSurroundings(Surroundings surroundings) { surroundings_ = std::move(surroundings); }

  // Thread-safe; costs one merge of the two term lists. The same for (b, a).
  EventFigures Compare(uint32_t a, uint32_t b) const;

  // What SetSurroundings changed, for figures that were compared before.
  void AddSurroundings(uint32_t a, uint32_t b, EventFigures* figures) const;

  // idf-weighted share, in [0, 1], of what `a` shares with any article of `others` that it shares with an article of
  // `apart` too; 1 where it shares nothing with `others`. Tells an article on two events from one between two groups.
  double SharedWithBoth(uint32_t a, std::span<const uint32_t> others, std::span<const uint32_t> apart) const;

 private:
  struct Norms {
    float whole = 0, lead = 0;
    bool names_days = false;
  };
  const MatchInput& input_;
  const TermWeights& weights_;
  std::vector<Norms> norms_;
  Surroundings surroundings_;
};

}  // namespace samestory
