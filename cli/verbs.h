// One function a verb: does it and returns the exit code, or says what went wrong.
#pragma once

#include "cli/options.h"
#include "engine/base/status.h"

namespace samestory {

absl::StatusOr<int> RunFind(const Options& options);
absl::StatusOr<int> RunDiff(const Options& options);
absl::StatusOr<int> RunDedup(const Options& options);
absl::StatusOr<int> RunSketch(const Options& options);
absl::StatusOr<int> RunInfo(const Options& options);
absl::StatusOr<int> RunEval(const Options& options);

}  // namespace samestory
