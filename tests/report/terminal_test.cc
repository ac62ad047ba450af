#include "engine/report/terminal.h"

#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <vector>

#include "engine/base/utf8.h"
#include "engine/report/display.h"
#include "tests/report/golden.h"
#include "tests/report/sample_model.h"

namespace samestory {
namespace {

constexpr std::string_view kHostile =
    "\x1b[31mred\x1b]0;title\x07 \xC2\x9B 2J \u202Eevil\u2066\u2069 a\rb\nc \xFF";

// The whole table.
std::string FormatStories(const ReportModel& model, const TerminalStyle& style) {
  std::string out;
  AppendStories(model, style, &out);
  TableCounts counts{model.articles_read, model.stories.size(), 0, model.singles, 0};
  for (const ReportStory& story : model.stories) counts.articles_of_stories += story.members.size();
  for (const ReportSkip& skip : model.skips) counts.skipped += skip.kind == "skipped";
  return out + FormatCounts(counts, style);
}

int WidestLine(const std::string& text) {
  int widest = 0;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);)
    widest = std::max(widest, ColumnsOf(std::string_view(line)));
  return widest;
}

bool IsSafe(std::string_view text, bool colour) {
  for (size_t position = 0; position < text.size();) {
    const char32_t c = DecodeUtf8(text, &position);
    if (c == '\n' || (colour && c == 0x1B)) continue;
    if (c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069)) {
      return false;
    }
  }
  return IsValidUtf8(text);
}

std::string WithoutColour(const std::string& text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\x1b') {
      i = text.find('m', i);
    } else {
      out.push_back(text[i]);
    }
  }
  return out;
}

TEST(Display, CountsColumns) {
  EXPECT_EQ(ColumnsOf(std::string_view("Nguyễn")), 6);
  EXPECT_EQ(ColumnsOf(std::string_view("Nguye\u0302\u0303n")), 6);  // the same with combining marks
  EXPECT_EQ(ColumnsOf(std::string_view("東京 ニュース")), 13);
  EXPECT_EQ(ColumnsOf(std::string_view("서울")), 4);
  EXPECT_EQ(ColumnsOf(std::string_view("\u200B")), 0);
  EXPECT_EQ(ColumnsOf(std::string_view("🙂")), 2);
  EXPECT_EQ(ColumnsOf(std::string_view("ＡＢ")), 4);
}

TEST(Display, CutsBetweenCharactersAndPads) {
  EXPECT_EQ(Fitted("abcdef", 6), "abcdef");
  EXPECT_EQ(Fitted("abcdefg", 6), "abcde…");
  EXPECT_EQ(Fitted("東京都", 4), "東…");
  EXPECT_EQ(Fitted("東京都", 4, true), "東… ");
  EXPECT_EQ(Fitted("ễễễ", 2), "ễ…");
  EXPECT_EQ(Fitted("e\u0302e\u0302e\u0302", 2), "e\u0302…");
  EXPECT_EQ(Fitted("ab", 4, true), "ab  ");
  EXPECT_EQ(Fitted("abcdefg", 0), "abcdefg");
  EXPECT_EQ(Fitted("abc", 1), "…");
}

TEST(Display, ReplacesWhatCouldDriveATerminal) {
  EXPECT_EQ(Displayable("\x1b[31m\x07\x7f\xC2\x9B\u202E\u2067"), "\uFFFD[31m\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD");
  EXPECT_EQ(Displayable("a\nb\tc\r"), "a b c ");
  EXPECT_EQ(Displayable("\xFFx"), "\uFFFDx");
}

TEST(Display, WrapsAtSpacesAndAfterWideCharacters) {
  std::string out;
  AppendParagraph({{"one two  three "}, {"four"}}, "- ", "  ", {.width = 12}, &out);
  EXPECT_EQ(out, "- one two\n  three four\n");
  out.clear();
  AppendParagraph({{"今日は東京で雨"}}, "", "", {.width = 10}, &out);
  EXPECT_EQ(out, "今日は東京\nで雨\n");
  out.clear();
  AppendParagraph({{"a verylongwordindeed b"}}, "", "  ", {.width = 10}, &out);
  EXPECT_EQ(out, "a\n  verylong\n  wordinde\n  ed b\n");
  out.clear();
  AppendParagraph({}, "-  ", "", {.width = 10}, &out);
  EXPECT_EQ(out, "-\n");
}

TEST(Display, ColourEndsAtEachLineAndAddsNoWidth) {
  std::string out;
  AppendParagraph({{"aa bb cc dd", Paint::kAdded}}, "", "", {.width = 8, .colour = true}, &out);
  EXPECT_EQ(out, "\x1b[38;5;39maa bb cc\x1b[0m\n\x1b[38;5;39mdd\x1b[0m\n");
}

TEST(Display, ReadsIsoDatesAndLeavesOthers) {
  EXPECT_EQ(ReadableDate("2025-10-09T22:10:00+07:00"), "2025-10-09 22:10 +07:00");
  EXPECT_EQ(ReadableDate("2025-10-09T22:10Z"), "2025-10-09 22:10 UTC");
  EXPECT_EQ(ReadableDate("2025-10-09T22:10"), "2025-10-09 22:10");
  EXPECT_EQ(ReadableDate("2025-10-09"), "2025-10-09");
  EXPECT_EQ(ReadableDate("yesterday\x1b"), "yesterday\uFFFD");
  EXPECT_EQ(ReadableDate("2025\x1b\x1b\x1b\x1b\x1b\x1bT22:10"),
            "2025\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFDT22:10");
}

