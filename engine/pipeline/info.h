// What a result of ours holds, for `info`.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/status.h"

namespace samestory {

struct Fact {
  std::string name, value;
  bool is_number = false;
  int64_t number = 0;
};

// Of a sketch file (checksums compared, its inputs not looked at) or of a folder that `find --out` wrote.
absl::StatusOr<std::vector<Fact>> Describe(const std::string& path);

}  // namespace samestory
