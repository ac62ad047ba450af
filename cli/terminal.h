// Standard output and error as the verbs use them.
#pragma once

#include <string_view>

#include "engine/base/status.h"
#include "engine/report/terminal.h"

namespace samestory {

// Writes all of it to standard output, after the status line is erased. A reader that went away ends the
// program quietly with exit code 0.
absl::Status Print(std::string_view text);

// One line to standard error, control characters made visible; the status line is erased before.
void Say(std::string_view line);

// The status line: the last line of the terminal, drawn again in place. What follows is thread-safe.
//
// Whether there can be one: standard error is a terminal and TERM says that it can (not empty, not "dumb").
bool HasStatusLine();
// Columns of standard error's terminal now; 80 where it does not say.
int StatusWidth();
// Draws `line`, printable ASCII of less than StatusWidth(), in place of the one before. Nothing is drawn
// while the program is in the background of its terminal.
void DrawStatus(std::string_view line);
// Leaves an empty line with the cursor at its beginning, if one is drawn.
void EraseStatus();

// Width and colour of standard output: 80 columns without colour where it is not a terminal; NO_COLOR is
// kept.
TerminalStyle StyleOfOutput();

// An interrupt ends the program with exit code 130, leaving no temporary file and no status line.
void HandleInterrupts();

}  // namespace samestory
