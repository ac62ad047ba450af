#include "engine/report/html.h"

#include <gtest/gtest.h>
#include <simdjson.h>

#include <algorithm>
#include <string>
#include <vector>

#include "engine/base/utf8.h"
#include "engine/report/diff_rows.h"
#include "engine/report/html_page.h"
#include "tests/report/golden.h"
#include "tests/report/sample_model.h"

namespace samestory {
namespace {

// A tag of a page as it stands, and what its attributes say.
struct Tag {
  std::string name;
  std::vector<std::pair<std::string, std::string>> attributes;
  bool closed = false;  // in itself, as the elements of a drawing may be
};

// A strict reader of what the pages write: lower-case tags, attributes in double quotes. Anything else, such
// as a quote that ended an attribute too soon, fails the test.
std::vector<Tag> TagsOf(const std::string& page) {
  std::vector<Tag> tags;
  size_t at = page.find("<html");
  const auto word = [&] {
    const size_t start = at;
    while (at < page.size() &&
           ((page[at] >= 'a' && page[at] <= 'z') || (page[at] >= '0' && page[at] <= '9') || page[at] == '-' ||
            page[at] == '/' || page[at] == 'B')) {
      ++at;
    }
    return page.substr(start, at - start);
  };
  while ((at = page.find('<', at)) != std::string::npos) {
    ++at;
    Tag tag{word(), {}, false};
    while (at < page.size() && page[at] == ' ') {
      ++at;
      std::string name = word();
      if (page.compare(at, 2, "=\"") != 0) {
        ADD_FAILURE() << "attribute without a quoted value: " << page.substr(at > 40 ? at - 40 : 0, 80);
        return tags;
      }
      const size_t end = page.find('"', at + 2);
      tag.attributes.emplace_back(name, page.substr(at + 2, end - at - 2));
      at = end + 1;
    }
    if (at < page.size() && page[at] == '/' &&
        (tag.name == "rect" || tag.name == "line" || tag.name == "circle")) {
      tag.closed = true;
      ++at;
    }
    EXPECT_EQ(page[at], '>') << page.substr(at > 60 ? at - 60 : 0, 100);
    if (tag.name == "style" || tag.name == "script") at = page.find("</" + tag.name + ">", at);
    tags.push_back(std::move(tag));
  }
  return tags;
}

std::string Attribute(const Tag& tag, std::string_view name) {
  for (const auto& [key, value] : tag.attributes) {
    if (key == name) return value;
  }
  return "";
}

// Tags that a page opens are closed in the right order.
void ExpectNested(const std::string& page) {
  std::vector<std::string> open;
  for (const Tag& tag : TagsOf(page)) {
    if (tag.closed || tag.name == "meta" || tag.name == "br" || tag.name == "input" || tag.name == "wbr")
      continue;
    if (tag.name.starts_with("/")) {
      ASSERT_FALSE(open.empty());
      ASSERT_EQ("/" + open.back(), tag.name);
      open.pop_back();
    } else {
      open.push_back(tag.name);
    }
  }
  EXPECT_TRUE(open.empty());
}

// Takes out what stands between `open` and `close`, the last there is.
void Cut(std::string_view open, std::string_view close, std::string* page) {
  const size_t start = page->rfind(open);
  if (start == std::string::npos) return;
  const size_t end = page->find(close, start + open.size());
  page->erase(start + open.size(), end - start - open.size());
}

// Without style and script, so that a change of looks leaves the golden pages alone.
std::string WithoutAssets(std::string page) {
  Cut("<script>", "</script>", &page);
  Cut("<style>", "</style>", &page);
  for (const char* directive : {"style-src 'sha256-", "script-src 'sha256-"}) Cut(directive, "'", &page);
  return page;
}

// Takes out the block of data, which no browser executes, after a look at what it is: JSON without a character
// that could end it.
void CutDataBlock(std::string* page) {
  constexpr std::string_view kOpen = "<script type=\"application/json\" id=\"data\">";
  const size_t start = page->find(kOpen);
  if (start == std::string::npos) return;
  const size_t inside = start + kOpen.size(), end = page->find('<', inside);
  ASSERT_EQ(page->compare(end, 9, "</script>"), 0);
  const std::string json = page->substr(inside, end - inside);
  EXPECT_EQ(json.find_first_of(">&\n\r"), std::string::npos);
  simdjson::dom::parser parser;
  EXPECT_EQ(parser.parse(json).error(), simdjson::SUCCESS);
  page->erase(start, end + 9 - start);
}

// A file within the page that a browser may only save: of a type that no browser takes for a page or a script.
bool IsDownload(std::string_view href) {
  constexpr std::string_view kBase64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=";
  for (const std::string_view type :
       {"data:text/csv;charset=utf-8;base64,", "data:application/json;base64,"}) {
    if (href.starts_with(type)) return href.find_first_not_of(kBase64, type.size()) == std::string_view::npos;
  }
  return false;
}

// Nothing live: only the elements and attributes the pages use themselves, and only links inside the report.
void ExpectHarmless(const std::string& whole) {
  EXPECT_TRUE(IsValidUtf8(whole));
  std::string page = WithoutAssets(whole);
  const size_t own = page.rfind("<script></script>\n</body>");
  ASSERT_NE(own, std::string::npos);
  page.erase(own, 17);
  CutDataBlock(&page);
  for (const char* never :
       {"<script", "<img", "<iframe", "<base", "<form", "<object", "onerror=\"", "onload=\""}) {
    EXPECT_EQ(page.find(never), std::string::npos) << never;
  }
  for (const Tag& tag : TagsOf(page)) {
    for (const auto& [key, value] : tag.attributes) {
      EXPECT_FALSE(key.starts_with("on") || key == "src" || key == "style" || key == "srcdoc") << key;
      EXPECT_EQ(value.find('<'), std::string::npos) << value;
      EXPECT_EQ(value.find('>'), std::string::npos) << value;
      if (key == "download") {
        EXPECT_EQ(tag.name, "a");
        EXPECT_TRUE(IsDownload(Attribute(tag, "href"))) << value;
      }
      if (key != "href" || !Attribute(tag, "download").empty()) continue;
      EXPECT_TRUE(value.starts_with("#") || value.starts_with("story/") || value == "../index.html") << value;
      EXPECT_EQ(value.find(':'), std::string::npos) << value;
    }
  }
  for (size_t i = 0; i < page.size(); ++i) {
    const unsigned char byte = static_cast<unsigned char>(page[i]);
    EXPECT_FALSE(byte == 0x7F || (byte < 0x20 && byte != '\n' && byte != '\t' && byte != '\r')) << i;
  }
}

std::vector<std::string> AllPages(const ReportModel& model, const DiffView& pair, const DiffView& triple) {
  return {FrontPageHtml(model),
          StoryPageHtml(model, model.stories[0], pair),
          StoryPageHtml(model, model.stories[0], triple),
          StoryPageHtml(model, model.stories[0], {}),
          DiffPageHtml(pair, model.version),
          DiffPageHtml(triple, model.version, "vi")};
}

// Of everything a story's page can show.
std::vector<std::string> FullPages() {
  const ReportModel english = SampleFullModel("en"), vietnamese = SampleFullModel("vi");
  return {StoryPageHtml(english, english.stories[0], SampleFullView()),
          StoryPageHtml(vietnamese, vietnamese.stories[0], SampleFullView())};
}

TEST(Html, PagesAreAsTheyWere) {
  const ReportModel model = SampleModel("en");
  ExpectGolden("index.html", WithoutAssets(FrontPageHtml(model)));
  ExpectGolden("story.html", WithoutAssets(StoryPageHtml(model, model.stories[0], SampleTripleView())));
  ExpectGolden("diff.html", WithoutAssets(DiffPageHtml(SamplePairView(), model.version)));
}

TEST(Html, VietnamesePagesSpeakVietnamese) {
  const ReportModel model = SampleModel("vi");
  const std::string front = FrontPageHtml(model);
  ExpectGolden("index-vi.html", WithoutAssets(front));
  EXPECT_NE(front.find("lang=\"vi\">\n<head>"), std::string::npos);
  EXPECT_NE(front.find("Độ gắn kết 0,41"), std::string::npos);
  for (const std::string& whole : AllPages(model, SamplePairView(), SampleTripleView())) {
    const std::string page = WithoutAssets(whole);
    if (page.find("lang=\"vi\">\n<head>") == std::string::npos) continue;
    for (const char* english : {"Cohesion", ">Stories<", "Side by side", "only in", "Headline", "Method"}) {
      EXPECT_EQ(WithoutAssets(page).find(english), std::string::npos) << english;
    }
  }
}

TEST(Html, UnknownInterfaceLanguagesAreEnglish) {
  EXPECT_STREQ(WordingFor("vi-VN").language, "vi");
  for (const char* language : {"en", "", "xx", "vix"}) EXPECT_STREQ(WordingFor(language).language, "en");
}

TEST(Html, SpansOfTimeAreShort) {
  const Wording& wording = WordingFor("en");
  EXPECT_EQ(TimeSpan(59, wording), "0 min");
  EXPECT_EQ(TimeSpan(55 * 60, wording), "55 min");
  EXPECT_EQ(TimeSpan(2 * 3600, wording), "2 h");
  EXPECT_EQ(TimeSpan(27 * 3600, wording), "1 d 3 h");
  EXPECT_EQ(TimeSpan(-1, wording), "");
}

TEST(Html, FullPagesAreAsTheyWere) {
  const std::vector<std::string> pages = FullPages();
  ExpectGolden("story-full.html", WithoutAssets(pages[0]));
  ExpectGolden("story-full-vi.html", WithoutAssets(pages[1]));
  for (const std::string& page : pages) {
    ExpectNested(page);
    ExpectHarmless(page);
  }
}

TEST(Html, PagesAreWellFormedAndHarmless) {
  for (const std::string& page : AllPages(SampleModel("en"), SamplePairView(), SampleTripleView())) {
    ExpectNested(page);
    ExpectHarmless(page);
    EXPECT_NE(page.find("default-src 'none'; style-src 'sha256-"), std::string::npos);
  }
}

TEST(Html, IdsAreUniqueAndJumpsLandOnThem) {
  std::vector<std::string> pages = AllPages(SampleModel("en"), SamplePairView(), SampleTripleView());
  for (std::string& page : FullPages()) pages.push_back(std::move(page));
  for (const std::string& page : pages) {
    std::vector<std::string> ids, jumps;
    for (const Tag& tag : TagsOf(page)) {
      if (const std::string id = Attribute(tag, "id"); !id.empty()) ids.push_back(id);
      if (const std::string href = Attribute(tag, "href"); href.starts_with("#"))
        jumps.push_back(href.substr(1));
    }
    std::sort(ids.begin(), ids.end());
    EXPECT_EQ(std::adjacent_find(ids.begin(), ids.end()), ids.end());
    for (const std::string& jump : jumps)
      EXPECT_TRUE(std::binary_search(ids.begin(), ids.end(), jump)) << jump;
  }
}

TEST(Html, HostileStringsStayText) {
  for (const std::string& text :
       {std::string("<script>alert(1)</script>"), std::string("\"><img src=x onerror=\"alert(1)"),
        std::string("' onload='x' \" onload=\"x\""), std::string("javascript:alert(1)"),
        std::string("--></style></title></main><base href=//evil>"),
        std::string("a\0b\x1b\x7f\xFF\xC2\x9B", 9), std::string("\u202Eevil\u2066"),
        std::string("../../etc/passwd?#<&lt;&#x3c;"), std::string("en\" onx=\"")}) {
    for (const std::string& page : AllPages(HostileModel(text), HostileView(text, 2), HostileView(text, 4))) {
      ExpectNested(page);
      ExpectHarmless(page);
    }
  }
}

TEST(Html, AddressesAreTextAndNotLinks) {
  const ReportModel model = SampleModel("en");
  const std::string page = StoryPageHtml(model, model.stories[0], SampleTripleView());
  EXPECT_NE(page.find("<bdi>https://vensong.example/cau-long-vi-thong-xe</bdi>"), std::string::npos);
  EXPECT_EQ(page.find("href=\"http"), std::string::npos);
}

TEST(Html, ChangesCarrySignsForThoseWhoHear) {
  const std::string page = DiffPageHtml(SamplePairView(), "0");
  EXPECT_NE(page.find("<del class=\"c-words\"><span class=\"spoken\" lang=\"en\"> dropped: </span><span "
                      "class=\"cut\">2.350</span>"),
            std::string::npos);
  EXPECT_NE(page.find("<ins class=\"c-words\"><span class=\"spoken\" lang=\"en\"> added: </span>2.530<span"),
            std::string::npos);
  EXPECT_NE(page.find("↕ moved: A 5 → B 1"), std::string::npos);
  EXPECT_NE(page.find("<summary lang=\"en\">3 sentences only in A</summary>"), std::string::npos);
}

TEST(Html, SentencesThatShareLittleStandWhole) {
  const auto stretch = [](char op, std::string_view a, std::string_view b) { return Stretch{op, a, b}; };
  EXPECT_FALSE(SharesLittle({}));
  EXPECT_FALSE(SharesLittle({stretch('=', "The bridge is open", "The bridge is open")}));
  // Half of the longer side is enough; spaces and stops count on neither side.
  EXPECT_FALSE(SharesLittle({stretch('=', "abcd", "abcd"), stretch('+', "", " , . efgh")}));
  EXPECT_TRUE(SharesLittle({stretch('=', "abcd", "abcd"), stretch('+', "", " efghi")}));
  EXPECT_TRUE(SharesLittle({stretch('=', " . ", " . "), stretch('~', "x", "y")}));
  std::string out;
  AppendShared(", Gannet <Bank>. ", &out);
  EXPECT_EQ(out, ", <mark>Gannet &lt;Bank&gt;</mark>. ");
  out.clear();
  AppendShared(", ", &out);
  EXPECT_EQ(out, ", ");
}

TEST(Html, TheEarliestIsNamedOnlyAsFarAsDatesTell) {
  ReportModel model = SampleModel("en");
  const ReportStory& story = model.stories[0];
  const auto date = [&](size_t position, std::string_view iso, int64_t seconds) {
    ReportArticle& article = model.articles[story.members[position].article];
    article.date = iso, article.has_date = !iso.empty(), article.unix_seconds = seconds;
  };
  const auto page = [&] { return StoryPageHtml(model, story, {}); };
  date(0, "2025-10-09", 0), date(1, "2025-10-09T08:00Z", 28800), date(2, "2025-10-10T08:00Z", 115200);
  EXPECT_NE(page().find(">of the earliest day in this folder<"), std::string::npos);
  EXPECT_NE(page().find(">the same day<"), std::string::npos);
  EXPECT_EQ(page().find(">+"), std::string::npos);  // no span from a day without an hour
  date(0, "2025-10-09T07:00Z", 25200);
  EXPECT_NE(page().find(">earliest in this folder<"), std::string::npos);
  EXPECT_NE(page().find(">+1 h<"), std::string::npos);
  date(0, "2025-10-08", -86400);
  EXPECT_NE(page().find(">earliest in this folder<"), std::string::npos);
  EXPECT_EQ(page().find(">the same day<"), std::string::npos);
}

TEST(Html, LanguageOfATextIsStatedOnlyWhereItIsATag) {
  ReportArticle article;
  EXPECT_EQ(TextAttributes(article), " dir=\"auto\"");
  article.language = "vi-VN";
  EXPECT_EQ(TextAttributes(article), " dir=\"auto\" lang=\"vi-VN\"");
  article.language = "vi\"x";
  EXPECT_EQ(TextAttributes(article), " dir=\"auto\"");
}

TEST(Html, EmptyModelsMakeWholePages) {
  ReportModel model;
  ExpectNested(FrontPageHtml(model));
  EXPECT_NE(FrontPageHtml(model).find("No two articles"), std::string::npos);
  ExpectNested(StoryPageHtml(model, ReportStory{}, {}));
  DiffView view;
  view.articles.resize(2);
  ExpectNested(DiffPageHtml(view, ""));
  ExpectHarmless(DiffPageHtml(view, ""));
}

}  // namespace
}  // namespace samestory
