// Which run this is, and where its stages lie.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/article/input.h"
#include "engine/base/stage_folder.h"
#include "engine/pipeline/config.h"
#include "engine/pipeline/corpus.h"

namespace samestory {

// A resumable folder where config.resumable asks for one and the inputs can be read twice, else a temporary one. A run is
// the same, and its stages are found again, where everything is that could change one: the verb with its settings,
// inputs by path, size and time of change, sketches, tables of word frequencies. Threads and memory play no part.
absl::StatusOr<std::unique_ptr<StageFolder>> OpenStages(const InputList& list,
                                                        const std::vector<std::string>& sketches,
                                                        const Config& config, CorpusUse use);

}  // namespace samestory
