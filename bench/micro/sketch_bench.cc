#include <benchmark/benchmark.h>

#include <cstdint>
#include <vector>

#include "bench/micro/invented.h"
#include "engine/sketch/minhash.h"
#include "engine/sketch/sample.h"

namespace samestory {
namespace {

constexpr size_t kShingles = 600;
constexpr size_t kSamples = 192;  // as engine/match takes

void CountItems(benchmark::State& state, size_t items) {
  state.SetItemsProcessed(static_cast<int64_t>(state.iterations()) * static_cast<int64_t>(items));
}

// Items are shingles; the argument is the SimdLevel.
void BM_MinHash(benchmark::State& state) {
  const std::vector<uint64_t> shingles = InventShingles(1, 1, kShingles + 4);
  const auto level = static_cast<SimdLevel>(state.range(0));
  if (level > BestSimdLevel()) return state.SkipWithError("this machine has no such instructions");
  for (auto _ : state) benchmark::DoNotOptimize(MinHashAt(level, shingles));
  CountItems(state, shingles.size());
}
BENCHMARK(BM_MinHash)->DenseRange(0, 2);

// Items are terms.
void BM_SampleTerms(benchmark::State& state) {
  const std::vector<Term> terms = InventTerms(1, 1, kShingles + 4);
  for (auto _ : state) benchmark::DoNotOptimize(SampleTerms(terms, kSamples));
  CountItems(state, terms.size());
}
BENCHMARK(BM_SampleTerms);

}  // namespace
}  // namespace samestory
