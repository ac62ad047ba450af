// Reports for a terminal or a pipe: `find`'s table and `diff`'s text.
#pragma once

#include <string>

#include "engine/report/model.h"

namespace samestory {

struct TerminalStyle {
  int width = 80;      // columns; 0 for no wrapping
  bool colour = false; // ANSI colour, to be given only for a terminal without NO_COLOR
};

// Control characters and bidirectional overrides of the articles are shown as U+FFFD, so that a text cannot
// write to the terminal. Wide (East Asian) characters count as two columns, marks as none.
std::string FormatStories(const ReportModel& model, const TerminalStyle& style);
std::string FormatDiff(const DiffView& view, const TerminalStyle& style);

}  // namespace samestory
