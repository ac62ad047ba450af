// What a test may bound: a machine that does other work as well makes the clock on the wall run on.
#pragma once

#include <ctime>

namespace samestory {

// Processor time of this process so far, all threads together.
inline double CpuSeconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

}  // namespace samestory
