// What `find --out` leaves: stories.jsonl, articles.jsonl, skipped.jsonl, index.html and story/*.html.
#pragma once

#include <memory>
#include <span>
#include <string>

#include "engine/article/input.h"
#include "engine/base/atomic_file.h"
#include "engine/base/staged_folder.h"
#include "engine/base/status.h"
#include "engine/pipeline/config.h"
#include "engine/pipeline/corpus.h"
#include "engine/pipeline/report_model.h"
#include "engine/text/background.h"

namespace samestory {

// Written as stories come, so that only some stories' texts are in memory at a time, into a folder of its own; all of it
// takes the place of an earlier result in Finish(), or nothing does.
class ResultFolder {
 public:
  // `corpus` and `config` must outlive the object. Errors: where it cannot be written.
  static absl::StatusOr<ResultFolder> Create(const Corpus& corpus, const Config& config,
                                             const ShowOptions& options, StagedFolder folder);

  absl::Status Add(std::span<const Story> stories);
  // After the last story.
  absl::Status Finish(const FindCounts& counts);

 private:
  ResultFolder(const Corpus& corpus, const Config& config, const ShowOptions& options, StagedFolder folder,
               AtomicFile stories, std::unique_ptr<Background> background);
  absl::Status WritePages(const ReportModel& model) const;

  const Corpus& corpus_;
  const Config& config_;
  ShowOptions options_;
  StagedFolder folder_;
  AtomicFile stories_;
  std::unique_ptr<Background> background_;
  ModelBuilder front_;  // all stories, without links and texts
};

}  // namespace samestory
