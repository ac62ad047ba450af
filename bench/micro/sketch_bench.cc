#include <benchmark/benchmark.h>

#include <string>

#include "bench/micro/invented.h"
#include "engine/sketch/minhash.h"
#include "engine/sketch/sample.h"
#include "engine/sketch/sketch.h"

namespace samestory {
namespace {

constexpr size_t kShingles = 600;
constexpr size_t kSamples = 192;  // as engine/match takes

void CountItems(benchmark::State& state, size_t items) {
  state.SetItemsProcessed(static_cast<int64_t>(state.iterations()) * static_cast<int64_t>(items));
}

// Items are shingles; the argument is the SimdLevel.
void BM_MinHash(benchmark::State& state) {
  const Sketch sketch = InventSketch(1, 1, kShingles + 4);
  const auto level = static_cast<SimdLevel>(state.range(0));
  if (level > BestSimdLevel()) return state.SkipWithError("this machine has no such instructions");
  for (auto _ : state) benchmark::DoNotOptimize(MinHashAt(level, sketch.shingles));
  CountItems(state, sketch.shingles.size());
}
BENCHMARK(BM_MinHash)->DenseRange(0, 2);

// Items are terms.
void BM_SampleTerms(benchmark::State& state) {
  const Sketch sketch = InventSketch(1, 1, kShingles + 4);
  for (auto _ : state) benchmark::DoNotOptimize(SampleTerms(sketch.terms, kSamples));
  CountItems(state, sketch.terms.size());
}
BENCHMARK(BM_SampleTerms);

// Signature, checksum and copying; bytes are those of the encoded sketch.
void BM_EncodeSketch(benchmark::State& state) {
  const Sketch sketch = InventSketch(1, 1, kShingles + 4);
  std::string encoded;
  for (auto _ : state) {
    encoded.clear();
    EncodeSketch(sketch, &encoded);
    benchmark::DoNotOptimize(encoded.data());
  }
  state.SetBytesProcessed(static_cast<int64_t>(state.iterations()) * static_cast<int64_t>(encoded.size()));
}
BENCHMARK(BM_EncodeSketch);

}  // namespace
}  // namespace samestory
