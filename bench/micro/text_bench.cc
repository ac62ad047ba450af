#include <benchmark/benchmark.h>

#include <string>

#include "bench/micro/invented.h"
#include "engine/text/facts.h"
#include "engine/text/shingle.h"
#include "engine/text/spelling.h"
#include "engine/text/tokenize.h"

namespace samestory {
namespace {

constexpr size_t kWords = 600;

void CountBytes(benchmark::State& state, const std::string& text) {
  state.SetBytesProcessed(static_cast<int64_t>(state.iterations()) * static_cast<int64_t>(text.size()));
}

void BM_Tokenize(benchmark::State& state) {
  const std::string text = InventArticle(1, kWords);
  TokenizedText tokenized;
  for (auto _ : state) {
    Tokenize(text, &tokenized);
    benchmark::DoNotOptimize(tokenized.tokens.data());
  }
  CountBytes(state, text);
}
BENCHMARK(BM_Tokenize);

void BM_TokenizeWithSentences(benchmark::State& state) {
  const std::string text = InventArticle(1, kWords);
  for (auto _ : state) benchmark::DoNotOptimize(TokenizeWithSentences(text));
  CountBytes(state, text);
}
BENCHMARK(BM_TokenizeWithSentences);

void BM_FindFacts(benchmark::State& state) {
  const std::string text = InventArticle(1, kWords);
  const TokenizedText tokenized = TokenizeWithSentences(text);
  for (auto _ : state) benchmark::DoNotOptimize(FindFacts(text, tokenized));
  CountBytes(state, text);
}
BENCHMARK(BM_FindFacts);

void BM_SpellingOf(benchmark::State& state) {
  const std::string text = InventArticle(1, kWords);
  const TokenizedText tokenized = TokenizeWithSentences(text);
  for (auto _ : state) {
    for (const Token& token : tokenized.tokens) benchmark::DoNotOptimize(SpellingOf(text, tokenized, token));
  }
  CountBytes(state, text);
}
BENCHMARK(BM_SpellingOf);

// The argument is the SimdLevel; items are words.
void BM_ShingleHasher(benchmark::State& state) {
  const std::string text = InventArticle(1, kWords);
  const auto level = static_cast<SimdLevel>(state.range(0));
  if (level > BestSimdLevel()) return state.SkipWithError("this machine has no such instructions");
  ShingleHasher hasher(level);
  std::vector<uint64_t> shingles;
  size_t words = 0;
  for (auto _ : state) {
    shingles.clear();
    words += hasher.Hash(text, &shingles);
    benchmark::DoNotOptimize(shingles.data());
  }
  CountBytes(state, text);
  state.SetItemsProcessed(static_cast<int64_t>(words));
}
BENCHMARK(BM_ShingleHasher)->DenseRange(0, 2);

void BM_WordShingles(benchmark::State& state) {
  const std::string text = InventArticle(1, kWords);
  for (auto _ : state) benchmark::DoNotOptimize(WordShingles(text));
  CountBytes(state, text);
}
BENCHMARK(BM_WordShingles);

}  // namespace
}  // namespace samestory
