// The words of the command line, put so that the parser reads them as meant.
#pragma once

#include <string>
#include <vector>

#include "CLI/CLI.hpp"
#include "engine/base/status.h"

namespace samestory {

// The words behind the program's name. What follows `--` are operands, wherever it stands: one that begins with a dash comes
// as a path from here. kInvalidArgument for a flag that the verb does not have, or that stands before it; otherwise the
// parser would take the next word for it.
absl::StatusOr<std::vector<std::string>> ReadArguments(const CLI::App& parser, int argc, char** argv);

}  // namespace samestory
