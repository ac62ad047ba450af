// Golden bytes: tests/golden/report/<name>. With SAMESTORY_UPDATE_GOLDEN=1 a run writes them anew, to be read
// in the review as any other change.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

#include "engine/base/atomic_file.h"
#include "engine/base/file.h"

namespace samestory {

inline void ExpectGolden(const std::string& name, const std::string& actual) {
  const std::string path = std::string(SAMESTORY_GOLDEN_DIR) + "/report/" + name;
  if (const char* update = std::getenv("SAMESTORY_UPDATE_GOLDEN"); update != nullptr && update[0] == '1') {
    ASSERT_TRUE(WriteFile(path, actual).ok()) << path;
    return;
  }
  const auto expected = ReadFile(path);
  ASSERT_TRUE(expected.ok()) << expected.status();
  EXPECT_EQ(actual, *expected) << "differs from " << path;
}

}  // namespace samestory
