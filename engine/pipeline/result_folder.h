// What `find --out` leaves: stories.jsonl, articles.jsonl, skipped.jsonl, index.html and story/*.html.
#pragma once

#include <memory>
#include <span>
#include <string>

#include "engine/base/file.h"
#include "engine/base/status.h"
#include "engine/pipeline/config.h"
#include "engine/pipeline/corpus.h"
#include "engine/pipeline/report_model.h"
#include "engine/text/background.h"

namespace samestory {

// Written as stories come, so that only some stories' texts are in memory at a time. Each file is whole or not there;
// pages of an earlier run go when the first story comes.
class ResultFolder {
 public:
  // Makes the folder. `corpus` and `config` must outlive the object. Errors: where it cannot be written.
  static absl::StatusOr<ResultFolder> Create(const Corpus& corpus, const Config& config,
                                             const ShowOptions& options, const std::string& folder);

  absl::Status Add(std::span<const Story> stories);
  // After the last story.
  absl::Status Finish(const FindCounts& counts);

 private:
  ResultFolder(const Corpus& corpus, const Config& config, const ShowOptions& options, std::string folder,
               AtomicFile stories, std::unique_ptr<Background> background);
  absl::Status RemoveOldPagesOnce();
  absl::Status WritePages(const ReportModel& model) const;

  const Corpus& corpus_;
  const Config& config_;
  ShowOptions options_;
  std::string folder_;
  AtomicFile stories_;
  std::unique_ptr<Background> background_;
  ModelBuilder front_;  // all stories, without links and texts
  bool old_pages_gone_ = false;
};

}  // namespace samestory
