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

uint64_t InOutlet(uint32_t outlet, uint32_t key) { return uint64_t{outlet} << 32 | key; }

}  // namespace

TermWeights::TermWeights(const MatchInput& input, std::span<const uint32_t> members, int threads)
    : articles_(static_cast<double>(members.size())) {
  size_t terms = 0;
  for (const uint32_t article : members) terms += input.terms[article].size();
  const size_t counters = std::clamp(std::bit_ceil(terms * 4 + 1), size_t{1} << 10, kMaxCounters);
  counts_.assign(counters, 0);
  mask_ = counters - 1;
  // Sums do not depend on the order of their parts, so threads may add as they come.
  ParallelFor(members.size(), threads, 256, [&](size_t begin, size_t end) {
    for (size_t i = begin; i < end; ++i) {
      for (const Term& term : input.terms[members[i]]) {
        std::atomic_ref<uint32_t>(counts_[Slot(term.key)]).fetch_add(1, std::memory_order_relaxed);
      }
    }
  });
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
}

double TermWeights::Idf(const Term& term, uint32_t outlet) const {
  const double idf = Idf(term);
  if (outlet == 0 || furniture_.empty()) return idf;
  const auto found = furniture_.find(InOutlet(outlet, term.key));
  return found != furniture_.end() ? std::min<double>(idf, found->second) : idf;
}

double TermWeights::Idf(const Term& term) const {
  const double counted = kBackgroundArticles * term.BackgroundShare() + DocumentFrequency(term.key);
  const double expected = std::max(1.0, counted);  // whoever asks has seen the term in one article
  return std::max(0.0, std::log((kBackgroundArticles + articles_) / expected));
}

}  // namespace samestory
