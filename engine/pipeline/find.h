// The main job: the articles of a corpus → links → stories. find.cc is the file to read first.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/base/status.h"
#include "engine/match/copies.h"
#include "engine/match/score.h"
#include "engine/pipeline/config.h"
#include "engine/pipeline/corpus.h"
#include "engine/pipeline/stories.h"

namespace samestory {

// Gives each story to `take` once all are known; an error of `take` ends the run. No more than some stories' links and
// texts are in memory at a time.
absl::StatusOr<FindCounts> FindStories(const Corpus& corpus, const Config& config, const TakeStories& take);

// The same with all of them in memory.
absl::StatusOr<Stories> FindStories(const Corpus& corpus, const Config& config);

// Links of every kind between any two articles, for `dedup --level event`; without phrases. `order` holds every article
// once, the most preferred first: of copies it names the original.
absl::StatusOr<std::vector<Link>> FindLinks(const Corpus& corpus, const Config& config,
                                            std::span<const uint32_t> order);

// A pair that was compared, with what the comparison found.
struct ComparedPair {
  uint32_t a = 0, b = 0;  // a < b
  EventFigures figures;
  double score = 0;
};

// Every candidate pair with its figures, and whom each article is a copy of, for benchmarks and for fitting the score.
struct Comparison {
  std::vector<ComparedPair> pairs;
  std::vector<CopyOf> copies;  // by article
};
absl::StatusOr<Comparison> CompareCandidates(const Corpus& corpus, const Config& config);

// What decided for two articles, as text of a few lines.
absl::StatusOr<std::string> ExplainPair(const Corpus& corpus, const Config& config, uint32_t a, uint32_t b);

}  // namespace samestory
