// Third-party articles for measuring, which are not part of the project.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>

namespace samestory {

// A path below the environment's SAMESTORY_SHARED_DATA, else below ../shared/data beside the checkout `source`.
inline std::string SharedData(const std::string& source, const std::string& name) {
  const char* const folder = std::getenv("SAMESTORY_SHARED_DATA");
  return (folder != nullptr ? std::string(folder) : source + "/../shared/data") + "/" + name;
}

inline bool MustBeThere() {
  const char* const ci = std::getenv("CI");
  return ci != nullptr && std::string_view(ci) == "true";
}

}  // namespace samestory

// Skips the test where the path is absent; under CI=true that is a failure.
#define SAMESTORY_NEEDS(path)                                                              \
  do {                                                                                     \
    if (!std::filesystem::exists(path)) {                                                  \
      ASSERT_FALSE(samestory::MustBeThere()) << path << " is absent, and CI must have it"; \
      GTEST_SKIP() << path << " is absent";                                                \
    }                                                                                      \
  } while (false)
