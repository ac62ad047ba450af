#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdint>
#include <set>
#include <utility>
#include <vector>

#include "bench/micro/invented.h"
#include "engine/story/group.h"

namespace samestory {
namespace {

// As after scoring: stories of one to twelve articles whose pairs score .3 to 1, and ten times as many
// candidates that score next to nothing.
std::vector<ScoredPair> InventPairs(size_t count) {
  Draw draw(1);
  std::set<std::pair<uint32_t, uint32_t>> seen;
  std::vector<ScoredPair> pairs;
  const auto articles = static_cast<uint32_t>(count / 11);
  for (uint32_t first = 0; first < articles && pairs.size() < count / 11;) {
    const auto size = static_cast<uint32_t>(1 + draw.Below(12));
    for (uint32_t a = first; a < std::min(first + size, articles); ++a) {
      for (uint32_t b = a + 1; b < std::min(first + size, articles); ++b) {
        seen.insert({a, b});
        pairs.push_back({a, b, 0.3 + 0.7 * draw.Unit()});
      }
    }
    first += size;
  }
  while (pairs.size() < count) {
    const auto a = static_cast<uint32_t>(draw.Below(articles)),
               b = static_cast<uint32_t>(draw.Below(articles));
    if (a >= b || !seen.insert({a, b}).second) continue;
    pairs.push_back({a, b, 0.001 + 0.1 * draw.Unit()});
  }
  return pairs;
}

// Items are pairs.
void BM_GroupByAverageLink(benchmark::State& state) {
  const std::vector<ScoredPair> pairs = InventPairs(static_cast<size_t>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(GroupByAverageLink(pairs, 0.25));
  state.SetItemsProcessed(static_cast<int64_t>(state.iterations()) * static_cast<int64_t>(pairs.size()));
}
BENCHMARK(BM_GroupByAverageLink)->Arg(100'000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace samestory
