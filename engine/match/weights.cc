#include "engine/match/weights.h"

#include <algorithm>
#include <atomic>
#include <bit>
#include <cmath>

#include "engine/base/parallel.h"

namespace samestory {
namespace {

constexpr double kBackgroundArticles = 1000;
// 256 MB of counters at most; a crawl with more distinct terms than that shares some.
constexpr size_t kMaxCounters = size_t{1} << 26;

// What is furniture: in so large a share of an outlet's articles, and so many times the share elsewhere.
constexpr double kFurnitureShare = 0.2, kTimesElsewhere = 3;
// Fewer articles teach nothing, more no more: of a large outlet every n-th is looked at.
constexpr size_t kLeastOfOutlet = 30, kMostOfOutlet = 1000;

// Counts up to which idf is looked up instead of computed.
constexpr size_t kKnownCounts = 4096;
// Counters are fetched this many terms before they are used: about what memory can have under way at a time.
constexpr size_t kAhead = 24;

uint64_t InOutlet(uint32_t outlet, uint32_t key) { return uint64_t{outlet} << 32 | key; }

}  // namespace

TermWeights::TermWeights(const MatchInput& input, std::span<const uint32_t> members, int threads)
    : articles_(static_cast<double>(members.size())) {
  size_t terms = 0;
  for (const uint32_t article : members) terms += input.terms[article].size();
  const size_t counters = std::clamp(std::bit_ceil(terms * 4 + 1), size_t{1} << 10, kMaxCounters);
  counts_ = LargeArray<uint32_t>(counters);
  mask_ = counters - 1;
  // Sums do not depend on the order of their parts, so threads may add as they come.
  ParallelFor(members.size(), threads, 256, [&](size_t begin, size_t end) {
    for (size_t i = begin; i < end; ++i) {
      const std::span<const Term> of = input.terms[members[i]];
      for (size_t t = 0; t < of.size(); ++t) {
        if (t + kAhead < of.size()) __builtin_prefetch(&counts_[Slot(of[t + kAhead].key)], 1);
        std::atomic_ref<uint32_t>(counts_[Slot(of[t].key)]).fetch_add(1, std::memory_order_relaxed);
      }
    }
  });
  idf_.resize(std::min(members.size() + 1, kKnownCounts) << 8);
  for (size_t place = 0; place < idf_.size(); ++place) {
    idf_[place] = Computed(static_cast<uint32_t>(place >> 8), static_cast<uint8_t>(place));
  }
  LearnFurniture(input, members);
}

void TermWeights::LearnFurniture(const MatchInput& input, std::span<const uint32_t> members) {
  absl::flat_hash_map<uint32_t, std::vector<uint32_t>> by_outlet;
  for (const uint32_t article : members) {
    if (input.contexts[article].outlet != 0) by_outlet[input.contexts[article].outlet].push_back(article);
  }
  for (const auto& [outlet, articles] : by_outlet) {
    const size_t others = members.size() - articles.size();
    if (articles.size() < kLeastOfOutlet || others < kLeastOfOutlet) continue;
    const size_t step = (articles.size() + kMostOfOutlet - 1) / kMostOfOutlet;
    absl::flat_hash_map<uint32_t, uint32_t> counts;
    size_t looked_at = 0;
    for (size_t i = 0; i < articles.size(); i += step, ++looked_at) {
      for (const Term& term : input.terms[articles[i]]) ++counts[term.key];
    }
    for (const auto& [key, count] : counts) {
      const double share = static_cast<double>(count) / static_cast<double>(looked_at);
      if (share < kFurnitureShare) continue;
      const double elsewhere = (DocumentFrequency(key) - share * static_cast<double>(articles.size())) /
                               static_cast<double>(others);
      if (share < kTimesElsewhere * elsewhere) continue;
      furniture_[InOutlet(outlet, key)] = static_cast<float>(-std::log(share));
    }
  }
  if (furniture_.empty()) return;
  const size_t bits = std::bit_ceil(furniture_.size() * 16 + 64);
  furniture_bits_.assign(bits / 64, 0);
  furniture_mask_ = static_cast<uint32_t>(bits - 1);
  for (const auto& [outlet_and_key, idf] : furniture_) {
    const auto key = static_cast<uint32_t>(outlet_and_key);
    furniture_bits_[(key & furniture_mask_) >> 6] |= uint64_t{1} << (key & 63);
  }
}

double TermWeights::Idf(const Term& term, uint32_t outlet) const {
  double idf = Idf(term);
  LowerFurniture({&term, 1}, outlet, &idf);
  return idf;
}

double TermWeights::Idf(const Term& term) const { return Known(DocumentFrequency(term.key), term.rarity); }

void TermWeights::IdfOfAll(std::span<const Term> terms, double* idf) const {
  for (size_t i = 0; i < terms.size(); ++i) {
    if (i + kAhead < terms.size()) __builtin_prefetch(&counts_[Slot(terms[i + kAhead].key)]);
    idf[i] = Idf(terms[i]);
  }
}

void TermWeights::LowerFurniture(std::span<const Term> terms, uint32_t outlet, double* idf) const {
  if (outlet == 0 || furniture_.empty()) return;
  for (size_t i = 0; i < terms.size(); ++i) {
    if (!MayBeFurniture(terms[i].key)) continue;
    const auto found = furniture_.find(InOutlet(outlet, terms[i].key));
    if (found != furniture_.end()) idf[i] = std::min<double>(idf[i], found->second);
  }
}

double TermWeights::Computed(uint32_t count, uint8_t rarity) const {
  Term term;
  term.rarity = rarity;
  const double counted = kBackgroundArticles * term.BackgroundShare() + count;
  const double expected = std::max(1.0, counted);  // whoever asks has seen the term in one article
  return std::max(0.0, std::log((kBackgroundArticles + articles_) / expected));
}

}  // namespace samestory
