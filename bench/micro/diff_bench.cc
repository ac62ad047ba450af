#include <benchmark/benchmark.h>

#include <cstdint>
#include <string>
#include <vector>

#include "bench/micro/invented.h"
#include "engine/diff/collation.h"
#include "engine/diff/token_match.h"

namespace samestory {
namespace {

// state.range(0) versions of an article of 600 words, the texts read before; items are tokens of all.
void BM_Collate(benchmark::State& state) {
  Draw draw(1);
  const std::vector<std::string> sentences = InventSentences(&draw, 600);
  std::vector<DiffDocument> documents = {ToDiffDocument(JoinSentences(sentences))};
  while (documents.size() < static_cast<size_t>(state.range(0))) {
    documents.push_back(ToDiffDocument(JoinSentences(Rewrite(&draw, sentences))));
  }
  size_t tokens = 0;
  for (const DiffDocument& document : documents) tokens += document.tokens.size();
  for (auto _ : state) {
    const absl::StatusOr<Collation> collation = Collate(documents, {});
    if (!collation.ok()) {
      state.SkipWithError(std::string(collation.status().message()).c_str());
      break;
    }
    benchmark::DoNotOptimize(collation->rows.data());
  }
  state.SetItemsProcessed(static_cast<int64_t>(state.iterations()) * static_cast<int64_t>(tokens));
}
BENCHMARK(BM_Collate)->Arg(2)->Arg(3)->Arg(10)->Unit(benchmark::kMicrosecond);

// What a text costs before it can be compared: tokens, sentences, spelling, facts.
void BM_ReadForCollate(benchmark::State& state) {
  Draw draw(1);
  const std::string text = JoinSentences(InventSentences(&draw, 600));
  for (auto _ : state) benchmark::DoNotOptimize(ToDiffDocument(text).tokens.data());
  state.SetBytesProcessed(static_cast<int64_t>(state.iterations()) * static_cast<int64_t>(text.size()));
}
BENCHMARK(BM_ReadForCollate)->Unit(benchmark::kMicrosecond);

// Two sequences of state.range(0) tokens, one in state.range(1) changed; 1: nothing in common but by chance.
void BM_MatchTokens(benchmark::State& state) {
  Draw draw(1);
  std::vector<uint32_t> a, b;
  for (int64_t k = 0; k < state.range(0); ++k) {
    a.push_back(static_cast<uint32_t>(draw.Zipf(5000)));
    b.push_back(draw.Below(static_cast<uint64_t>(state.range(1))) == 0
                    ? static_cast<uint32_t>(draw.Zipf(5000))
                    : a.back());
  }
  bool degraded = false;
  for (auto _ : state) benchmark::DoNotOptimize(MatchTokens(a, b, 2'000'000, &degraded).data());
  state.SetItemsProcessed(static_cast<int64_t>(state.iterations()) * 2 * state.range(0));
}
BENCHMARK(BM_MatchTokens)
    ->Args({30, 4})
    ->Args({600, 4})
    ->Args({600, 1})
    ->Args({20'000, 1})
    ->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace samestory
