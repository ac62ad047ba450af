// Inverse document frequency of terms, from the background and the folder at hand together.
//
// idf(t) = ln((B + N) / (B·share(t) + df(t))), share(t) being the expected share of articles with t by the
// background alone and B = 1000 the articles the background counts for: a Dirichlet prior (cf. Zhai,
// Lafferty: A study of smoothing methods, TOIS 2004). In a folder of five the background decides, in one of
// 50,000 the folder does, and one threshold serves both.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/match/context.h"

namespace samestory {

class TermWeights {
 public:
  // Counts the terms of the articles named by `members` (copies of one text should be counted once).
  TermWeights(const MatchInput& input, std::span<const uint32_t> members, int threads);

  // In [0, ln(B + N)]. Thread-safe.
  double Idf(const Term& term) const;

  // Articles that hold the term; terms that fall on one counter share it, which can only make them look more
  // common.
  uint32_t DocumentFrequency(uint32_t key) const { return counts_[Slot(key)]; }

 private:
  size_t Slot(uint32_t key) const { return key & mask_; }

  std::vector<uint32_t> counts_;
  size_t mask_ = 0;
  double articles_ = 0;
};

}  // namespace samestory
