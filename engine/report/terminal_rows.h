// What the terminal's views of a comparison share: marked spans, heads, notes under a row, the closing line.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/report/diff_rows.h"
#include "engine/report/display.h"
#include "engine/report/reading.h"

namespace samestory {

// "[-dropped-]" and "{+added+}" inside the words that stay. Changes of spelling that keep the word are not
// marked: a's is shown.
std::vector<Span> InlineDiff(const std::vector<Stretch>& stretches);

// One version whole, with what the other shares standing out.
std::vector<Span> WholeVersion(const std::vector<Stretch>& stretches, bool of_base);

std::string_view SignOf(RowKind kind);  // "=", "~", "≈", " "

// "A B C"; of more than six "A B C D E F +34".
std::string Letters(const std::vector<uint32_t>& articles);

// Writes one comparison, line by line.
class DiffLines {
 public:
  DiffLines(const DiffView& view, const TerminalStyle& style)
      : view_(view), style_(style), reading_(ReadingOf(view)) {}

  // Text behind `first`; further lines are indented as far.
  void Line(const std::vector<Span>& spans, std::string_view first);

  // Who is compared, the base first.
  void Heads(const std::vector<uint32_t>& articles);

  // Under a row: facts that disagree, and from which place of an earlier-named article a passage is.
  void Notes(const Row& row);

  // `counts` has the rows' signs, so that it is their key too; the rest is counted here.
  void Closing(std::string counts);

  const DiffView& view() const { return view_; }
  std::string Take() { return std::move(out_); }

 private:
  void Facts(const Row& row);
  void Passages(const Row& row);

  const DiffView& view_;
  const TerminalStyle& style_;
  const Reading reading_;
  std::string out_;
};

}  // namespace samestory
