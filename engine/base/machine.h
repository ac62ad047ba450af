// What the machine has for us.
#pragma once

#include <cstdint>

namespace samestory {

// Threads, at least 1 (respects the affinity mask and so a container's cpuset).
int HardwareThreads();

// Bytes of memory: the machine's, or less where a control group of the process has a limit. At least 1 MiB.
uint64_t HardwareMemoryBytes();

// Whether files of so many bytes are too large to stay in the page cache beside a run: half the memory and more.
bool OutgrowsPageCache(uint64_t bytes);

// What a run takes where nothing else is said: a quarter of that.
uint64_t DefaultMemoryBytes();

}  // namespace samestory
