// Reports for a terminal or a pipe: `find`'s table and `diff`'s text.
#pragma once

#include <string>

#include "engine/report/model.h"

namespace samestory {

struct TerminalStyle {
  int width = 80;       // columns; 0 for no wrapping
  bool colour = false;  // ANSI colour, to be given only for a terminal without NO_COLOR
};

// Control characters and bidirectional overrides of the articles are shown as U+FFFD, so that a text cannot
// write to the terminal. Wide (East Asian) characters count as two columns, marks as none.

// One block a story: id, date, counts and cohesion; its articles, each with number, sign of its role, outlet,
// date and id, its headline below where it is not the story's; the strongest links between the numbers with
// their shared phrases.
void AppendStories(const ReportModel& model, const TerminalStyle& style, std::string* out);

// What closes a table: the signs, and a line of counts.
struct TableCounts {
  size_t articles_read = 0, stories = 0, articles_of_stories = 0, singles = 0, skipped = 0;
};
std::string FormatCounts(const TableCounts& counts, const TerminalStyle& style);

// Articles are named by letters in the order given (A is the first). In the first two columns: '=' the same,
// '~' edited, '≈' near, '│' a further counterpart in the same row, '-' only in the base, '+' only in another,
// and '↕' where the sentence stands elsewhere in the order. Changes inside a sentence are [-dropped-] and
// {+added+}, with and without colour; words that differ in spelling alone are shown as the base has them.
// Runs of sentences that are the same in place are one line.
std::string FormatDiff(const DiffView& view, const TerminalStyle& style);

}  // namespace samestory
