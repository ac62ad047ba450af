// Links → stories.
//
// Average linkage (UPGMA; Sokal, Michener 1958; Murtagh, Contreras 2012): two groups merge while the mean score over
// all their pairs is at least the cut, the likest first. So a group's cohesion is never below the cut, one strong link
// cannot weld two groups, and a giant group cannot form, since every new member must be like all on average.
//
// Candidates do not hold all pairs: in a story of a hundred most are missing. Groups between which no pair was
// compared never merge; where the pairs that were compared would have two groups merge, the missing ones are compared
// then, at most kComparedLate of them, evenly spread, standing for the rest. Scores and cut count in steps of 2^-30.
// Near-linear in the number of pairs.
//
// Of other linkages, each at its best cut over all shapes of four sets (bench/quality/README.md): single .938 mean pair
// F1, average .954, complete .909. Single welds (.85 on the densest set); complete is as good on stories of three and
// tears stories of 25 apart (.60), since one doubtful pair parts a group. Connected components are single linkage.
// Means of logarithms lie between average and complete. Correlation clustering wants the same means and a search.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace samestory {

struct ScoredPair {
  uint32_t a = 0, b = 0;  // a < b
  double score = 0;       // [0, 1]
};

inline constexpr size_t kComparedLate = 64;

// Score of a pair that is not among those given, in [0, 1]; the same whenever asked, by several threads at once.
using ScoreMissing = std::function<double(uint32_t a, uint32_t b)>;

// Members ascending; groups by their first member; groups of one left out. `pairs` in any order, each once. Without
// `score_missing` a missing pair scores 0. The result depends on nothing but the values: ties go to the groups with
// the smallest members. Memory is taken for what is joined by pairs of the cut or more, of which there is a story's
// worth at a time.
std::vector<std::vector<uint32_t>> GroupByAverageLink(std::span<const ScoredPair> pairs, double cut,
                                                      const ScoreMissing& score_missing = nullptr,
                                                      int threads = 1);

}  // namespace samestory
