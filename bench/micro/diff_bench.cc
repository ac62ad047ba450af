#include <benchmark/benchmark.h>

#include <cstdint>
#include <string>
#include <vector>

#include "bench/micro/invented.h"
#include "engine/diff/collation.h"

namespace samestory {
namespace {

// Two versions of an article of 600 words; items are tokens of both.
void BM_Collate(benchmark::State& state) {
  Draw draw(1);
  const std::vector<std::string> sentences = InventSentences(&draw, 600);
  const std::vector<DiffDocument> documents = {ToDiffDocument(JoinSentences(sentences)),
                                               ToDiffDocument(JoinSentences(Rewrite(&draw, sentences)))};
  for (auto _ : state) {
    const absl::StatusOr<Collation> collation = Collate(documents, {});
    if (!collation.ok()) {
      state.SkipWithError(std::string(collation.status().message()).c_str());
      break;
    }
    benchmark::DoNotOptimize(collation->rows.data());
  }
  const size_t tokens = documents[0].tokens.size() + documents[1].tokens.size();
  state.SetItemsProcessed(static_cast<int64_t>(state.iterations()) * static_cast<int64_t>(tokens));
}
BENCHMARK(BM_Collate)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace samestory
