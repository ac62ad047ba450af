// What is usual around an article: a pair is judged against it (engine/match/score.h).
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "engine/match/context.h"

namespace samestory {

inline constexpr size_t kNearestCounted = 3;
inline constexpr double kNearestAtMost = 0.2;

// By article. Empty vectors: nothing is known, which lowers no score.
struct Surroundings {
  std::vector<float> nearest;      // mean likeness of the kNearestCounted likest, at most kNearestAtMost
  std::vector<float> other_times;  // likeness to articles known to be of other times
  std::vector<uint32_t> articles_of_time;  // dated within the window, itself included; empty without a window
  uint32_t articles = 1;                   // in all, for pairs of which one is undated or that know no window

  // What is known of `from` holds for `article` too, being its copy.
  void Assign(uint32_t article, uint32_t from);
};

// A pair with its whole-text likeness in [0, 1].
struct LikePair {
  uint32_t a = 0, b = 0;
  float whole = 0;
};

// Of the articles named by `members`, from pairs that were compared anyway: `near` within the window, `apart` beyond
// it, each pair once. An article's likeness to other times is the mean over its own pairs apart and, weighted by
// likeness, those of its near ones; 0 where nothing is known. An article without three near ones has nothing for the
// missing: whatever it has stands out.
Surroundings LookAround(const MatchInput& input, std::span<const uint32_t> members,
                        std::span<const LikePair> near, std::span<const LikePair> apart, double window_hours);

}  // namespace samestory
