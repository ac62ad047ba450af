// Help as this program words it: 80 columns, verbs and flags.
#pragma once

#include <CLI/CLI.hpp>
#include <memory>

#include "engine/base/status.h"

namespace samestory {

std::shared_ptr<CLI::FormatterBase> HelpFormat();

// What is wrong with a command line, in the program's words where CLI11's name nothing or name its own things.
absl::Status UsageError(const CLI::App& parser, const CLI::ParseError& error);

}  // namespace samestory
