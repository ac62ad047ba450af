#include <benchmark/benchmark.h>

#include <cstdint>
#include <numeric>
#include <vector>

#include "bench/micro/invented.h"
#include "engine/match/context.h"
#include "engine/match/score.h"
#include "engine/match/scorer.h"
#include "engine/match/weights.h"

namespace samestory {
namespace {

// 256 articles of 600 words in stories of four, with the terms their views look into.
struct Folder {
  std::vector<std::vector<Term>> terms;
  std::vector<std::vector<uint64_t>> shingles;
  std::vector<uint32_t> members;
  MatchInput input;

  Folder() : terms(256), shingles(256), members(256) {
    std::iota(members.begin(), members.end(), 0);
    for (const uint32_t i : members) {
      terms[i] = InventTerms(1000 + i, i / 4, 600);
      shingles[i] = InventShingles(1000 + i, i / 4, 600);
      input.terms.push_back(terms[i]);
      input.contexts.push_back({i % 9 + 1, true, i * 600, i * 600 + 59});
    }
  }
};

// The next pair: half of them of one story, like candidates.
std::pair<uint32_t, uint32_t> NextPair(uint32_t* turn) {
  const uint32_t a = *turn % 256;
  const uint32_t b = *turn % 2 == 0 ? a ^ 1 : (a + 64 + *turn / 256 % 128) % 256;
  ++*turn;
  return {a, b};
}

// Items are pairs.
void BM_EventScorerCompare(benchmark::State& state) {
  const Folder folder;
  const TermWeights weights(folder.input, folder.members, 1);
  const EventScorer scorer(folder.input, weights, 1);
  uint32_t turn = 0;
  for (auto _ : state) {
    const auto [a, b] = NextPair(&turn);
    benchmark::DoNotOptimize(scorer.Compare(a, b));
  }
  state.SetItemsProcessed(static_cast<int64_t>(state.iterations()));
}
BENCHMARK(BM_EventScorerCompare);

// Items are pairs.
void BM_CompareShingles(benchmark::State& state) {
  const Folder folder;
  uint32_t turn = 0;
  for (auto _ : state) {
    const auto [a, b] = NextPair(&turn);
    benchmark::DoNotOptimize(CompareShingles(folder.shingles[a], folder.shingles[b]));
  }
  state.SetItemsProcessed(static_cast<int64_t>(state.iterations()));
}
BENCHMARK(BM_CompareShingles);

}  // namespace
}  // namespace samestory
