#include "engine/report/display.h"

#include <algorithm>
#include <iterator>

#include "engine/base/utf8.h"

namespace samestory {
namespace {

struct CodePointRange {
  char32_t first, last;
};

// Ascending and disjoint, for binary search. Marks (Mn, Me) of the scripts newspapers are printed in, Hangul
// medial and final letters, and formatting characters (Cf).
constexpr CodePointRange kZero[] = {
    {0x0300, 0x036F}, {0x0483, 0x0489},   {0x0591, 0x05BD}, {0x05BF, 0x05BF}, {0x05C1, 0x05C2},
    {0x05C4, 0x05C5}, {0x05C7, 0x05C7},   {0x0610, 0x061A}, {0x061C, 0x061C}, {0x064B, 0x065F},
    {0x0670, 0x0670}, {0x06D6, 0x06DC},   {0x06DF, 0x06E4}, {0x06E7, 0x06E8}, {0x06EA, 0x06ED},
    {0x0711, 0x0711}, {0x0730, 0x074A},   {0x0900, 0x0902}, {0x093A, 0x093A}, {0x093C, 0x093C},
    {0x0941, 0x0948}, {0x094D, 0x094D},   {0x0951, 0x0957}, {0x0962, 0x0963}, {0x0981, 0x0981},
    {0x09BC, 0x09BC}, {0x09C1, 0x09C4},   {0x09CD, 0x09CD}, {0x0BC0, 0x0BC0}, {0x0BCD, 0x0BCD},
    {0x0E31, 0x0E31}, {0x0E34, 0x0E3A},   {0x0E47, 0x0E4E}, {0x0EB1, 0x0EB1}, {0x0EB4, 0x0EBC},
    {0x0EC8, 0x0ECE}, {0x102D, 0x1030},   {0x1032, 0x1037}, {0x1039, 0x103A}, {0x1160, 0x11FF},
    {0x17B4, 0x17B5}, {0x17B7, 0x17BD},   {0x17C6, 0x17C6}, {0x17C9, 0x17D3}, {0x180B, 0x180F},
    {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF},   {0x200B, 0x200F}, {0x2028, 0x202E}, {0x2060, 0x206F},
    {0x20D0, 0x20F0}, {0x302A, 0x302D},   {0x3099, 0x309A}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F},
    {0xFEFF, 0xFEFF}, {0xE0000, 0xE0FFF},
};

constexpr CodePointRange kWide[] = {
    {0x1100, 0x115F},   {0x231A, 0x231B},   {0x2329, 0x232A},   {0x23E9, 0x23EC},   {0x23F0, 0x23F0},
    {0x23F3, 0x23F3},   {0x25FD, 0x25FE},   {0x2614, 0x2615},   {0x2648, 0x2653},   {0x267F, 0x267F},
    {0x2693, 0x2693},   {0x26A1, 0x26A1},   {0x26AA, 0x26AB},   {0x26BD, 0x26BE},   {0x26C4, 0x26C5},
    {0x26CE, 0x26CE},   {0x26D4, 0x26D4},   {0x26EA, 0x26EA},   {0x26F2, 0x26F3},   {0x26F5, 0x26F5},
    {0x26FA, 0x26FA},   {0x26FD, 0x26FD},   {0x2705, 0x2705},   {0x270A, 0x270B},   {0x2728, 0x2728},
    {0x274C, 0x274C},   {0x274E, 0x274E},   {0x2753, 0x2755},   {0x2757, 0x2757},   {0x2795, 0x2797},
    {0x27B0, 0x27B0},   {0x27BF, 0x27BF},   {0x2B1B, 0x2B1C},   {0x2B50, 0x2B50},   {0x2B55, 0x2B55},
    {0x2E80, 0x303E},   {0x3041, 0xA4CF},   {0xA960, 0xA97F},   {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},
    {0xFE10, 0xFE19},   {0xFE30, 0xFE6F},   {0xFF00, 0xFF60},   {0xFFE0, 0xFFE6},   {0x16FE0, 0x18CFF},
    {0x1AFF0, 0x1B2FF}, {0x1F004, 0x1F004}, {0x1F0CF, 0x1F0CF}, {0x1F18E, 0x1F18E}, {0x1F191, 0x1F19A},
    {0x1F1E6, 0x1F265}, {0x1F300, 0x1F64F}, {0x1F680, 0x1F6FF}, {0x1F7E0, 0x1F7EB}, {0x1F90C, 0x1F9FF},
    {0x1FA70, 0x1FAFF}, {0x20000, 0x3FFFD},
};

template <size_t kSize>
bool Holds(const CodePointRange (&ranges)[kSize], char32_t code_point) {
  const auto* after =
      std::upper_bound(std::begin(ranges), std::end(ranges), code_point,
                       [](char32_t value, CodePointRange range) { return value < range.first; });
  return after != std::begin(ranges) && code_point <= (after - 1)->last;
}

// What could move the cursor, change the terminal's state or the order in which its text is read.
bool IsUnsafe(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c <= 0x9F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

bool IsBlank(char32_t c) {
  return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == 0x2028 || c == 0x2029 || c == 0x3000;
}

// A character with the marks that follow it.
struct Glyph {
  std::string bytes;
  int columns = 0;
  Paint paint = Paint::kPlain;
  bool blank = false;
};

std::vector<Glyph> GlyphsOf(const std::vector<Span>& spans) {
  std::vector<Glyph> glyphs;
  for (const Span& span : spans) {
    for (size_t position = 0; position < span.text.size();) {
      const char32_t c = DecodeUtf8(span.text, &position);
      const bool blank = IsBlank(c);
      const char32_t shown = IsUnsafe(c) ? kReplacementCharacter : c;
      if (blank) {
        if (!glyphs.empty() && !glyphs.back().blank) glyphs.push_back({" ", 1, span.paint, true});
        continue;
      }
      const int columns = ColumnsOf(shown);
      if (columns > 0 || glyphs.empty() || glyphs.back().blank)
        glyphs.push_back({"", columns, span.paint, false});
      AppendUtf8(shown, &glyphs.back().bytes);
    }
  }
  if (!glyphs.empty() && glyphs.back().blank) glyphs.pop_back();
  return glyphs;
}

// Blue for what is added and orange for what is removed: told apart by colour-blind readers too.
std::string_view EscapeOf(Paint paint) {
  switch (paint) {
    case Paint::kStrong:
      return "\x1b[1m";
    case Paint::kFaint:
      return "\x1b[2m";
    case Paint::kRemoved:
      return "\x1b[38;5;208m";
    case Paint::kAdded:
      return "\x1b[38;5;39m";
    case Paint::kPlain:
      break;
  }
  return "";
}

class LineWriter {
 public:
  LineWriter(bool colour, std::string* out) : colour_(colour), out_(out) {}

  void Put(const Glyph& glyph) {
    if (colour_ && glyph.paint != paint_) {
      Reset();
      out_->append(EscapeOf(glyph.paint));
      paint_ = glyph.paint;
    }
    out_->append(glyph.bytes);
  }
  void Break(std::string_view indent) {
    Reset();
    out_->push_back('\n');
    out_->append(indent);
  }
  void Reset() {
    if (colour_ && paint_ != Paint::kPlain) out_->append("\x1b[0m");
    paint_ = Paint::kPlain;
  }

 private:
  const bool colour_;
  std::string* const out_;
  Paint paint_ = Paint::kPlain;
};

// The end of the unbreakable piece that starts at `start`: up to a blank, or after a wide character.
size_t PieceEnd(const std::vector<Glyph>& glyphs, size_t start, int* columns) {
  size_t end = start;
  *columns = 0;
  while (end < glyphs.size() && !glyphs[end].blank) {
    *columns += glyphs[end].columns;
    if (glyphs[end++].columns == 2) break;
  }
  return end;
}

}  // namespace

int ColumnsOf(char32_t code_point) {
  if (code_point < 0x300) return 1;
  if (Holds(kZero, code_point)) return 0;
  return Holds(kWide, code_point) ? 2 : 1;
}

std::string Displayable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (size_t position = 0; position < text.size();) {
    const char32_t c = DecodeUtf8(text, &position);
    AppendUtf8(IsBlank(c) ? U' ' : IsUnsafe(c) ? kReplacementCharacter : c, &out);
  }
  return out;
}

