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

// Fills in what the texts themselves say of every link: overlap, kind and shared phrases. Reads the stories' texts
// again, each once a story, and no others.
absl::Status ExplainLinks(const Corpus& corpus, const Config& config, const TermWeights& weights,
                          std::vector<Story>* stories);

// Fills in overlap and kind alone.
absl::Status MeasureLinks(const Corpus& corpus, const Config& config, std::span<Link> links);

// What decided for two articles, a few lines. `copies` is FindCopies' result; `candidates` says whether the two were
// compared on their own account.
std::string DescribePair(const Corpus& corpus, const Config& config, const Link& link,
                         const EventFigures& figures, std::span<const CopyOf> copies, bool candidates);

}  // namespace samestory
