// Exact figures of any pair of articles, from their full lists of terms.
#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/match/context.h"
#include "engine/match/score.h"
#include "engine/match/surroundings.h"
#include "engine/match/weights.h"

namespace samestory {

// What the texts of two articles have in common: what a comparison costs its time for, and all of it that is kept.
struct PairLikeness {
  uint32_t a = 0, b = 0;       // a < b
  double whole = 0, lead = 0;  // as in EventFigures
  DaysNamed days = DaysNamed::kUnknown;
  uint8_t unused[7] = {};  // so that no byte of it is undefined
};
static_assert(sizeof(PairLikeness) == 32);

class EventScorer {
 public:
  // Precomputes the norms; `input` and `weights` must outlive the object.
  EventScorer(const MatchInput& input, const TermWeights& weights, int threads);

  // Figures from then on know the articles' surroundings; without a call they are as of two articles alone.
  void SetSurroundings(Surroundings surroundings) { surroundings_ = std::move(surroundings); }

  // Thread-safe; costs one merge of the two term lists. The same for (b, a). OneToMany does it faster for many pairs.
  EventFigures Compare(uint32_t a, uint32_t b) const;

  // Likeness of a pair → all its figures.
  EventFigures Figures(const PairLikeness& pair) const;

  // What SetSurroundings changed, for figures that were compared before.
  void AddSurroundings(uint32_t a, uint32_t b, EventFigures* figures) const;

  // idf-weighted share, in [0, 1], of what `a` shares with any article of `others` that it shares with an article of
  // `apart` too; 1 where it shares nothing with `others`. Tells an article on two events from one between two groups.
  double SharedWithBoth(uint32_t a, std::span<const uint32_t> others, std::span<const uint32_t> apart) const;

 private:
  friend class OneToMany;

  // What a term weighs: rare ones more than idf alone would have it.
  static double WeightOf(double idf) { return idf * std::sqrt(idf); }

  // 1 + ln of a count, by count; 0 for 0.
  static const std::array<double, 256>& Damped();

  // What two articles' common terms add up to.
  struct Shared {
    const std::array<double, 256>& damped = Damped();
    double whole = 0, lead = 0;
    bool first_day = false;
    void Add(const Term& x, const Term& y, double weight_x, double weight_y) {
      whole += damped[x.count] * damped[y.count] * weight_x * weight_y;
      if (x.words == 0) {  // a day
        first_day |= x.lead_count + y.lead_count > 0;
      } else {
        lead += damped[x.lead_count] * damped[y.lead_count] * weight_x * weight_y;
      }
    }
  };
  PairLikeness Likeness(uint32_t a, uint32_t b, const Shared& shared) const;

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
