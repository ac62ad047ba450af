// Pairs of sentences of two documents that may say the same, with a score each.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "engine/diff/terms.h"

namespace samestory {

// What tells whether two sentences say the same. All are the same from either side.
struct PairFigures {
  double likeness = 0;  // Likeness(); 1 for equal sentences
  double ground = 0;    // mean likeness of pairs of these documents that are not the best for their sentences
  double contrast = 0;  // likeness beyond the best of the others, in a's row and b's column together
  double neighbours = 0;  // likeness of the sentences before, and of those after, together
  double distance = 0;    // how far apart they stand, each place a share of its document; [0, 1)
  double opening = 0;     // 1 / (1 + places from the start, of both): news says first what matters most
};

// The figures weighed and added up, on the scale of likeness; below 1.
double Score(const PairFigures& figures);

struct Candidate {
  uint32_t b = 0;
  bool equal = false;              // equal sentences: likeness and score are 1
  double likeness = 0, score = 0;  // as in PairFigures; Score()
};

// The two greatest likenesses of a row or column, so that everyone can see the best of the others.
struct BestTwo {
  double first = 0, second = 0;
};

struct Candidates {
  std::vector<std::vector<Candidate>> rows;  // by sentence of a; each by sentence of b
  std::vector<BestTwo> best_a, best_b;       // by sentence
  double ground = 0;

  PairFigures Figures(uint32_t a, const Candidate& candidate) const;
};

// All pairs that share weight and reach the likeness `least`, and the `equal` ones. Documents that share
// terms so common that more than a few million pairs would have to be looked at: the commonest are left out
// of the search and *degraded is set (never cleared). Otherwise O(terms + pairs that share one).
Candidates FindCandidates(const TermSpace& space, const DocumentTerms& a, const DocumentTerms& b,
                          double least, const std::vector<std::pair<uint32_t, uint32_t>>& equal,
                          bool* degraded);

}  // namespace samestory
