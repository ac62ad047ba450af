// Links → stories.
//
// Average linkage (UPGMA; Sokal, Michener 1958; Murtagh, Contreras 2012) over the pairs that were compared, a
// pair that was not counting as 0: two groups merge while the mean over all their pairs is at least the cut;
// groups between which no pair was compared never do. Scores and cut count in steps of 2^-30. So a group's
// cohesion is never below the cut, one strong link cannot weld two groups, and a giant group cannot form,
// since every new member must be like all on average. Near-linear in the number of pairs.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace samestory {

struct ScoredPair {
  uint32_t a = 0, b = 0;  // a < b
  double score = 0;       // [0, 1]
};

// Members ascending; groups by their first member; groups of one left out. `pairs` in any order, each once.
// The result depends on nothing but the values: ties go to the groups with the smallest members.
std::vector<std::vector<uint32_t>> GroupByAverageLink(std::span<const ScoredPair> pairs, double cut);

}  // namespace samestory
