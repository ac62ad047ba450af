#include "engine/match/one_to_many.h"

#include <algorithm>
#include <span>

namespace samestory {

void OneToMany::Take(uint32_t a) {
  one_ = a;
  const std::span<const Term> terms = scorer_.input_.terms[a];
  index_.Reset(terms);
  anywhere_.resize(terms.size());
  scorer_.weights_.IdfOfAll(terms, anywhere_.data());
  at_home_ = anywhere_;
  scorer_.weights_.LowerFurniture(terms, scorer_.input_.contexts[a].outlet, at_home_.data());
  for (double& weight : anywhere_) weight = EventScorer::WeightOf(weight);
  for (double& weight : at_home_) weight = EventScorer::WeightOf(weight);
}

void OneToMany::Prefetch(uint32_t b) const {
  const std::span<const Term> terms = scorer_.input_.terms[b];
  constexpr size_t kLine = 64, kMost = 64;  // lines; what follows the processor fetches by itself
  const char* bytes = reinterpret_cast<const char*>(terms.data());
  for (size_t at = 0; at < std::min(terms.size_bytes(), kMost * kLine); at += kLine)
    __builtin_prefetch(bytes + at);
}

PairLikeness OneToMany::Compare(uint32_t a, uint32_t b) {
  if (a != one_) Take(a);
  const std::span<const Term> own = scorer_.input_.terms[a], others = scorer_.input_.terms[b];
  const uint32_t own_outlet = scorer_.input_.contexts[a].outlet, outlet = scorer_.input_.contexts[b].outlet;
  EventScorer::Shared shared;
  index_.ForEachShared(others, [&](size_t i, size_t j) {
    const Term &x = own[i], &y = others[j];
    // The same term is as rare in both, unless the articles are in two languages or it is furniture of one outlet.
    double in_other = outlet == own_outlet ? at_home_[i] : anywhere_[i];
    if (x.rarity != y.rarity || (outlet != own_outlet && scorer_.weights_.MayBeFurniture(y.key))) {
      in_other = EventScorer::WeightOf(scorer_.weights_.Idf(y, outlet));
    }
    shared.Add(x, y, at_home_[i], in_other);
  });
  return scorer_.Likeness(a, b, shared);
}

}  // namespace samestory
