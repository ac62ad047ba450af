#include "engine/report/jsonl.h"

#include <gtest/gtest.h>
#include <simdjson.h>

#include <string>
#include <vector>

#include "tests/report/golden.h"
#include "tests/report/sample_model.h"

namespace samestory {
namespace {

// Fails the test where `line` is not one line of valid JSON.
simdjson::dom::element Parse(const std::string& line, simdjson::dom::parser* parser) {
  EXPECT_EQ(line.find('\n'), line.size() - 1);
  simdjson::dom::element element;
  EXPECT_EQ(parser->parse(line).get(element), simdjson::SUCCESS) << line;
  return element;
}

std::vector<std::string> Keys(simdjson::dom::element element) {
  std::vector<std::string> keys;
  for (auto field : simdjson::dom::object(element)) keys.emplace_back(field.key);
  return keys;
}

TEST(Jsonl, StoryLinesAreTheContracts) {
  const ReportModel model = SampleModel("en");
  std::string out;
  for (const ReportStory& story : model.stories) AppendStoryLine(model, story, &out);
  ExpectGolden("stories.jsonl", out);

  simdjson::dom::parser parser;
  const auto story = Parse(out.substr(0, out.find('\n') + 1), &parser);
  EXPECT_EQ(Keys(story),
            (std::vector<std::string>{"story", "cohesion", "first", "title", "articles", "links"}));
  EXPECT_EQ(Keys(story["articles"].at(0)),
            (std::vector<std::string>{"id", "source", "date", "title", "path", "role"}));
  EXPECT_EQ(Keys(story["links"].at(0)),
            (std::vector<std::string>{"a", "b", "kind", "jaccard", "containment_a", "containment_b", "score",
                                      "shared"}));
}

TEST(Jsonl, UnknownDatesAreNullAndOtherUnknownsEmpty) {
  const ReportModel model = SampleModel("en");
  std::string out;
  AppendStoryLine(model, model.stories[1], &out);
  simdjson::dom::parser parser;
  const auto story = Parse(out, &parser);
  EXPECT_TRUE(story["first"].is_null());
  EXPECT_TRUE(story["articles"].at(0)["date"].is_null());
  EXPECT_EQ(std::string_view(story["articles"].at(0)["source"]), "");
}

TEST(Jsonl, ArticleLinesLeaveOutWhatIsEmptyButIdAndText) {
  std::string out;
  AppendArticleLine(ReportArticle{}, &out);
  EXPECT_EQ(out, "{\"id\":\"\",\"text\":\"\"}\n");
  out.clear();
  AppendArticleLine(SampleTripleView().articles[0], &out);
  simdjson::dom::parser parser;
  const auto article = Parse(out, &parser);
  EXPECT_EQ(Keys(article),
            (std::vector<std::string>{"id", "path", "source", "title", "date", "url", "text"}));
  EXPECT_EQ(std::string_view(article["text"]), SampleTripleView().articles[0].text);
}

TEST(Jsonl, SkipLineNamesPlaceKindAndReason) {
  std::string out;
  AppendSkipLine(SampleModel("en").skips[0], &out);
  EXPECT_EQ(out,
            "{\"place\":\"crawl/a.jsonl:17\",\"kind\":\"skipped\","
            "\"reason\":\"\\\"text\\\" is a number, expected a string\"}\n");
}

TEST(Jsonl, DiffLineIsTheContracts) {
  std::string out;
  AppendDiffLine(SampleTripleView(), &out);
  ExpectGolden("diff.jsonl", out);
  simdjson::dom::parser parser;
  const auto diff = Parse(out, &parser);
  EXPECT_EQ(Keys(diff), (std::vector<std::string>{"articles", "rows", "degraded", "passages"}));
  EXPECT_EQ(Keys(diff["rows"].at(0)), (std::vector<std::string>{"kind", "cells", "edits", "facts"}));
}

TEST(Jsonl, OpsReadBackRebuildBothCells) {
  const DiffView view = SampleTripleView();
  std::string out;
  AppendDiffLine(view, &out);
  simdjson::dom::parser parser;
  const auto diff = Parse(out, &parser);
  size_t scripts = 0;
  for (simdjson::dom::element row : simdjson::dom::array(diff["rows"])) {
    for (simdjson::dom::element edits : simdjson::dom::array(row["edits"])) {
      const auto cell_a = row["cells"].at(uint64_t(edits["a"])),
                 cell_b = row["cells"].at(uint64_t(edits["b"]));
      uint64_t at_a = cell_a["start"], at_b = cell_b["start"];
      for (simdjson::dom::element op : simdjson::dom::array(edits["ops"])) {
        EXPECT_EQ(uint64_t(op.at(1)), at_a);
        EXPECT_EQ(uint64_t(op.at(3)), at_b);
        at_a = op.at(2), at_b = op.at(4);
      }
      EXPECT_EQ(at_a, uint64_t(cell_a["end"]));
      EXPECT_EQ(at_b, uint64_t(cell_b["end"]));
      ++scripts;
    }
  }
  EXPECT_EQ(scripts, 10u);
}

TEST(Jsonl, HostileStringsStayInsideTheirStrings) {
  for (const std::string& text :
       {std::string("\",\"role\":\"copy\"}\n{\"x\":\""), std::string("\xFF\xC3\x00\x1B[2J", 7),
        std::string("</script><script>alert(1)</script>"), std::string("\u2028\u202E\\u0000")}) {
    const ReportModel model = HostileModel(text);
    simdjson::dom::parser parser;
    std::string out;
    AppendStoryLine(model, model.stories[0], &out);
    EXPECT_EQ(Keys(Parse(out, &parser)).size(), 6u);
    out.clear();
    AppendArticleLine(model.articles[0], &out);
    EXPECT_EQ(Keys(Parse(out, &parser)).size(), 7u);
    out.clear();
    AppendSkipLine(model.skips[0], &out);
    EXPECT_EQ(Keys(Parse(out, &parser)).size(), 3u);
    out.clear();
    AppendDiffLine(HostileView(text, 3), &out);
    EXPECT_EQ(Keys(Parse(out, &parser)).size(), 4u);
    EXPECT_EQ(out.find("<script"), std::string::npos);
  }
}

}  // namespace
}  // namespace samestory
