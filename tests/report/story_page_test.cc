// What a story's page says of its comparison.
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/report/diff_rows.h"
#include "engine/report/html.h"
#include "engine/report/html_text.h"
#include "engine/report/wording_story.h"
#include "tests/report/sample_model.h"

namespace samestory {
namespace {

std::string FullPage(const std::string& language = "en") {
  const ReportModel model = SampleFullModel(language);
  return StoryPageHtml(model, model.stories[0], SampleFullView());
}

// What stands between <section id="name"> and its end.
std::string Section(const std::string& page, const std::string& name) {
  const size_t start = page.find("<section id=\"" + name + "\">");
  if (start == std::string::npos) return "";
  return page.substr(start, page.find("</section>", start) - start);
}

#define EXPECT_SAYS(text, what) EXPECT_NE((text).find(what), std::string::npos) << (what)
#define EXPECT_SAYS_NOT(text, what) EXPECT_EQ((text).find(what), std::string::npos) << (what)

TEST(StoryPage, SectionsStandInOrderAndAreJumpedTo) {
  const std::string page = FullPage();
  size_t at = 0;
  for (const char* id : {"articles", "links", "carries", "added", "side", "annotated", "when", "method"}) {
    const size_t next = page.find("<section id=\"" + std::string(id) + "\">\n<h2>");
    ASSERT_NE(next, std::string::npos) << id;
    EXPECT_GT(next, at) << id;
    at = next;
    EXPECT_SAYS(page, "<li><a href=\"#" + std::string(id) + "\">");
  }
}

TEST(StoryPage, HeadlinesStandAgainstTheBase) {
  DiffView view = SampleTripleView();
  const std::string page =
      Section(StoryPageHtml(SampleModel("en"), SampleModel("en").stories[0], view), "articles");
  EXPECT_SAYS(page, "<li data-letter=\"A\" class=\"base\">");
  EXPECT_SAYS(page, "Thông <mark>xe</mark> cầu");  // little in common: whole
  view.articles[1].title.clear();
  view.headlines.clear();
  const std::string bare = Section(DiffPageHtml(view, "0"), "articles");
  EXPECT_SAYS(bare, "<span lang=\"en\">Untitled</span>");
}

TEST(StoryPage, ArticlesNotComparedAreListedAndSaidSo) {
  const std::string page = Section(FullPage(), "articles");
  EXPECT_SAYS(page, "The first 4 of this story&#39;s 5 articles are compared here");
  EXPECT_SAYS(page, "<span class=\"letter\">E</span><bdi>Chợ Quê</bdi>");
  EXPECT_SAYS(page, "Cầu mới, bến cũ");
  EXPECT_SAYS(Section(FullPage("vi"), "articles"), "Ở đây so sánh 4 bài đầu trong tổng số 5 bài");
}

TEST(StoryPage, RunsAndSharesAreTold) {
  const std::string page = Section(FullPage(), "articles");
  EXPECT_SAYS(page, "0/8 sentences");  // the caption is not counted
  EXPECT_SAYS(page, "words with A");
}

TEST(StoryPage, DisagreeingFactsStandOnTop) {
  const std::string page = Section(FullPage(), "added");
  EXPECT_SAYS(
      page, "<ins dir=\"auto\" lang=\"vi\">2.530 tỷ</ins> – A: <del dir=\"auto\" lang=\"vi\">2.350 tỷ</del>");
  EXPECT_SAYS(page, "<a class=\"ref\" href=\"#B-3\">B\u00A03</a> · <a class=\"ref\" href=\"#A-3\">");
  // C agrees with A on it, so only B and D have an account of facts.
  size_t lists = 0;
  for (size_t at = 0; (at = page.find("<ul class=\"differing\">", at)) != std::string::npos; ++at) ++lists;
  EXPECT_EQ(lists, 2u);
}

TEST(StoryPage, AddedAndDroppedGoByWeightAndLeaveAsidesOut) {
  const std::string page = Section(FullPage(), "added");
  EXPECT_SAYS_NOT(page, "Ảnh: Lê Văn Kha");
  EXPECT_SAYS(page, "partly in <a class=\"ref\" href=\"#A-5\">");
  EXPECT_SAYS(page, "also in C, D");
  EXPECT_SAYS(page, "nowhere else");
  const size_t heavy = page.find("Trong ngày đầu, cảnh sát"), light = page.find("Xe trên");
  EXPECT_LT(heavy, light);  // weights of the sample are lengths
}

TEST(StoryPage, LongListsAndSentencesAreCut) {
  std::vector<SampleArticle> articles(2);
  std::vector<SampleRow> rows;
  for (uint32_t i = 0; i < 9; ++i) {
    articles[0].sentences.push_back("Câu " + std::to_string(i) + (i == 0 ? std::string(2000, 'x') : ""));
    rows.push_back({RowKind::kOnly, {{0, i}}});
  }
  articles[1].sentences = {"Khác hẳn."};
  rows.push_back({RowKind::kOnly, {{1, 0}}});
  const std::string page = Section(DiffPageHtml(MakeDiffView(articles, rows, 0), "0"), "added");
  EXPECT_SAYS(page, "<summary>3 more</summary>");
  EXPECT_SAYS_NOT(page, std::string(500, 'x'));
  EXPECT_SAYS(page, "…</span>");
}

TEST(StoryPage, MovesAreLinkedBothWaysAndBlocksAreOne) {
  const std::string page = Section(FullPage(), "side");
  EXPECT_SAYS(page, "<tr id=\"move-B-6\" class=\"row-moved\">");
  EXPECT_SAYS(page, "<a class=\"shift\" href=\"#pair-B-6\">");
  EXPECT_SAYS(page, "href=\"#move-B-6\">↕ moved: A 6 → B 1</a>");
  EXPECT_SAYS(page, "2 sentences moved together: A 7–8 → D 2–3");
  // Moved against others, but in order between A and C.
  EXPECT_SAYS_NOT(page, "move-C-");
  EXPECT_LT(page.find("id=\"move-D-9\""), page.find("id=\"move-D-7\""));  // by D's order
}

TEST(StoryPage, PassagesAreMarkedInSentencesOfNoPair) {
  const std::string page = Section(FullPage(), "side");
  EXPECT_SAYS(page, "<mark>chúng tôi đã làm ba ca mỗi ngày kể từ mùa mưa năm ngoái</mark>");
  EXPECT_SAYS(page, "href=\"#pair-D-5\">↔ words also in A 5</a>");
}

TEST(StoryPage, ARowOfSeveralLinesHasItsIdOnce) {
  std::vector<SampleArticle> articles(3);
  for (uint32_t i = 0; i < 3; ++i) articles[i].article.id = "x" + std::to_string(i);
  articles[0].sentences = {"Một câu chung.", "Một câu chung."};
  articles[1].sentences = {"Câu riêng."};
  articles[2].sentences = {"Một câu chung."};
  // Seen from A and B the row is two lines of A alone.
  const std::string page = DiffPageHtml(
      MakeDiffView(articles, {{RowKind::kSame, {{0, 0}, {0, 1}, {2, 0}}}, {RowKind::kOnly, {{1, 0}}}}, 0),
      "0");
  const size_t first = page.find("id=\"pair-B-1\"");
  ASSERT_NE(first, std::string::npos);
  EXPECT_EQ(page.find("id=\"pair-B-1\"", first + 1), std::string::npos);
}

TEST(StoryPage, PairsOfManyArticlesAreFoldedButTheFirst) {
  std::vector<SampleArticle> articles(7);
  SampleRow row{RowKind::kSame, {}};
  for (uint32_t i = 0; i < 7; ++i) {
    articles[i].article.id = "x" + std::to_string(i);
    articles[i].sentences = {"Một câu chung."};
    row.cells.push_back({i, 0});
  }
  const std::string page = DiffPageHtml(MakeDiffView(articles, {row}, 0), "0");
  EXPECT_SAYS(page, "<details class=\"pair-block\" id=\"pair-B\" open=\"\">");
  EXPECT_SAYS(page, "<details class=\"pair-block\" id=\"pair-G\">");
}

TEST(StoryPage, AnnotatedArticlesTellWhoElseSaysSo) {
  const std::string page = Section(FullPage(), "annotated");
  EXPECT_SAYS(page, "<details class=\"annotated\" id=\"text-A\" open=\"\">");
  EXPECT_SAYS(page, "<details class=\"annotated\" id=\"text-B\">");
  EXPECT_SAYS(page, "<p id=\"A-1\" class=\"line aside\">");
  EXPECT_SAYS(page, "<p id=\"B-6\" class=\"line alone\" data-diff=\"\">");
  EXPECT_SAYS(page, "in 3 of 4 articles");
  EXPECT_SAYS(page, "<path d=\"M2 0v12M8 0v12M20 0v12\">");  // A, B and D
  EXPECT_SAYS(page, "B alone adds 3 sentences here: rows <a href=\"#row-10\">10</a>");
  EXPECT_SAYS(page, "<span class=\"fact\">1.240 m</span>");
  // A line break in the text begins a paragraph.
  EXPECT_SAYS(page, "</div>\n<div class=\"para\">\n<p id=\"A-7\"");
}

TEST(StoryPage, CreditsAndHoldersHaveReasons) {
  const std::string page = Section(FullPage(), "when");
  EXPECT_SAYS(page, "<bdi>Tin Đồng Bằng</bdi><span class=\"where\">article B here</span>");
  EXPECT_SAYS(page, "dated to the minute");
  EXPECT_SAYS(page, "dated to the minute; D undated");
  EXPECT_SAYS(page, "passage inside other sentences");
  EXPECT_SAYS(page, "<circle class=\"dot\"");
  EXPECT_SAYS(page, "<rect class=\"whole-day\"");
  EXPECT_SAYS_NOT(page, "copied from");
}

TEST(StoryPage, MethodIsToldInTheReadersLanguage) {
  const std::string english = Section(FullPage(), "method"), vietnamese = Section(FullPage("vi"), "method");
  EXPECT_SAYS(english,
              "<dt><bdi>Articles are linked from a probability of</bdi></dt><dd><bdi>0.50</bdi></dd>");
  EXPECT_SAYS(vietnamese, "Hai bài được nối khi xác suất cùng sự kiện từ</bdi></dt><dd><bdi>0,50</bdi></dd>");
  EXPECT_SAYS(english, "story s-6f1c02ab9d3e. samestory 0.1.0, inputs <code>");
  EXPECT_SAYS(english, SampleFullView().articles[0].hash);
  EXPECT_SAYS(english, "No bound stopped the search.");
  EXPECT_EQ(MethodName("a key of tomorrow", "vi"), "a key of tomorrow");
  DiffView view = SampleFullView();
  view.collation.degraded = true;
  EXPECT_SAYS(Section(DiffPageHtml(view, "0"), "method"), "A bound stopped the search");
}

TEST(StoryPage, ChoosersAreForTheScriptAlone) {
  const std::string page = FullPage();
  EXPECT_SAYS(page, "<div class=\"chooser js-only\" id=\"base-chooser\" hidden=\"\" data-words=\"{&quot;");
  EXPECT_SAYS(page, "<option value=\"0\" selected=\"\">A – Báo Ven Sông</option>");
  EXPECT_SAYS(page, "<option value=\"3\">A ↔ D – Sổ Tay Bến Phà</option>");
}

TEST(StoryPage, IllFittingViewsAreShownWithoutFault) {
  DiffView view = SampleFullView();
  for (ReportArticle& article : view.articles) article.text.resize(30);
  EXPECT_SAYS(DiffPageHtml(view, "0"), "</html>");
  view.articles[0].text.clear();
  EXPECT_SAYS(DiffPageHtml(view, "0"), "</html>");
}

TEST(StoryPage, TenOutletsStayUnderTwoMegabytes) {
  std::vector<SampleArticle> articles;
  std::vector<SampleRow> rows(60);
  for (uint32_t i = 0; i < 10; ++i) {
    SampleArticle sample = SampleArticles()[0];
    sample.article.id = "outlet-" + std::to_string(i);
    sample.sentences.clear();
    for (uint32_t j = 0; j < 60; ++j) {
      sample.sentences.push_back("Câu số " + std::to_string(j) + " của bài " + std::to_string(i % 3) +
                                 " dài như một câu thường gặp trong bản tin buổi sáng của một tờ báo.");
      if (j % 3 == 0) rows[j].cells.push_back({i, j});
      if (j % 3 != 0) rows.push_back({RowKind::kOnly, {{i, j}}});
    }
    articles.push_back(std::move(sample));
  }
  std::erase_if(rows, [](const SampleRow& row) { return row.cells.empty(); });
  for (SampleRow& row : rows) row.kind = row.cells.size() > 1 ? RowKind::kEdited : RowKind::kOnly;
  const ReportModel model = SampleModel("en");
  const std::string page = StoryPageHtml(model, model.stories[0], MakeDiffView(articles, rows, 0));
  EXPECT_LT(page.size(), 2'000'000u);
}

TEST(HtmlText, PatternsAreEscapedAndFilled) {
  EXPECT_EQ(Filled("a < $1 $0.", {"<b>x</b>", "y"}), "a &lt; y <b>x</b>.");
  EXPECT_EQ(Filled("$0", {}), "");
  EXPECT_EQ(Filled("", {"x"}), "");
  EXPECT_EQ(Filled("5$", {"x"}), "5");
}

TEST(HtmlText, ExcerptsEndBetweenWordsAndCharacters) {
  const std::string text = "một hai ba bốn";
  EXPECT_FALSE(ExcerptOf(text, 0, 100, 100).cut);
  const Excerpt cut = ExcerptOf(text, 0, static_cast<uint32_t>(text.size()), 11);
  EXPECT_TRUE(cut.cut);
  EXPECT_EQ(text.substr(0, cut.range.end), "một hai");
  const std::string solid = "ễễễễễ";
  const Excerpt inside = ExcerptOf(solid, 0, static_cast<uint32_t>(solid.size()), 7);
  EXPECT_EQ(inside.range.end, 6u);
  EXPECT_EQ(ContextOf(text, {6, 9}, 0, static_cast<uint32_t>(text.size()), 4).range.start, 6u);
}

TEST(HtmlText, MarksNestAndStayInside) {
  ReportArticle article;
  article.text = "a “b 12 c” <d>";
  article.facts = {{FactKind::kQuotation, 2, 14}, {FactKind::kNumber, 7, 9}};
  std::string out;
  AppendMarked(article, 0, static_cast<uint32_t>(article.text.size()), {{7, 100}}, &out);
  EXPECT_EQ(out,
            "a <span class=\"said\">“b </span><mark><span class=\"said fact\">12</span></mark>"
            "<mark><span class=\"said\"> c”</span></mark><mark> &lt;d&gt;</mark>");
  out.clear();
  AppendMarked(article, 50, 40, {}, &out);
  EXPECT_EQ(out, "");
}

}  // namespace
}  // namespace samestory
