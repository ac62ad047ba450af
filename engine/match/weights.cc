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

}  // namespace

TermWeights::TermWeights(const MatchInput& input, std::span<const uint32_t> members, int threads)
    : articles_(static_cast<double>(members.size())) {
  size_t terms = 0;
  for (const uint32_t article : members) terms += input.sketches[article].terms.size();
  const size_t counters = std::clamp(std::bit_ceil(terms * 4 + 1), size_t{1} << 10, kMaxCounters);
  counts_.assign(counters, 0);
  mask_ = counters - 1;
  // Sums do not depend on the order of their parts, so threads may add as they come.
  ParallelFor(members.size(), threads, 256, [&](size_t begin, size_t end) {
    for (size_t i = begin; i < end; ++i) {
      for (const Term& term : input.sketches[members[i]].terms) {
        std::atomic_ref<uint32_t>(counts_[Slot(term.key)]).fetch_add(1, std::memory_order_relaxed);
      }
    }
  });
}

double TermWeights::Idf(const Term& term) const {
  const double counted = kBackgroundArticles * term.BackgroundShare() + DocumentFrequency(term.key);
  const double expected = std::max(1.0, counted);  // whoever asks has seen the term in one article
  return std::max(0.0, std::log((kBackgroundArticles + articles_) / expected));
}

}  // namespace samestory
