#include "engine/base/parallel.h"

#include <gtest/gtest.h>

#include <vector>

namespace samestory {
namespace {

TEST(ParallelFor, VisitsEveryIndexOnceForAnyThreadsAndGrain) {
  for (int threads : {1, 2, 7}) {
    for (size_t grain : {0u, 1u, 3u, 1000u}) {
      for (size_t count : {0u, 1u, 100u}) {
        std::vector<int> visits(count, 0);
        ParallelFor(count, threads, grain, [&](size_t begin, size_t end) {
          for (size_t i = begin; i < end; ++i) ++visits[i];
        });
        EXPECT_EQ(visits, std::vector<int>(count, 1));
      }
    }
  }
}

}  // namespace
}  // namespace samestory
