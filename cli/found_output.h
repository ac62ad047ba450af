// Where `find` puts its stories as they come: into --out, and into what is printed in the end.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "cli/options.h"
#include "engine/base/stage_folder.h"
#include "engine/base/staged_folder.h"
#include "engine/pipeline/result_folder.h"
#include "engine/report/terminal.h"

namespace samestory {

class FoundOutput {
 public:
  // `options`, `corpus` and `config` must outlive the object. `out` is what --out names.
  static absl::StatusOr<FoundOutput> Create(const Options& options, const Corpus& corpus,
                                            const Config& config, const ShowOptions& show,
                                            std::optional<StagedFolder> out);

  absl::Status Take(std::span<const Story> stories);
  // After the last: completes --out and gives what is to be printed, which lies on the disk where it is long.
  absl::StatusOr<Stage> Finish(const FindCounts& counts);

  size_t shown_stories() const { return counts_.stories; }

 private:
  FoundOutput(const Options& options, const Corpus& corpus, StageWriter printed)
      : options_(options), corpus_(corpus), printed_(std::move(printed)) {}

  const Options& options_;
  const Corpus& corpus_;
  StageWriter printed_;
  TerminalStyle style_;
  std::optional<ResultFolder> folder_;
  TableCounts counts_;
};

}  // namespace samestory
