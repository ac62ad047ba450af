// A verb's run as it is seen from outside: progress on the terminal while it goes, --stats at its end.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "cli/options.h"
#include "cli/progress.h"
#include "engine/base/monitor.h"
#include "engine/base/status.h"
#include "engine/pipeline/config.h"

namespace samestory {

class RunWatch {
 public:
  // `config` is told of the monitor, and its settings are those the run is said to have had.
  static std::unique_ptr<RunWatch> Start(const Options& options, Config* config);

  Monitor* monitor() { return &monitor_; }

  // To be called before results are printed: the time their reader takes is not the run's, and a reader that
  // went away ends the program. Ends the last stage and the progress line, and writes --stats where asked
  // for.
  absl::Status Finish(uint64_t articles);

 private:
  RunWatch(const Options& options, const Config& config)
      : options_(options), config_(config), progress_(&monitor_, !options.stats.empty()) {}

  const Options& options_;
  const Config& config_;
  Monitor monitor_;
  Progress progress_;
};

// The object of --stats on one line, without line feed. Figures the system does not tell are null. `bytes` of
// the run are those of its stages called "read".
std::string StatsJson(const Options& options, const Config& config, uint64_t articles, const RunFigures& run);

}  // namespace samestory
