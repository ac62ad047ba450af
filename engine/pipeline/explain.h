// Why links are as they are, for people to read.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/base/status.h"
#include "engine/match/copies.h"
#include "engine/match/score.h"
#include "engine/match/weights.h"
#include "engine/pipeline/config.h"
#include "engine/pipeline/corpus.h"
#include "engine/pipeline/stories.h"
#include "engine/story/group.h"

namespace samestory {

// A story before its texts are read again.
struct StoryOutline {
  std::string id;
  std::vector<uint32_t> members;  // as in Story
  std::vector<ScoredPair> links;  // by score, then articles
  double cohesion = 0;
};

// What two articles share by their terms alone.
Link LinkOf(const ScoredPair& pair);

// Reads the stories' texts again for what they say of every link: overlap, kind and shared phrases. Gives the stories to
// `take` in their order, and keeps nothing of those given.
absl::Status ExplainStories(const Corpus& corpus, const Config& config, const TermWeights& weights,
                            std::span<StoryOutline> outlines, const TakeStories& take);

// Fills in overlap and kind alone.
absl::Status MeasureLinks(const Corpus& corpus, const Config& config, std::span<Link> links);

// What decided for two articles, a few lines. `copies` is FindCopies' result; `candidates` says whether the two were
// compared on their own account.
std::string DescribePair(const Corpus& corpus, const Config& config, const Link& link,
                         const EventFigures& figures, std::span<const CopyOf> copies, bool candidates);

}  // namespace samestory
