// Internal to engine/match: the terms of one article laid out so that another's can be looked up among them at little
// more than the cost of reading the other's.
//
// A bit for each of 2^n stretches of key space, some thirty times as many as there are terms, says whether a term may be
// there: most keys of an unrelated article are told off by it, without a branch. The rest are looked up from the first
// term of their stretch on. Both lists ascend, so whatever the keys are a look-up of a whole list costs no more steps
// than a merge.
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/sketch/term.h"

namespace samestory {

class TermIndex {
 public:
  // `terms`, ascending by key, must outlive what is looked up.
  void Reset(std::span<const Term> terms) {
    terms_ = terms;
    const int log_stretches = std::clamp(static_cast<int>(std::bit_width(terms.size())), 6, kMostLog);
    start_shift_ = 32 - log_stretches;
    bit_shift_ = start_shift_ - kLogBits;
    starts_.assign((size_t{1} << log_stretches) + 1, 0);
    bits_.assign((size_t{1} << (log_stretches + kLogBits)) / 64, 0);
    for (const Term& term : terms) {
      ++starts_[(term.key >> start_shift_) + 1];
      const uint32_t bit = term.key >> bit_shift_;
      bits_[bit >> 6] |= uint64_t{1} << (bit & 63);
    }
    for (size_t i = 1; i < starts_.size(); ++i) starts_[i] += starts_[i - 1];
  }

  // Calls visit(place among the own terms, place in `others`) for the keys in both, ascending.
  template <typename Visit>
  void ForEachShared(std::span<const Term> others, Visit visit) {
    if (hits_.size() < others.size()) hits_.resize(others.size());
    size_t hits = 0;
    for (size_t i = 0; i < others.size(); ++i) {
      const uint32_t bit = others[i].key >> bit_shift_;
      hits_[hits] = static_cast<uint32_t>(i);
      hits += bits_[bit >> 6] >> (bit & 63) & 1;
    }
    size_t own = 0;
    for (size_t hit = 0; hit < hits; ++hit) {
      const uint32_t key = others[hits_[hit]].key;
      own = std::max<size_t>(own, starts_[key >> start_shift_]);
      while (own < terms_.size() && terms_[own].key < key) ++own;
      if (own < terms_.size() && terms_[own].key == key) visit(own, size_t{hits_[hit]});
    }
  }

 private:
  static constexpr int kLogBits = 5, kMostLog = 20;
  std::span<const Term> terms_;
  int start_shift_ = 0, bit_shift_ = 0;
  std::vector<uint32_t> starts_;  // by the upper bits of keys: the first term of the stretch
  std::vector<uint64_t> bits_;
  std::vector<uint32_t> hits_;
};

}  // namespace samestory
