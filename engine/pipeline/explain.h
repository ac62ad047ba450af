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
#include "engine/pipeline/find.h"

namespace samestory {

// Fills in the shared phrases of every link: reads the stories' texts again, and no others.
absl::Status ExplainLinks(const Corpus& corpus, const Config& config, const TermWeights& weights,
                          std::vector<Story>* stories);

// What decided for two articles, a few lines. `copies` is FindCopies' result; `candidates` says whether the two were
// compared on their own account.
std::string DescribePair(const Corpus& corpus, const Config& config, const Link& link,
                         const EventFigures& figures, std::span<const CopyOf> copies, bool candidates);

}  // namespace samestory