int ColumnsOf(std::string_view displayable) {
  int columns = 0;
  for (size_t position = 0; position < displayable.size();)
    columns += ColumnsOf(DecodeUtf8(displayable, &position));
  return columns;
}

std::string Fitted(std::string_view text, int columns, bool pad) {
  std::string shown = Displayable(text);
  if (columns <= 0) return shown;
  // `cut` is where the text ends if it turns out too long: one column is the ellipsis'.
  int used = 0, kept = 0;
  size_t cut = 0;
  for (size_t position = 0; position < shown.size();) {
    const int next = ColumnsOf(DecodeUtf8(shown, &position));
    used += next;
    if (used <= columns - 1) cut = position, kept = used;
    if (used > columns) break;
  }
  if (used > columns) {
    shown.resize(cut);
    shown += "…";
    used = kept + 1;
  }
  if (pad) shown.append(static_cast<size_t>(std::max(0, columns - used)), ' ');
  return shown;
}

void AppendParagraph(const std::vector<Span>& spans, std::string_view first, std::string_view rest,
                     const TerminalStyle& style, std::string* out) {
  const std::vector<Glyph> glyphs = GlyphsOf(spans);
  LineWriter line(style.colour, out);
  out->append(first);
  const auto room_after = [&](std::string_view indent) {
    return style.width <= 0 ? INT32_MAX : std::max(8, style.width - ColumnsOf(indent));
  };
  int room = room_after(first);
  bool fresh = true;  // nothing on this line yet but its indent
  const auto break_line = [&] {
    line.Break(rest);
    room = room_after(rest);
    fresh = true;
  };
  for (size_t i = 0; i < glyphs.size();) {
    const Glyph* blank = glyphs[i].blank ? &glyphs[i++] : nullptr;
    int columns;
    const size_t end = PieceEnd(glyphs, i, &columns);
    const int gap = blank != nullptr && !fresh ? 1 : 0;
    if (!fresh && gap + columns > room) {
      break_line();
    } else if (gap == 1) {
      line.Put(*blank);
      --room;
    }
    for (; i < end; ++i) {
      if (!fresh && glyphs[i].columns > room) break_line();
      line.Put(glyphs[i]);
      room -= glyphs[i].columns;
      fresh = false;
    }
  }
  line.Reset();
  // A paragraph without words leaves no trailing blanks of its indent.
  if (glyphs.empty()) out->erase(out->find_last_not_of(' ') + 1);
  out->push_back('\n');
}

std::string ReadableDate(std::string_view iso) {
  const auto digits = [&](size_t at, size_t count) {
    return at + count <= iso.size() && std::all_of(iso.begin() + at, iso.begin() + at + count,
                                                   [](char c) { return c >= '0' && c <= '9'; });
  };
  if (!digits(0, 4) || !digits(5, 2) || !digits(8, 2) || !digits(11, 2) || !digits(14, 2) || iso[4] != '-' ||
      iso[7] != '-' || iso[10] != 'T' || iso[13] != ':') {
    return Displayable(iso);
  }
  size_t zone = 16;
  if (zone + 3 <= iso.size() && iso[zone] == ':' && digits(zone + 1, 2)) zone += 3;
  std::string out = std::string(iso.substr(0, 10)) + " " + std::string(iso.substr(11, 5));
  if (zone < iso.size()) out += " " + (iso.substr(zone) == "Z" ? "UTC" : Displayable(iso.substr(zone)));
  return out;
}

}  // namespace samestory
