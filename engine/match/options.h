// What a run asks of matching.
#pragma once

#include <cstdint>

#include "engine/base/monitor.h"

namespace samestory {

struct MatchOptions {
  double window_hours = 0;  // where both dates are known; 0: no window
  uint64_t memory_bytes = uint64_t{1} << 30;
  int threads = 1;
  Monitor* monitor = nullptr;
};

}  // namespace samestory
