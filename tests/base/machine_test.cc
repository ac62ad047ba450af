#include "engine/base/machine.h"

#include <gtest/gtest.h>
#include <sched.h>

#include <fstream>
#include <string>

namespace samestory {
namespace {

TEST(Machine, ThreadsAreThoseTheProcessMayUse) {
  cpu_set_t all, one;
  ASSERT_EQ(sched_getaffinity(0, sizeof(all), &all), 0);
  EXPECT_EQ(HardwareThreads(), CPU_COUNT(&all));
  int first = 0;
  while (!CPU_ISSET(first, &all)) ++first;
  CPU_ZERO(&one);
  CPU_SET(first, &one);
  ASSERT_EQ(sched_setaffinity(0, sizeof(one), &one), 0);
  EXPECT_EQ(HardwareThreads(), 1);
  ASSERT_EQ(sched_setaffinity(0, sizeof(all), &all), 0);
}

TEST(Machine, MemoryIsNoMoreThanTheMachineHas) {
  std::ifstream file("/proc/meminfo");
  std::string name;
  uint64_t kibibytes = 0;
  if (!(file >> name >> kibibytes) || name != "MemTotal:") GTEST_SKIP() << "no /proc/meminfo";
  EXPECT_GE(HardwareMemoryBytes(), uint64_t{1} << 20);
  EXPECT_LE(HardwareMemoryBytes(), kibibytes * 1024);
  EXPECT_EQ(DefaultMemoryBytes(), HardwareMemoryBytes() / 4);
}

}  // namespace
}  // namespace samestory
