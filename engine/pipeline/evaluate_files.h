// The two files that `eval` compares, read.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/status.h"

namespace samestory {

// Article id -> gold story. kInvalidArgument with file and line where there is no tab, an article in two stories, or nothing.
absl::StatusOr<std::map<std::string, std::string>> ReadGold(const std::string& path);

struct FoundStories {
  std::vector<std::vector<std::string>> stories;                 // ids
  std::map<std::pair<std::string, std::string>, double> scores;  // of links, by ids in ascending order
};

// kInvalidArgument with file and line for what is not a story line.
absl::StatusOr<FoundStories> ReadStories(const std::string& path);

}  // namespace samestory
