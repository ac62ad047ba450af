// Articles of a corpus written out again, a JSON line each, as they came (engine/report/jsonl.h).
#pragma once

#include <cstdint>
#include <span>

#include "engine/base/atomic_file.h"
#include "engine/pipeline/config.h"
#include "engine/pipeline/corpus.h"

namespace samestory {

// In the order given; for one that ascends, texts come quickest. Articles and bytes count for the stage that goes.
absl::Status WriteArticleLines(const Corpus& corpus, std::span<const uint32_t> articles, const Config& config,
                               AtomicFile* file);

}  // namespace samestory
