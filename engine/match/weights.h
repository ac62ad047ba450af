// Inverse document frequency of terms, from the background and the folder at hand together.
//
// idf(t) = ln((B + N) / (B·share(t) + df(t))), share(t) being the expected share of articles with t by the
// background alone and B = 1000 the articles the background counts for: a Dirichlet prior (cf. Zhai,
// Lafferty: A study of smoothing methods, TOIS 2004). In a folder of five the background decides, in one of
// 50,000 the folder does, and one threshold serves both.
//
// Furniture is learnt: what an outlet writes into a fifth of its articles and three times as often as the others do
// (its slogans, forms of address and lines below the text) says nothing about an event there, however rare it is in the
// folder. In that outlet's articles such a term weighs as if the outlet were the folder: ln(1 / its share there).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "engine/match/context.h"

namespace samestory {

class TermWeights {
 public:
  // Counts the terms of the articles named by `members` (copies of one text should be counted once).
  TermWeights(const MatchInput& input, std::span<const uint32_t> members, int threads);

  // In [0, ln(B + N)], in any article; and in one of an outlet (0: not known). Thread-safe.
  double Idf(const Term& term) const;
  double Idf(const Term& term, uint32_t outlet) const;

  // Terms learnt as an outlet's furniture, over all outlets.
  size_t furniture() const { return furniture_.size(); }

  // Articles that hold the term; terms that fall on one counter share it, which can only make them look more
  // common.
  uint32_t DocumentFrequency(uint32_t key) const { return counts_[Slot(key)]; }

 private:
  void LearnFurniture(const MatchInput& input, std::span<const uint32_t> members);
  size_t Slot(uint32_t key) const { return key & mask_; }

  std::vector<uint32_t> counts_;
  size_t mask_ = 0;
  double articles_ = 0;
  absl::flat_hash_map<uint64_t, float> furniture_;  // (outlet, term) → idf there
};

}  // namespace samestory
