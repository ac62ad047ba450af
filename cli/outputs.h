// What a run is going to write, looked at before it begins.
#pragma once

#include <string>
#include <vector>

#include "cli/options.h"
#include "engine/base/status.h"

namespace samestory {

// The files and folders the run is to leave.
std::vector<std::string> OutputPaths(const Options& options);

// Whether each of them can be written, is no other's and no INPUT's. So an output that cannot be is told before the work,
// and nothing is lost by a word too many on the command line.
absl::Status CheckOutputs(const Options& options);

}  // namespace samestory
