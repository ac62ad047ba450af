// Inputs → segments, in one pass over the bytes: bodies are read, turned into numbers and dropped. Threads take pieces
// of input and share nothing while they work.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/article/input.h"
#include "engine/base/stage_folder.h"
#include "engine/pipeline/config.h"
#include "engine/pipeline/lanes.h"
#include "engine/pipeline/segment.h"
#include "engine/pipeline/term_block.h"
#include "engine/text/background.h"

namespace samestory {

// What one piece became, with what its views look into.
struct StoredSegment {
  std::string_view bytes;  // the segment's
  Segment segment;
  TermBlock terms;        // empty where they were not asked for
  std::string_view kept;  // frames of the texts that cannot be read again
  Stage stage, term_stage;
  bool resumed = false;  // an earlier run's
};

// In the order read. `background` null: no terms. What an earlier run left in `stages` is not made again. Memory is
// bounded by a piece of input and what becomes of it for each thread, where `stages` puts the rest on disk. The same
// for any number of threads.
absl::StatusOr<std::vector<StoredSegment>> Ingest(const std::vector<InputFile>& files, const LanePlan& plan,
                                                  const Config& config, const Background* background,
                                                  StageFolder* stages);

}  // namespace samestory
