#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/base/utf8.h"
#include "tests/article/test_files.h"

namespace samestory {
namespace {

using testing::HasSubstr;

ParsedRecord ParseLine(std::string line) {
  return ParseBytes(Format::kJsonLines, std::move(line), 17, "crawl/a.jsonl");
}

Article ArticleOf(std::string line) {
  ParsedRecord parsed = ParseLine(line);
  EXPECT_EQ(parsed.articles.size(), 1u)
      << line << " " << (parsed.incidents.empty() ? "" : parsed.incidents[0].reason);
  return parsed.articles.empty() ? Article() : parsed.articles[0];
}

TEST(JsonArticle, ReadsItsOwnFields) {
  const Article article =
      ArticleOf(R"({"id":"n-1","text":"Dòng một.\nDòng hai.","title":" Một \n tiêu đề ","source":"Báo A",)"
                R"("date":"2025-10-09T22:10:00+07:00","url":"https://a.example/1","more":{"text":1}})");
  EXPECT_EQ(article.id, "n-1");
  EXPECT_EQ(article.path, "crawl/a.jsonl");
  EXPECT_EQ(article.text, "Dòng một.\nDòng hai.");
  EXPECT_EQ(article.title, "Một tiêu đề");
  EXPECT_EQ(article.source, "Báo A");
  EXPECT_EQ(article.url, "https://a.example/1");
  EXPECT_EQ(FormatDate(*article.date), "2025-10-09T22:10:00+07:00");
}

TEST(JsonArticle, KnowsTheNamesOfCommonCrawlers) {
  for (const char* key : {"text", "content", "body", "maintext", "articleBody"}) {
    EXPECT_EQ(ArticleOf("{\"" + std::string(key) + "\":\"x y\"}").text, "x y") << key;
  }
  for (const char* key : {"title", "headline"}) {
    EXPECT_EQ(ArticleOf("{\"text\":\"x\",\"" + std::string(key) + "\":\"T\"}").title, "T") << key;
  }
  for (const char* key : {"source", "outlet", "publisher", "source_domain", "domain"}) {
    EXPECT_EQ(ArticleOf("{\"text\":\"x\",\"" + std::string(key) + "\":\"S\"}").source, "S") << key;
  }
  for (const char* key :
       {"date", "published", "date_publish", "datePublished", "date_published", "publish_date"}) {
    EXPECT_TRUE(ArticleOf("{\"text\":\"x\",\"" + std::string(key) + "\":\"15/01/2025\"}").date) << key;
  }
  for (const char* key : {"url", "link"}) {
    EXPECT_EQ(ArticleOf("{\"text\":\"x\",\"" + std::string(key) + "\":\"U\"}").url, "U") << key;
  }
}

TEST(JsonArticle, TheFirstNameWithAValueWins) {
  EXPECT_EQ(ArticleOf(R"({"content":"b","text":"a"})").text, "a");
  EXPECT_EQ(ArticleOf(R"({"text":null,"content":"b"})").text, "b");
  EXPECT_EQ(ArticleOf(R"({"text":"  ","content":"b"})").text, "b");
  EXPECT_EQ(ArticleOf(R"({"text":"a","text":"b"})").text, "a");
  EXPECT_EQ(FormatDate(*ArticleOf(R"({"text":"a","date":"soon","published":"2025-01-15"})").date),
            "2025-01-15");
}

TEST(JsonArticle, TheIdIsAStringOrANumberOrThePlace) {
  EXPECT_EQ(ArticleOf(R"({"id":42,"text":"a"})").id, "42");
  EXPECT_EQ(ArticleOf(R"({"id":18446744073709551615,"text":"a"})").id, "18446744073709551615");
  EXPECT_EQ(ArticleOf(R"({"id":-7,"text":"a"})").id, "-7");
  for (const char* id : {"null", "\"\"", "\" \"", "[1]", "true"}) {
    EXPECT_EQ(ArticleOf("{\"text\":\"a\",\"id\":" + std::string(id) + "}").id, "crawl/a.jsonl:17") << id;
  }
}

TEST(JsonArticle, TheOutletIsNamedOrTheHostOrTheFolder) {
  EXPECT_EQ(ArticleOf(R"({"text":"a","publisher":{"@type":"Organization","name":"Báo B"}})").source, "Báo B");
  EXPECT_EQ(ArticleOf(R"({"text":"a","source":7,"url":"https://www.B.example:8080/x?y"})").source,
            "b.example");
  EXPECT_EQ(ArticleOf(R"({"text":"a","url":"//user:pw@www.c.example#f"})").source, "c.example");
  EXPECT_EQ(ArticleOf(R"({"text":"a","url":"/relative//path"})").source, "");
  InputFile file;
  file.name = "x.jsonl";
  file.outlet = "folder";
  file.format = Format::kJsonLines;
  EXPECT_EQ(ParseRecord(file, {R"({"text":"a"})", {}}).articles.at(0).source, "folder");
}

TEST(JsonArticle, DatesAreStringsOrEpochs) {
  EXPECT_EQ(FormatDate(*ArticleOf(R"({"text":"a","date":1760022600})").date), "2025-10-09T15:10:00Z");
  EXPECT_EQ(FormatDate(*ArticleOf(R"({"text":"a","date":1760022600000})").date), "2025-10-09T15:10:00Z");
  for (const char* date : {"\"1760022600\"", "null", "[]", "{}", "1e400", "2025", "\"\""}) {
    const ParsedRecord parsed = ParseLine("{\"text\":\"a\",\"date\":" + std::string(date) + "}");
    for (const Article& article : parsed.articles) EXPECT_FALSE(article.date) << date;
  }
}

TEST(JsonArticle, WhatIsNoArticleIsSkippedWithPlaceAndReason) {
  struct Case {
    const char* line;
    const char* reason;
  };
  const Case kCases[] = {
      {R"({"text":7})", "\"text\" is a number, expected a string"},
      {R"({"content":null})", "\"content\" is null, expected a string"},
      {R"({"text":["a"]})", "\"text\" is an array, expected a string"},
      {R"({"text":{}})", "\"text\" is an object, expected a string"},
      {R"({"text":true})", "\"text\" is true or false, expected a string"},
      {R"({"text":" \n\u00a0"})", "\"text\" is empty"},
      {R"({"title":"only"})", "no \"text\""},
      {R"({})", "no \"text\""},
      {R"([1])", "an array, expected an object"},
      {R"("text")", "a string, expected an object"},
      {"plain words", "not JSON: "},
      {R"({"text":"a")", "not JSON: "},
      {R"({"text":"a"} {"text":"b"})", "not JSON: "},
      {"{\"text\":\"a\tb\"}", "not JSON: "},
      {R"({"text":"\x"})", "not JSON: "},
      {R"({"text":"\u12"})", "not JSON: "},
  };
  for (const Case& c : kCases) {
    const ParsedRecord parsed = ParseLine(c.line);
    EXPECT_TRUE(parsed.articles.empty()) << c.line;
    ASSERT_EQ(parsed.incidents.size(), 1u) << c.line;
    EXPECT_EQ(parsed.incidents[0].kind, Incident::Kind::kSkipped);
    EXPECT_EQ(parsed.incidents[0].place, "crawl/a.jsonl:17");
    EXPECT_THAT(parsed.incidents[0].reason, HasSubstr(c.reason)) << c.line;
  }
}

TEST(JsonArticle, DamagedCharactersAreMendedAndSaid) {
  struct Case {
    std::string line;
    const char* text;
    const char* reason;
  };
  const Case kCases[] = {
      {"{\"text\":\"a\xFF\xFE b\"}", "a\uFFFD\uFFFD b", "2 invalid byte sequences"},
      {R"({"text":"a\ud800 b"})", "a\uFFFD b", "1 escape of half a surrogate pair"},
      {R"({"text":"a\udc00\ud800\ud83d\ude00 \\ud800"})", "a\uFFFD\uFFFD\U0001F600 \\ud800", "2 escapes"},
      {R"({"text":"a\u0000b","title":"\u0000"})", "a\uFFFDb", "2 NUL"},
  };
  for (const Case& c : kCases) {
    const ParsedRecord parsed = ParseLine(c.line);
    ASSERT_EQ(parsed.articles.size(), 1u) << c.line;
    EXPECT_EQ(parsed.articles[0].text, c.text);
    EXPECT_TRUE(IsValidUtf8(parsed.articles[0].text));
    ASSERT_EQ(parsed.incidents.size(), 1u) << c.line;
    EXPECT_EQ(parsed.incidents[0].kind, Incident::Kind::kMended);
    EXPECT_THAT(parsed.incidents[0].reason, HasSubstr(c.reason));
  }
}

TEST(JsonArticle, DeepNestingIsRefusedNotFollowed) {
  for (const char* open : {"[", "{\"a\":"}) {
    std::string deep = "{\"text\":\"a\",\"x\":";
    for (int i = 0; i < 100000; ++i) deep += open;
    const ParsedRecord parsed = ParseLine(deep);
    EXPECT_TRUE(parsed.articles.empty());
    EXPECT_EQ(parsed.incidents.size(), 1u);
  }
}

TEST(JsonArticle, DamagedLinesNeverCrashAndNeverGiveBadText) {
  const std::string good =
      R"({"id":"a\ud83d\ude00","text":"một \"hai\" ba","date":"2025-01-15","publisher":{"name":"B"}})";
  const TestFolder folder;
  uint32_t state = 5;
  const auto random = [&](size_t below) { return ((state = state * 1664525 + 1013904223) >> 8) % below; };
  std::string all;
  for (int round = 0; round < 5000; ++round) {
    std::string line = good;
    for (size_t edits = random(4) + 1; edits > 0; --edits)
      line[random(line.size())] = static_cast<char>(random(256));
    for (const Article& article : ParseLine(line).articles) {
      for (const std::string* field : {&article.id, &article.text, &article.source}) {
        EXPECT_TRUE(IsValidUtf8(*field)) << line;
        EXPECT_EQ(field->find('\0'), std::string::npos);
      }
    }
    all += line + (round % 3 == 0 ? "," : "\n");
  }
  InputFile file;
  file.format = Format::kJson;
  for (const std::string& bytes : {all, "[" + all + "]"}) {
    file.disk_path = folder.Put("a.json", bytes);
    const auto result = ReadEverything(file);
    EXPECT_TRUE(result.status.ok());
    EXPECT_FALSE(result.incidents.empty());
  }
}

}  // namespace
}  // namespace samestory
