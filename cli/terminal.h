// Standard output and error as the verbs use them.
#pragma once

#include <string_view>

#include "engine/base/status.h"
#include "engine/report/terminal.h"

namespace samestory {

// Writes all of it to standard output. A reader that went away ends the program quietly with exit code 0.
absl::Status Print(std::string_view text);

// One line to standard error, control characters made visible.
void Say(std::string_view line);

// Width and colour of standard output: 80 columns without colour where it is not a terminal; NO_COLOR is
// kept.
TerminalStyle StyleOfOutput();

// An interrupt ends the program with exit code 130, leaving no temporary file.
void HandleInterrupts();

}  // namespace samestory
