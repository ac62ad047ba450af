#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/base/utf8.h"
#include "tests/article/test_files.h"

namespace samestory {
namespace {

using testing::HasSubstr;

Article ArticleOf(std::string text) {
  const ParsedRecord parsed = ParseBytes(Format::kText, std::move(text), 0, "outlet/x.txt");
  EXPECT_EQ(parsed.articles.size(), 1u);
  return parsed.articles.empty() ? Article() : parsed.articles[0];
}

TEST(TextArticle, TakesTitleAndDateFromTheHeadAndLeavesTheTextWhole) {
  const std::string text =
      "Cảng mới mở cửa đón tàu\n\n15/01/2025 19:16 GMT+7\n\nNgày 15.1, cảng mới đã mở cửa.\n";
  const Article article = ArticleOf(text);
  EXPECT_EQ(article.id, "outlet/x.txt");
  EXPECT_EQ(article.path, "outlet/x.txt");
  EXPECT_EQ(article.title, "Cảng mới mở cửa đón tàu");
  EXPECT_EQ(FormatDate(*article.date), "2025-01-15T19:16+07:00");
  EXPECT_EQ(article.text, text);
}

TEST(TextArticle, TheFileNamesDayIsTheLastResort) {
  const auto date_of = [](std::string text, std::string name) {
    const ParsedRecord parsed = ParseBytes(Format::kText, std::move(text), 0, std::move(name));
    if (parsed.articles.size() != 1 || !parsed.articles[0].date) return std::string("none");
    return FormatDate(*parsed.articles[0].date);
  };
  const std::string undated = "Cảng mới mở cửa đón tàu\n\nNgày 15.1, cảng mới đã mở cửa.\n";
  const std::string dated = "Cảng mới mở cửa đón tàu\n\n15/01/2025 19:16 GMT+7\n\nCảng mới đã mở cửa.\n";
  EXPECT_EQ(date_of(undated, "outlet/2025-01-16-cang-moi.txt"), "2025-01-16");
  EXPECT_EQ(date_of(undated, "outlet/20250116_1.txt"), "2025-01-16");
  EXPECT_EQ(date_of(undated, "2025-01-16/cang-moi.txt"), "none");
  EXPECT_EQ(date_of(undated, "outlet/000_b0c4.txt"), "none");
  EXPECT_EQ(date_of(dated, "outlet/2025-01-16-cang-moi.txt"), "2025-01-15T19:16+07:00");
  EXPECT_EQ(date_of(dated, "outlet/cang-moi.txt"), "2025-01-15T19:16+07:00");
}

TEST(TextArticle, ATitleStandsApartAndIsNoSentence) {
  const std::string body = "Sáng nay cảng mới đã mở cửa đón chuyến tàu đầu tiên sau hai năm xây dựng.\n";
  struct Case {
    std::string text;
    const char* title;
  };
  const Case kCases[] = {
      {"A title\n\n" + body, "A title"},
      {"\n\n  A   title \r\n\r\n" + body, "A title"},
      {"\xEF\xBB\xBF"
       "A title\n\n" +
           body,
       "A title"},
      {"A title\nThứ tư, 15/1/2025\n" + body, "A title"},
      {"15/01/2025 19:16\n\nA title\n\n" + body, "A title"},
      {"Is this a title?\n\n" + body, "Is this a title?"},
      {" date 2025-02 Cảng mới đón tàu 19/02/2025 05:02\n\n" + body, "Cảng mới đón tàu"},
      {"A title | 15/01/2025 19:16\n\n" + body, "A title"},
      {body + "\n" + body, ""},
      {"A sentence.\n\n" + body, ""},
      {"“A sentence.”\n\n" + body, ""},
      {"A line\nand the next line\n", ""},
      {"Only a line", ""},
      {"Only a line\n\n", ""},
      {" date 2025-10-10 Cảng mới đón tàu sáng nay.\n\n" + body, ""},
      {std::string(1000, 'x') + "\n\n" + body, ""},
      {"w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w\n\n" + body, ""},
  };
  for (const Case& c : kCases) EXPECT_EQ(ArticleOf(c.text).title, c.title) << c.text;
}

TEST(TextArticle, WithoutTextItIsSkipped) {
  for (const std::string& text : {std::string(), std::string(" \n\t\r\n"), std::string("\xEF\xBB\xBF"),
                                  std::string("\xEF\xBB\xBF\xC2\xA0\n"), std::string("\xFF\xFE")}) {
    const ParsedRecord parsed = ParseBytes(Format::kText, text);
    EXPECT_TRUE(parsed.articles.empty());
    ASSERT_EQ(parsed.incidents.size(), 1u);
    EXPECT_EQ(parsed.incidents[0].kind, Incident::Kind::kSkipped);
    EXPECT_EQ(parsed.incidents[0].reason, "no text");
  }
}

TEST(TextArticle, EncodingsAreMendedAndSaid) {
  struct Case {
    std::string bytes;
    const char* text;
    const char* reason;
  };
  const Case kCases[] = {
      {"a\xFF"
       "b\xE1\xBB",
       "a\uFFFDb\uFFFD", "2 invalid byte sequences"},
      {std::string("a\0b", 3), "a\uFFFDb", "1 invalid byte sequence"},
      {std::string("\xFF\xFE"
                   "a\0\xA1\x1E",
                   6),
       "a\u1EA1", "UTF-16 (little-endian)"},
      {std::string("\xFE\xFF\0a\xD8\x3D\xDE\x00", 8), "a\U0001F600", "UTF-16 (big-endian)"},
      {std::string("\xFE\xFF\0a\xD8\x3D\0b\0", 9), "a\uFFFDb\uFFFD", "UTF-16 (big-endian)"},
  };
  for (const Case& c : kCases) {
    const ParsedRecord parsed = ParseBytes(Format::kText, c.bytes);
    ASSERT_EQ(parsed.articles.size(), 1u);
    EXPECT_EQ(parsed.articles[0].text, c.text);
    ASSERT_GE(parsed.incidents.size(), 1u);
    EXPECT_EQ(parsed.incidents[0].kind, Incident::Kind::kMended);
    EXPECT_THAT(parsed.incidents[0].reason, HasSubstr(c.reason));
  }
  EXPECT_TRUE(ParseBytes(Format::kText, "\xEF\xBB\xBFgood").incidents.empty());
  EXPECT_EQ(ArticleOf("\xEF\xBB\xBFgood").text, "good");
}

TEST(TextArticle, AnyBytesGiveValidUtf8) {
  uint32_t state = 3;
  for (int round = 0; round < 3000; ++round) {
    std::string bytes(round % 2 == 0 ? "" : round % 4 == 1 ? "\xFF\xFE" : "\xFE\xFF");
    for (int i = 0; i < 40; ++i)
      bytes.push_back(static_cast<char>((state = state * 1664525 + 1013904223) >> 21));
    for (const Article& article : ParseBytes(Format::kText, bytes).articles) {
      EXPECT_TRUE(IsValidUtf8(article.text) && IsValidUtf8(article.title));
      EXPECT_EQ(article.text.find('\0'), std::string::npos);
    }
  }
}

}  // namespace
}  // namespace samestory
