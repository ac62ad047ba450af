// What is usual around an article: a pair is judged against it (engine/match/score.h).
#pragma once

#include <array>
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

// Takes pairs one after the other, so that none has to be kept: first those apart, beyond the window, then the near
// ones, within it, each pair once. Of the articles named by `members`. An article's likeness to other times is the mean
// over its own pairs apart and, weighted by likeness, those of its near ones; 0 where nothing is known. An article
// without three near ones has nothing for the missing: whatever it has stands out.
class SurroundingsBuilder {
 public:
  explicit SurroundingsBuilder(size_t articles) : articles_(articles), likest_(articles, Likest{}) {}

  void AddApart(const LikePair& pair);
  void AddNear(const LikePair& pair);
  Surroundings Finish(const MatchInput& input, std::span<const uint32_t> members, double window_hours) &&;

 private:
  using Likest = std::array<float, kNearestCounted>;  // descending
  struct Mean {
    double sum = 0, weight = 0;
    void Add(double value, double by) { sum += value * by, weight += by; }
    double value() const { return weight > 0 ? sum / weight : 0; }
  };

  void StartAround();

  const size_t articles_;
  std::vector<Likest> likest_;
  std::vector<Mean> own_, around_;  // empty while no pair is apart
};

// The same of pairs that are at hand.
Surroundings LookAround(const MatchInput& input, std::span<const uint32_t> members,
                        std::span<const LikePair> near, std::span<const LikePair> apart, double window_hours);

}  // namespace samestory
