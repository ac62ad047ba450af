// How many of the pairs that are alike become candidates, all pairs compared exactly.
//
//   samestory_all_pairs BACKGROUND INPUT [LEAST]    pairs of whole-text cosine LEAST (.14) or more
//
// Prints the articles (copies and stubs left out), the pairs that are alike, how many of them are candidates, the
// recall, the candidate pairs an article, and the candidates an article has: twice that, each pair having two ends.
#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "engine/base/parallel.h"
#include "engine/match/candidates.h"
#include "engine/match/scorer.h"
#include "engine/match/weights.h"
#include "engine/pipeline/copy_input.h"
#include "engine/text/shingle.h"

using namespace samestory;

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fputs("usage: samestory_all_pairs BACKGROUND INPUT [LEAST]\n", stderr);
    return 2;
  }
  Config config;
  config.background = argv[1];
  const double least = argc > 3 ? std::atof(argv[3]) : 0.14;
  const absl::StatusOr<Corpus> corpus = Corpus::Open({argv[2]}, config);
  if (!corpus.ok()) {
    std::fprintf(stderr, "%s\n", std::string(corpus.status().message()).c_str());
    return 2;
  }
  const MatchInput input = corpus->match_input();
  std::vector<uint32_t> order(corpus->size()), members;
  for (uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  const auto found_copies = FindCopies(*corpus, order, config.window_hours, config);
  if (!found_copies.ok()) {
    std::fprintf(stderr, "%s\n", std::string(found_copies.status().message()).c_str());
    return 2;
  }
  const std::vector<CopyOf> copies = ByArticle(*found_copies, corpus->size());
  for (const uint32_t i : order) {
    if (copies[i].survivor == CopyOf::kNone && corpus->words(i) >= kShingleWords) members.push_back(i);
  }
  const TermWeights weights(input, members, config.threads);
  const EventScorer scorer(input, weights, config.threads);
  const absl::StatusOr<CandidatePairs> proposed = EventCandidates(
      input, members, weights, {config.window_hours, config.memory_bytes, config.threads}, corpus->stages());
  if (!proposed.ok()) {
    std::fprintf(stderr, "%s\n", std::string(proposed.status().message()).c_str());
    return 2;
  }
  const std::span<const uint64_t> candidates = proposed->pairs.values();
  std::atomic<size_t> alike = 0, found = 0;
  ParallelFor(members.size(), config.threads, 16, [&](size_t begin, size_t end) {
    for (size_t i = begin; i < end; ++i) {
      for (size_t j = i + 1; j < members.size(); ++j) {
        const uint32_t a = members[i], b = members[j];
        if (HoursApart(input.contexts[a], input.contexts[b]) > config.window_hours) continue;
        if (scorer.Compare(a, b).whole < least) continue;
        ++alike;
        found += std::binary_search(candidates.begin(), candidates.end(), PackPair(a, b));
      }
    }
  });
  const auto n = static_cast<double>(members.size());
  std::printf(
      "articles %zu alike %zu candidates-of-them %zu recall %.4f pairs-per-article %.2f met-per-article "
      "%.2f\n",
      members.size(), alike.load(), found.load(),
      static_cast<double>(found) / static_cast<double>(std::max<size_t>(1, alike)),
      static_cast<double>(candidates.size()) / n, 2 * static_cast<double>(candidates.size()) / n);
}
