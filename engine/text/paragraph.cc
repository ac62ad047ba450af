#include "engine/text/paragraph.h"

#include <algorithm>

namespace samestory {
namespace {

struct Line {
  TokenRange tokens;
  size_t length = 0;  // code points, white space around left out
  int breaks_before = 0;
};

int CountLineBreaks(std::string_view gap) {
  if (gap.empty() || gap == " ") return 0;
  int breaks = 0;
  for (size_t position = 0; position < gap.size();) {
    const char32_t c = DecodeFast(gap, &position);
    if (c == '\r' && position < gap.size() && gap[position] == '\n') continue;
    if ((c >= '\n' && c <= '\r') || c == 0x85 || c == 0x2028) ++breaks;
    if (c == 0x2029) breaks += 2;
  }
  return breaks;
}

std::vector<Line> SplitLines(std::string_view text, const TokenView& tokens) {
  std::vector<Line> lines;
  for (size_t i = 0; i < tokens.size(); ++i) {
    const size_t before = i == 0 ? 0 : tokens.at(i - 1).end;
    const int breaks = CountLineBreaks(text.substr(before, tokens.at(i).start - before));
    if (lines.empty() || breaks > 0) lines.push_back({{i, i}, 0, breaks});
    lines.back().tokens.end = i + 1;
  }
  for (Line& line : lines) {
    for (size_t i = tokens.at(line.tokens.first).start; i < tokens.at(line.tokens.end - 1).end; ++i) {
      line.length += (static_cast<unsigned char>(text[i]) & 0xC0) != 0x80;
    }
  }
  return lines;
}

// The width the text is wrapped to, or 0.
size_t WrapWidth(const std::vector<Line>& lines) {
  constexpr size_t kNarrowest = 40, kWidest = 110, kFewest = 3;
  size_t width = 0, single = 0, full = 0;
  for (const Line& line : lines) width = std::max(width, line.length);
  if (width < kNarrowest || width > kWidest) return 0;
  for (size_t i = 0; i + 1 < lines.size(); ++i) {
    if (lines[i + 1].breaks_before != 1) continue;
    ++single;
    full += lines[i].length * 5 >= width * 4;
  }
  return single >= kFewest && full * 5 >= single * 3 ? width : 0;
}

bool GoesOn(const TokenView& tokens, const Line& line, const Line& next, size_t width) {
  if (next.breaks_before > 1) return false;
  if (width > 0 && line.length * 10 >= width * 7) return true;
  const size_t last = line.tokens.end - 1, first = next.tokens.first;
  if (tokens.EndsWithStop(line.tokens) || tokens.Key(last) == ":" || tokens.Key(last) == ";") return false;
  if (tokens.IsLower(first)) return true;
  // "… đợi ⏎ 60 giây nữa."
  return tokens.IsWord(last) && !tokens.IsCapitalised(last) && tokens.IsNumber(first) &&
         first + 1 < next.tokens.end && tokens.IsLower(first + 1);
}

}  // namespace

std::vector<TokenRange> SplitParagraphs(std::string_view text, const TokenView& tokens) {
  const std::vector<Line> lines = SplitLines(text, tokens);
  const size_t width = WrapWidth(lines);
  std::vector<TokenRange> paragraphs;
  for (size_t i = 0; i < lines.size(); ++i) {
    if (i > 0 && GoesOn(tokens, lines[i - 1], lines[i], width)) {
      paragraphs.back().end = lines[i].tokens.end;
    } else {
      paragraphs.push_back(lines[i].tokens);
    }
  }
  return paragraphs;
}

}  // namespace samestory
