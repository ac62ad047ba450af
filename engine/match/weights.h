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
#include "engine/base/large_array.h"
#include "engine/match/context.h"

namespace samestory {

class TermWeights {
 public:
  // Counts the terms of the articles named by `members` (copies of one text should be counted once).
  TermWeights(const MatchInput& input, std::span<const uint32_t> members, int threads);

  // In [0, ln(B + N)], in any article; and in one of an outlet (0: not known). Thread-safe.
  double Idf(const Term& term) const;
  double Idf(const Term& term, uint32_t outlet) const;

  // The same of every term of an article, into as many places; several times as fast, since the counters are fetched
  // ahead of their use.
  void IdfOfAll(std::span<const Term> terms, double* idf) const;

  // Lowers what an outlet writes everywhere: `idf` as IdfOfAll left it → Idf(term, outlet) of each.
  void LowerFurniture(std::span<const Term> terms, uint32_t outlet, double* idf) const;

  // False only where the term is no outlet's furniture. A look at one bit.
  bool MayBeFurniture(uint32_t key) const {
    return !furniture_bits_.empty() && (furniture_bits_[(key & furniture_mask_) >> 6] >> (key & 63) & 1);
  }

  // Terms learnt as an outlet's furniture, over all outlets.
  size_t furniture() const { return furniture_.size(); }

  // Articles that hold the term; terms that fall on one counter share it, which can only make them look more
  // common.
  uint32_t DocumentFrequency(uint32_t key) const { return counts_[Slot(key)]; }

 private:
  void LearnFurniture(const MatchInput& input, std::span<const uint32_t> members);
  size_t Slot(uint32_t key) const { return key & mask_; }
  double Computed(uint32_t count, uint8_t rarity) const;
  double Known(uint32_t count, uint8_t rarity) const {
    const size_t place = size_t{count} << 8 | rarity;
    return place < idf_.size() ? idf_[place] : Computed(count, rarity);
  }

  LargeArray<uint32_t> counts_;
  size_t mask_ = 0;
  double articles_ = 0;
  std::vector<double> idf_;                         // by count and rarity, for small counts
  absl::flat_hash_map<uint64_t, float> furniture_;  // (outlet, term) → idf there
  std::vector<uint64_t> furniture_bits_;            // by the low bits of keys
  uint32_t furniture_mask_ = 0;
};

}  // namespace samestory
