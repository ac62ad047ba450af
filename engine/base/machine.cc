#include "engine/base/machine.h"

#include <sched.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>
#include <thread>

#include "engine/base/file.h"

namespace samestory {
namespace {

// Limits of control groups, version 2 and version 1 as mounted in containers; "max" and absurd values are none.
std::optional<uint64_t> NumberIn(const char* path) {
  const absl::StatusOr<std::string> text = ReadFile(path, 64);
  if (!text.ok()) return std::nullopt;
  uint64_t value = 0;
  if (std::from_chars(text->data(), text->data() + text->size(), value).ec != std::errc())
    return std::nullopt;
  return value;
}

}  // namespace

int HardwareThreads() {
  cpu_set_t set;
  if (sched_getaffinity(0, sizeof(set), &set) == 0) return std::max(1, CPU_COUNT(&set));
  return std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

uint64_t HardwareMemoryBytes() {
  uint64_t bytes = static_cast<uint64_t>(std::max(0L, sysconf(_SC_PHYS_PAGES))) *
                   static_cast<uint64_t>(std::max(0L, sysconf(_SC_PAGESIZE)));
  for (const char* limit : {"/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"}) {
    if (const auto found = NumberIn(limit)) bytes = std::min(bytes, *found);
  }
  return std::max(bytes, uint64_t{1} << 20);
}

bool OutgrowsPageCache(uint64_t bytes) {
  // Most files need no look at the machine.
  constexpr uint64_t kSmallBytes = uint64_t{1} << 28;
  return bytes > kSmallBytes && bytes > HardwareMemoryBytes() / 2;
}

uint64_t DefaultMemoryBytes() { return HardwareMemoryBytes() / 4; }

}  // namespace samestory
