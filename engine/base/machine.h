// What the machine has for us.
#pragma once

#include <cstdint>

namespace samestory {

// Threads, at least 1 (respects the affinity mask and so a container's cpuset).
int HardwareThreads();

// Bytes of memory: the machine's, or less where a control group of the process has a limit. At least 1 MiB.
uint64_t HardwareMemoryBytes();

// What a run takes where nothing else is said: a quarter of that.
uint64_t DefaultMemoryBytes();

}  // namespace samestory
