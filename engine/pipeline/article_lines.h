// Articles of a corpus written out again, a JSON line each, as they came (engine/report/jsonl.h).
#pragma once

#include <cstdint>
#include <span>

#include "engine/base/atomic_file.h"
#include "engine/pipeline/config.h"
#include "engine/pipeline/corpus.h"

namespace samestory {

// Distinct articles, in the order given; they are read in the order they lie where another costs much more. What does not
// fit into memory meanwhile goes through the folder of the corpus's stages. Articles and bytes count for the stage that
// goes.
absl::Status WriteArticleLines(const Corpus& corpus, std::span<const uint32_t> articles, const Config& config,
                               AtomicFile* file);

}  // namespace samestory
