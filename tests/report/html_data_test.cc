#include "engine/report/html_data.h"

#include <gtest/gtest.h>
#include <simdjson.h>

#include <set>
#include <string>
#include <vector>

#include "engine/base/utf8.h"
#include "engine/report/diff_rows.h"
#include "engine/report/names.h"
#include "tests/report/sample_model.h"

namespace samestory {
namespace {

constexpr std::string_view kOpen = "<script type=\"application/json\" id=\"data\">";
constexpr std::string_view kClose = "</script>\n";

NamedView Named(const DiffView& view) {
  NamedView named{&view, {}};
  for (size_t i = 0; i < view.articles.size(); ++i) named.letters.push_back(ArticleLetter(i));
  return named;
}

// What stands inside the element.
std::string Inside(const std::string& block) {
  EXPECT_TRUE(block.starts_with(kOpen));
  EXPECT_TRUE(block.ends_with(kClose));
  return block.substr(kOpen.size(), block.size() - kOpen.size() - kClose.size());
}

simdjson::dom::element Parse(const std::string& json, simdjson::dom::parser* parser) {
  simdjson::dom::element element;
  EXPECT_EQ(parser->parse(json).get(element), simdjson::SUCCESS) << json;
  return element;
}

// As JavaScript holds a string.
std::u16string Utf16(std::string_view text) {
  std::u16string out;
  for (size_t position = 0; position < text.size();) {
    const char32_t c = DecodeUtf8(text, &position);
    if (c < 0x10000) {
      out.push_back(static_cast<char16_t>(c));
    } else {
      out.push_back(static_cast<char16_t>(0xD800 + ((c - 0x10000) >> 10)));
      out.push_back(static_cast<char16_t>(0xDC00 + ((c - 0x10000) & 0x3FF)));
    }
  }
  return out;
}

std::u16string Sliced(simdjson::dom::element article, const char* field, uint64_t start, uint64_t end) {
  return Utf16(std::string_view(article[field])).substr(start, end - start);
}

// Two articles with characters of one to four bytes before and inside what differs.
DiffView EmojiView() {
  std::vector<SampleArticle> articles(2);
  articles[0].sentences = {"🦜🦜 Chợ nổi mở lại.", "Có 40 ghe 🛶 đến."};
  articles[1].sentences = {"日本 Chợ nổi mở lại!", "Có 41 ghe 🛶🛶 đến."};
  for (SampleArticle& sample : articles) sample.article.title = "🦜 " + sample.sentences[1];
  DiffView view =
      MakeDiffView(articles, {{RowKind::kEdited, {{0, 0}, {1, 0}}}, {RowKind::kEdited, {{0, 1}, {1, 1}}}}, 0);
  Row& row = view.collation.rows[1];
  const auto fact = [&](uint32_t cell, std::string_view number, uint32_t version) {
    const auto start = static_cast<uint32_t>(view.articles[cell].text.find(number));
    return Disagreement::Side{cell, start, start + 2, version};
  };
  row.disagreements = {{FactKind::kNumber, {fact(0, "40", 0), fact(1, "41", 1)}}};
  const auto word = [&](size_t article) {
    return static_cast<uint32_t>(view.articles[article].text.find("Chợ"));
  };
  view.collation.passages = {{0, word(0), word(0) + 5, 1, word(1), word(1) + 5}};
  const auto size = [&](size_t article) {
    return static_cast<uint32_t>(view.articles[article].title.size());
  };
  view.headlines = {
      {0, 1, {{'=', 0, 5, 0, 5}, {'-', 5, size(0), 5, 5}, {'+', size(0), size(0), 5, size(1)}}}};
  return view;
}

TEST(HtmlData, OffsetsAreUtf16) {
  const Utf16Offsets units("aộ🦜b\xFFz");
  const std::vector<uint32_t> expected = {0, 1, 1, 1, 2, 2, 2, 2, 4, 5, 6, 7};
  for (size_t i = 0; i < expected.size(); ++i) EXPECT_EQ(units[i], expected[i]) << i;
  EXPECT_EQ(units[1000], 7u);
  EXPECT_EQ(Utf16Offsets("")[0], 0u);
  EXPECT_EQ(Utf16Offsets("")[3], 0u);
}

TEST(HtmlData, SlicesGiveBackWhatTheOffsetsOfBytesName) {
  const DiffView view = EmojiView();
  simdjson::dom::parser parser;
  const std::string json = Inside(DataBlockHtml(Named(view)));
  const simdjson::dom::element data = Parse(json, &parser);
  const simdjson::dom::element a = data["articles"].at(0), b = data["articles"].at(1);
  const simdjson::dom::element second = data["rows"].at(1);
  EXPECT_EQ(uint64_t(second["row"]), 2u);
  const simdjson::dom::element cell = second["cells"].at(1);
  EXPECT_EQ(Sliced(b, "text", cell["start"], cell["end"]), u"Có 41 ghe 🛶🛶 đến.");
  std::u16string rebuilt_a, rebuilt_b;
  for (auto op : second["edits"].at(0)["ops"]) {
    rebuilt_a += Sliced(a, "text", op.at(1), op.at(2));
    rebuilt_b += Sliced(b, "text", op.at(3), op.at(4));
  }
  EXPECT_EQ(rebuilt_a, u"Có 40 ghe 🛶 đến.");
  EXPECT_EQ(rebuilt_b, u"Có 41 ghe 🛶🛶 đến.");
  const simdjson::dom::element fact = second["facts"].at(0);
  EXPECT_EQ(std::string_view(fact["kind"]), "number");
  EXPECT_EQ(Sliced(a, "text", fact["sides"].at(0)["start"], fact["sides"].at(0)["end"]), u"40");
  EXPECT_EQ(Sliced(b, "text", fact["sides"].at(1)["start"], fact["sides"].at(1)["end"]), u"41");
  const simdjson::dom::element passage = data["passages"].at(0);
  EXPECT_EQ(Sliced(a, "text", passage["a_start"], passage["a_end"]), u"Chợ");
  EXPECT_EQ(Sliced(b, "text", passage["b_start"], passage["b_end"]), u"Chợ");
  const simdjson::dom::element ops = data["headlines"].at(0)["ops"];
  EXPECT_EQ(Sliced(a, "title", ops.at(0).at(1), ops.at(0).at(2)), u"🦜 ");
  EXPECT_EQ(Sliced(b, "title", ops.at(2).at(3), ops.at(2).at(4)), u"Có 41 ghe 🛶🛶 đến.");
}

TEST(HtmlData, KindsAndChangesHaveTheirNames) {
  DiffView view = EmojiView();
  std::vector<EditOp>& ops = view.collation.rows[1].edits[0].ops;
  const Change changes[] = {Change::kNone,   Change::kCase,        Change::kTone,
                            Change::kNumber, Change::kPunctuation, Change::kWords};
  const char* names[] = {"", "case", "tone", "number", "punctuation", "words"};
  simdjson::dom::parser parser;
  for (size_t i = 0; i < 6; ++i) {
    ops[0].change = changes[i];
    const std::string json = Inside(DataBlockHtml(Named(view)));
    EXPECT_EQ(std::string_view(Parse(json, &parser)["rows"].at(1)["edits"].at(0)["ops"].at(0).at(5)),
              names[i]);
  }
}

TEST(HtmlData, PairsOfTheSameBytesHaveNoEdits) {
  const DiffView view = SampleTripleView();
  simdjson::dom::parser parser;
  const std::string json = Inside(DataBlockHtml(Named(view)));
  const simdjson::dom::element data = Parse(json, &parser);
  EXPECT_EQ(simdjson::dom::array(data["rows"].at(2)["edits"]).size(), 0u);
  EXPECT_EQ(simdjson::dom::array(data["rows"].at(1)["edits"]).size(), 3u);
  EXPECT_EQ(std::string_view(data["articles"].at(2)["letter"]), "C");
  EXPECT_EQ(std::string_view(data["edits"]), "all");
}

TEST(HtmlData, AboveTheBoundEditsAreLeftOutFirstThoseWithoutTheBase) {
  const DiffView view = SampleTripleView();
  const size_t whole = DataBlockHtml(Named(view)).size() - kOpen.size() - kClose.size();
  simdjson::dom::parser parser;
  std::string json = Inside(DataBlockHtml(Named(view), whole));
  EXPECT_EQ(std::string_view(Parse(json, &parser)["edits"]), "all");
  json = Inside(DataBlockHtml(Named(view), whole - 1));
  const simdjson::dom::element based = Parse(json, &parser);
  EXPECT_EQ(std::string_view(based["edits"]), "base");
  EXPECT_EQ(simdjson::dom::array(based["rows"].at(1)["edits"]).size(), 2u);
  const std::string least = Inside(DataBlockHtml(Named(view), 0));
  const simdjson::dom::element bare = Parse(least, &parser);
  EXPECT_EQ(std::string_view(bare["edits"]), "none");
  EXPECT_EQ(simdjson::dom::array(bare["rows"].at(1)["edits"]).size(), 0u);
  EXPECT_EQ(std::string_view(bare["articles"].at(0)["text"]), view.articles[0].text);
}

TEST(HtmlData, NothingOfAnArticleEndsTheBlockOrIsLost) {
  for (const std::string& text :
       {std::string("</script><script>alert(1)</script>"), std::string("<!--<script>"),
        std::string("]]>&amp;"), std::string("\u2028\u2029\\u003c\\\"\"'"), std::string("a\0b\x1b\x7f", 5),
        std::string("\u202E🦜")}) {
    const DiffView view = HostileView(text, 3);
    const std::string json = Inside(DataBlockHtml(Named(view)));
    for (const char* never : {"<", ">", "&", "\u2028", "\u2029", "\n"}) {
      EXPECT_EQ(json.find(never), std::string::npos) << never;
    }
    simdjson::dom::parser parser;
    const simdjson::dom::element data = Parse(json, &parser);
    EXPECT_EQ(std::string_view(data["articles"].at(1)["title"]), text);
    EXPECT_EQ(std::string_view(data["articles"].at(1)["text"]), view.articles[1].text);
  }
}

TEST(HtmlData, NoArticlesAreABlockToo) {
  simdjson::dom::parser parser;
  const DiffView view;
  const std::string json = Inside(DataBlockHtml(Named(view)));
  EXPECT_EQ(simdjson::dom::array(Parse(json, &parser)["rows"]).size(), 0u);
}

}  // namespace
}  // namespace samestory
