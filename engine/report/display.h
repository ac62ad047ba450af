// Text on a terminal's grid of columns: what is safe to show, how wide it is, where a line breaks.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/report/terminal.h"

namespace samestory {

// Columns a code point takes: 0 for marks and formatting characters, 2 for East Asian wide and full-width
// ones and emoji (after UAX #11), 1 for all others. A small table, good for what newspapers print; U+00AD
// counts one column because terminals show it.
int ColumnsOf(char32_t code_point);

// `text` made fit for a terminal: control characters (C0, DEL, C1) and bidirectional embeddings, overrides
// and isolates become U+FFFD, as does ill-formed UTF-8; line breaks and tabs become a space.
std::string Displayable(std::string_view text);

// Of a text that went through Displayable.
int ColumnsOf(std::string_view displayable);

// Displayable text in at most `columns` columns, its end replaced by "…" where it is longer, never inside a
// character. With `pad` filled up with spaces to exactly `columns`. 0 columns leave it whole.
std::string Fitted(std::string_view text, int columns, bool pad = false);

enum class Paint { kPlain, kStrong, kFaint, kRemoved, kAdded };

// A piece of a paragraph; `text` as it came (it goes through Displayable).
struct Span {
  std::string text;
  Paint paint = Paint::kPlain;
};

// Appends the spans as one paragraph: white space runs are one space; lines break at spaces, after wide
// characters, and inside a word only where it is longer than a line. The first line starts with `first`, the
// others with `rest` (both displayable). No line is wider than style.width unless an indent is; there are at
// least eight columns for the text. An empty paragraph is `first` alone.
void AppendParagraph(const std::vector<Span>& spans, std::string_view first, std::string_view rest,
                     const TerminalStyle& style, std::string* out);

// "2025-10-09 22:10 +07:00" for "2025-10-09T22:10:00+07:00"; what is not ISO 8601 stays as it is.
std::string ReadableDate(std::string_view iso);

}  // namespace samestory