TEST(Terminal, StoriesAreACalmTable) {
  const std::string out = FormatStories(SampleModel("en"), {});
  ExpectGolden("stories.txt", out);
  EXPECT_LE(WidestLine(out), 80);
}

TEST(Terminal, NoStoriesIsSaidSo) {
  ReportModel model;
  model.articles_read = 1, model.singles = 1;
  EXPECT_EQ(FormatStories(model, {}), "1 article read: 0 stories, 1 alone\n");
}

TEST(Terminal, PairShowsSignsRunsAndInlineChanges) {
  const std::string out = FormatDiff(SamplePairView(), {});
  ExpectGolden("pair.txt", out);
  EXPECT_LE(WidestLine(out), 80);
  EXPECT_NE(out.find("[-2.350-]{+2.530+}"), std::string::npos);
  EXPECT_NE(out.find("=↕ Phà"), std::string::npos);
  EXPECT_NE(out.find("=  2 sentences the same"), std::string::npos);
}

TEST(Terminal, TheBaseLeadsWhereverItStands) {
  DiffView view = SamplePairView();
  view.base = 1;
  const std::string out = FormatDiff(view, {.width = 0});
  EXPECT_NE(out.find("[-2.530-]{+2.350+}"), std::string::npos);
  EXPECT_NE(out.find("-  Xe trên 30 tấn"), std::string::npos);
  EXPECT_NE(out.find("- 3 only in B, + 3 only in A"), std::string::npos);
}

TEST(Terminal, ThreeArticlesAreNamedByLetters) {
  const std::string out = FormatDiff(SampleTripleView(), {});
  ExpectGolden("triple.txt", out);
  EXPECT_LE(WidestLine(out), 80);
}

TEST(Terminal, FactsPassagesAndAsidesHaveSignsOfTheirOwn) {
  const std::string out = FormatDiff(SampleFullView(), {});
  ExpectGolden("full.txt", out);
  EXPECT_LE(WidestLine(out), 80);
  EXPECT_NE(out.find("!  numbers differ: A"), std::string::npos);
  EXPECT_NE(out.find("\n↪  "), std::string::npos);
  EXPECT_NE(out.find("\n·  "), std::string::npos);
  EXPECT_NE(out.find("headlines, captions, by-lines, furniture"), std::string::npos);
}

TEST(Terminal, ColourKeepsTheSignsAndTheWords) {
  for (const DiffView& view : {SamplePairView(), SampleTripleView()}) {
    const std::string plain = FormatDiff(view, {}),
                      coloured = FormatDiff(view, {.width = 80, .colour = true});
    EXPECT_NE(plain, coloured);
    EXPECT_EQ(WithoutColour(coloured), plain);
  }
  const ReportModel model = SampleModel("en");
  EXPECT_EQ(WithoutColour(FormatStories(model, {.width = 80, .colour = true})), FormatStories(model, {}));
}

TEST(Terminal, DegradedIsSaid) {
  DiffView view = SamplePairView();
  view.collation.degraded = true;
  EXPECT_NE(FormatDiff(view, {}).find("A bound stopped the search"), std::string::npos);
}

TEST(Terminal, NoLineIsWiderThanAsked) {
  for (const int width : {40, 60, 80, 132}) {
    for (const std::string& text :
         {std::string(kHostile), std::string(300, 'x'), std::string("東京都の橋が開通した"),
          std::string("dài lắm và còn dài nữa thì phải xuống dòng thôi chứ sao")}) {
      EXPECT_LE(WidestLine(FormatStories(HostileModel(text), {.width = width})), width) << text;
      EXPECT_LE(WidestLine(FormatDiff(HostileView(text, 2), {.width = width})), width) << text;
      EXPECT_LE(WidestLine(FormatDiff(HostileView(text, 4), {.width = width})), width) << text;
    }
    EXPECT_LE(WidestLine(FormatStories(SampleModel("en"), {.width = width})), width);
  }
}

TEST(Terminal, HostileTextCannotDriveTheTerminal) {
  const std::string text(kHostile);
  for (const int width : {0, 80}) {
    EXPECT_TRUE(IsSafe(FormatStories(HostileModel(text), {.width = width}), false));
    EXPECT_TRUE(IsSafe(FormatDiff(HostileView(text, 2), {.width = width}), false));
    EXPECT_TRUE(IsSafe(FormatDiff(HostileView(text, 3), {.width = width}), false));
    EXPECT_TRUE(IsSafe(FormatDiff(HostileView(text, 3), {.width = width, .colour = true}), true));
  }
}

TEST(Terminal, EmptyAndIllFittingViewsAreShownWithoutFault) {
  DiffView empty;
  empty.articles.resize(2);
  EXPECT_NE(FormatDiff(empty, {}).find("0 same"), std::string::npos);
  DiffView single;
  single.articles.resize(1);
  EXPECT_NE(FormatDiff(single, {}).find("0 only in A"), std::string::npos);
  DiffView wrong = SamplePairView();
  for (ReportArticle& article : wrong.articles) article.text.resize(20);
  EXPECT_TRUE(IsSafe(FormatDiff(wrong, {}), false));
}

}  // namespace
}  // namespace samestory
