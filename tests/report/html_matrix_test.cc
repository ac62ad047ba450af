#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "engine/report/diff_rows.h"
#include "engine/report/html.h"
#include "engine/report/html_diff.h"
#include "engine/report/row_facts.h"
#include "engine/report/wording_front.h"
#include "tests/report/sample_model.h"

namespace samestory {
namespace {

std::string Matrix(const DiffView& view, const char* language = "en") {
  NamedView named{&view, {}};
  for (size_t i = 0; i < view.articles.size(); ++i) named.letters.push_back(ArticleLetter(i));
  std::string out;
  AppendMatrix(named, WordingFor(language), "x", &out);
  return out;
}

// From the row's <tr> to its </tr>.
std::string RowOf(const std::string& page, size_t number) {
  const size_t start = page.find("<tr id=\"row-" + std::to_string(number) + "\"");
  if (start == std::string::npos) return "";
  return page.substr(start, page.find("</tr>", start) - start);
}

bool Holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

size_t Times(const std::string& text, const std::string& part) {
  size_t times = 0;
  for (size_t at = 0; (at = text.find(part, at)) != std::string::npos; at += part.size()) ++times;
  return times;
}

TEST(Matrix, EverySentenceHasARowNamedByItsPlace) {
  const DiffView view = SampleTripleView();
  const std::string page = Matrix(view);
  EXPECT_TRUE(Holds(RowOf(page, 2), "data-kind=\"near\" data-in=\"A B C\" data-count=\"3\" data-diff=\"\""));
  EXPECT_TRUE(Holds(RowOf(page, 3), "data-kind=\"same\" data-in=\"A B\" data-count=\"2\">"));
  EXPECT_TRUE(Holds(RowOf(page, 12), "data-kind=\"only\" data-in=\"C\" data-count=\"1\">"));
  for (size_t i = 1; i <= view.collation.rows.size(); ++i) EXPECT_NE(RowOf(page, i), "") << i;
  // Those of one article come last.
  EXPECT_LT(page.find("id=\"row-6\""), page.find("id=\"row-7\""));
  EXPECT_EQ(Times(page, "<details class=\"only\""), 3u);
}

TEST(Matrix, ACellSaysHowAndWhere) {
  const std::string row = RowOf(Matrix(SampleTripleView()), 1);
  EXPECT_TRUE(Holds(row, "<td class=\"is-reference\" data-letter=\"A\">"));
  EXPECT_TRUE(Holds(row,
                    "<td class=\"is-edited\" data-letter=\"B\"><span class=\"tile\"><span class=\"sign\" "
                    "aria-hidden=\"true\">~</span><span class=\"spoken\">edited, </span><span "
                    "class=\"spoken\">sentence </span>2</span></td>"));
  EXPECT_TRUE(Holds(row, "<td class=\"absent\" data-letter=\"C\">"));
}

TEST(Matrix, TheMainSentenceOfAnArticleLeads) {
  DiffView view = SampleTripleView();
  Row& row = view.collation.rows[0];
  row.cells[1].main = false;
  row.cells.push_back(view.collation.rows[8].cells[0]);  // B 6
  EXPECT_EQ(CellsOf(row, 1), (std::vector<size_t>{2, 1}));
  EXPECT_EQ(CellsOf(row, 2), std::vector<size_t>{});
  const std::string shown = RowOf(Matrix(view), 1);
  EXPECT_TRUE(Holds(shown, "6 <span class=\"also\"><span class=\"spoken\">further sentence</span>+2</span>"));
  EXPECT_LT(shown.find("sentence 6"), shown.find("further sentence 2"));
  // The base's main sentence is what others are held against.
  row.cells = {row.cells[0], row.cells[0], row.cells[1]};
  row.cells[0].main = false;
  EXPECT_EQ(VersionsOf(view, row).reference, 1u);
}

TEST(Matrix, TextsThatAreTheSameStandOnceUnderAllWhoHaveThem) {
  const std::string row = RowOf(Matrix(SampleTripleView()), 3);
  EXPECT_EQ(Times(row, "<li>"), 1u);
  EXPECT_EQ(Times(row, "class=\"who\""), 2u);
  EXPECT_EQ(Times(row, "Ông Đỗ Quang Hạnh"), 2u);  // in the summary, and once below
}

TEST(Matrix, FactsThatDifferStandOutWithWhoStatesThem) {
  DiffView view = SampleTripleView();
  Row& row = view.collation.rows[1];
  const auto side = [&](uint32_t cell, std::string_view words, uint32_t version) {
    const auto start = static_cast<uint32_t>(view.articles[cell].text.find(words));
    return Disagreement::Side{cell, start, start + static_cast<uint32_t>(words.size()), version};
  };
  row.disagreements = {
      {FactKind::kNumber,
       {side(0, "2.350 tỷ", 0), side(1, "2.530 tỷ", 1), side(2, "2.350 tỷ", 0), {99, 0, 1, 2}}}};
  const std::vector<FactVersion> versions = FactVersionsOf(view, row, row.disagreements[0]);
  ASSERT_EQ(versions.size(), 2u);
  EXPECT_EQ(versions[0].articles, (std::vector<uint32_t>{0, 2}));
  EXPECT_EQ(versions[0].text, "2.350 tỷ");
  EXPECT_EQ(versions[1].articles, std::vector<uint32_t>{1});
  const std::string shown = RowOf(Matrix(view), 2);
  EXPECT_TRUE(Holds(shown, "data-facts=\"1\" data-diff=\"\""));
  EXPECT_TRUE(Holds(shown, "<span class=\"what\">Numbers</span>"));
  EXPECT_TRUE(Holds(shown,
                    "<span class=\"letter\">A</span><span class=\"letter\">C</span><b dir=\"auto\" "
                    "lang=\"vi\">2.350 tỷ</b>"));
  EXPECT_TRUE(Holds(shown, "<span class=\"letter\">B</span><b dir=\"auto\" lang=\"vi\">2.530 tỷ</b>"));
}

TEST(Matrix, AsidesAreDimmedAndNotCounted) {
  DiffView view = SampleTripleView();
  for (const size_t i : {8u, 9u}) view.collation.rows[i].cells[0].aside = true;
  const std::string page = Matrix(view);
  EXPECT_TRUE(Holds(RowOf(page, 9), "class=\"aside\""));
  EXPECT_TRUE(Holds(page, "1 sentence only in <span class=\"letter\">B</span>"));
  EXPECT_TRUE(Holds(page, "+ 2 not counted"));
  EXPECT_TRUE(Holds(page, "are dimmed and not counted"));
  EXPECT_FALSE(Holds(Matrix(SampleTripleView()), "are dimmed and not counted"));
  NamedView named{&view, {"A", "B", "C"}};
  std::string carriers;
  AppendCarriers(named, ReadingOf(*named.view), WordingFor("en"), &carriers);
  EXPECT_TRUE(Holds(carriers, "<td class=\"number\" data-label=\"Sentences\">6</td>"));
}

TEST(Matrix, SpellingIsMarkedByClassAndCanBeSwitchedOff) {
  DiffView view = SamplePairView();
  EXPECT_FALSE(Holds(Matrix(view), "id=\"spelling\""));
  // The whole sentence kept, but for how it is written.
  view.collation.rows[3].edits[0].ops[0].change = Change::kTone;
  const Row& row = view.collation.rows[3];
  view.articles[1].text.replace(row.cells[1].start, 2, "ô");  // in place of "Ô"
  const std::string page = Matrix(view);
  EXPECT_TRUE(Holds(page, "id=\"spelling\""));
  EXPECT_TRUE(Holds(page, "checked=\"\" value=\"tone\"> tone marks"));
  EXPECT_FALSE(Holds(page, "value=\"case\""));
  EXPECT_TRUE(Holds(RowOf(page, 4), "<del class=\"c-tone\">"));
  EXPECT_TRUE(Holds(RowOf(page, 4), "<ins class=\"c-tone\">"));
}

TEST(Matrix, StretchesArePartedByWhatTheyChange) {
  DiffView view;
  view.articles.resize(2);
  view.articles[0].text = "hòa bình 3 x";
  view.articles[1].text = "hoà bình ba y";
  Row row{RowKind::kEdited, {{0, 0, 0, 13}, {1, 0, 0, 14}}, {}, {}};
  row.edits = {{0,
                1,
                {{'=', 0, 5, 0, 5, Change::kTone},
                 {'=', 5, 11, 5, 11},
                 {'-', 11, 13, 11, 11, Change::kNumber},
                 {'+', 13, 13, 11, 14, Change::kNumber},
                 {'-', 13, 14, 14, 14},
                 {'+', 14, 14, 14, 15}}}};
  const std::vector<Stretch> stretches = StretchesOf(view, row, row.edits[0], false);
  ASSERT_EQ(stretches.size(), 4u);
  EXPECT_EQ(stretches[0].op, '=');
  EXPECT_EQ(stretches[0].change, Change::kTone);
  EXPECT_EQ(stretches[1].change, Change::kNone);
  EXPECT_EQ(stretches[2].op, '~');
  EXPECT_EQ(stretches[2].change, Change::kNumber);
  EXPECT_EQ(stretches[3].op, '~');
  EXPECT_EQ(stretches[3].change, Change::kWords);
  // Spelling makes no sentence another one.
  EXPECT_FALSE(SharesLittle({stretches[0], stretches[1]}));
}

TEST(Matrix, ManyArticlesScrollInsideARegionOfTheirOwn) {
  EXPECT_FALSE(Holds(Matrix(SampleTripleView()), "role=\"region\""));
  std::vector<SampleArticle> articles;
  SampleRow row{RowKind::kSame, {}};
  for (uint32_t i = 0; i < 40; ++i) {
    articles.push_back(SampleArticles()[0]);
    row.cells.push_back({i, 0});
  }
  const std::string page = Matrix(MakeDiffView(articles, {row}, 0));
  EXPECT_TRUE(Holds(page, "<div class=\"matrix-frame many\" role=\"region\" tabindex=\"0\" aria-label=\""));
  EXPECT_TRUE(Holds(page, "<span class=\"letter\">AN</span>"));
  EXPECT_EQ(Times(RowOf(page, 1), "<li>"), 1u);
}

TEST(Matrix, WithoutSharedSentencesThereIsNoTableOfThem) {
  const std::vector<SampleArticle> articles = SampleArticles();
  const std::string page = Matrix(MakeDiffView(articles, {{RowKind::kOnly, {{0, 0}}}}, 0));
  EXPECT_FALSE(Holds(page, "matrix-frame"));
  EXPECT_TRUE(Holds(page, "1 sentence only in"));
  EXPECT_FALSE(Holds(Matrix(MakeDiffView(articles, {}, 0)), "<table"));
}

TEST(Front, DaysHaveNamesWhereTheyAreDays) {
  const FrontWording& english = FrontWordingFor("en");
  EXPECT_EQ(DayName("2025-10-09T22:10:00+07:00", english), "Thursday 9 October 2025");
  EXPECT_EQ(DayName("2024-02-29", english), "Thursday 29 February 2024");
  EXPECT_EQ(DayName("2000-01-01", english), "Saturday 1 January 2000");
  EXPECT_EQ(DayName("2025-10-09", FrontWordingFor("vi")), "Thứ Năm, 9/10/2025");
  EXPECT_EQ(DayName("2025-11-09", FrontWordingFor("vi-VN")), "Chủ nhật, 9/11/2025");
  for (const char* not_a_day : {"", "2025", "2025-10", "2025-13-01", "2025-02-29", "2025-00-10", "2025-10-32",
                                "0000-01-01", "2025/10/09", "<script>x</script>", "2025-1\xFF-09"}) {
    EXPECT_EQ(DayName(not_a_day, english), "") << not_a_day;
  }
}

TEST(Front, StoriesTellTheirFiltersWhatTheyAre) {
  const std::string page = FrontPageHtml(SampleModel("en"));
  EXPECT_TRUE(Holds(page,
                    "{\"id\":\"s-6f1c02ab9d3e\",\"first\":\"2025-10-09\",\"articles\":3,\"cohesion\":0.4127,"
                    "\"outlets\":[0,1,2],\"kinds\":[\"partial\",\"report\"],\"ids\":["));
  EXPECT_TRUE(
      Holds(page, "<h2 class=\"day\"><time datetime=\"2025-10-09\">Thursday 9 October 2025</time></h2>"));
  EXPECT_TRUE(Holds(page, "<option value=\"0\">Báo Ven Sông (1)</option>"));
  EXPECT_TRUE(Holds(page, "1 partial copy, 1 report of its own"));
  EXPECT_TRUE(Holds(
      page, "<p class=\"count\" id=\"story-count\" role=\"status\" data-text=\"{n} of {all} stories\">"));
  EXPECT_FALSE(Holds(FrontPageHtml(ReportModel{}), "id=\"story-filters\""));
  EXPECT_TRUE(Holds(FrontPageHtml(SampleModel("vi")), "<bdi>không phải bài báo</bdi>"));
}

TEST(Front, WhatOnlyTheScriptServesIsHiddenWithoutIt) {
  const ReportModel model = SampleModel("en");
  for (const std::string& page :
       {FrontPageHtml(model), StoryPageHtml(model, model.stories[0], SampleTripleView())}) {
    EXPECT_TRUE(Holds(page, "<html class=\"no-js\""));
    for (const char* element : {"<fieldset", "id=\"keys-button\""}) {
      for (size_t at = 0; (at = page.find(element, at)) != std::string::npos; ++at) {
        const size_t open = page.rfind('<', at);
        const std::string tag = page.substr(open, page.find('>', open) - open);
        EXPECT_TRUE(Holds(tag, "js-only") && Holds(tag, "hidden=\"\"")) << tag;
      }
    }
  }
}

}  // namespace
}  // namespace samestory
