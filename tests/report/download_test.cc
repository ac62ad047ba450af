#include "engine/report/download.h"

#include <gtest/gtest.h>
#include <simdjson.h>

#include <string>
#include <vector>

#include "engine/base/utf8.h"
#include "engine/report/diff_rows.h"
#include "tests/report/sample_model.h"

namespace samestory {
namespace {

NamedView Named(const DiffView& view) {
  NamedView named{&view, {}};
  for (size_t i = 0; i < view.articles.size(); ++i) named.letters.push_back(ArticleLetter(i));
  return named;
}

// A reader of RFC 4180, strict: what is not quoted holds no quote, lines end in CRLF.
std::vector<std::vector<std::string>> ReadCsv(std::string_view text) {
  std::vector<std::vector<std::string>> lines(1, std::vector<std::string>(1));
  bool quoted = false;
  for (size_t i = 0; i < text.size(); ++i) {
    std::string& field = lines.back().back();
    if (quoted) {
      if (text[i] != '"') {
        field.push_back(text[i]);
      } else if (i + 1 < text.size() && text[i + 1] == '"') {
        field.push_back(text[i++]);
      } else {
        quoted = false;
        EXPECT_TRUE(i + 1 < text.size() && (text[i + 1] == ',' || text[i + 1] == '\r')) << i;
      }
    } else if (text[i] == '"') {
      EXPECT_TRUE(field.empty()) << i;
      quoted = true;
    } else if (text[i] == ',') {
      lines.back().emplace_back();
    } else if (text[i] == '\r') {
      EXPECT_EQ(text.substr(i, 2), "\r\n") << i;
      ++i;
      lines.emplace_back(1);
    } else {
      EXPECT_NE(text[i], '\n') << i;
      field.push_back(text[i]);
    }
  }
  EXPECT_EQ(lines.back(), std::vector<std::string>(1));
  lines.pop_back();
  return lines;
}

// By table look-up over the whole text: another way than the writer's.
std::string FromBase64(std::string_view text) {
  constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  unsigned bits = 0, count = 0;
  for (const char c : text) {
    if (c == '=') break;
    const size_t digit = kDigits.find(c);
    EXPECT_NE(digit, std::string_view::npos) << c;
    bits = bits << 6 | static_cast<unsigned>(digit);
    count += 6;
    if (count >= 8) out.push_back(static_cast<char>(bits >> (count -= 8) & 0xFF));
  }
  return out;
}

TEST(Download, Base64IsTheStandards) {
  // The vectors of RFC 4648, section 10.
  EXPECT_EQ(Base64(""), "");
  EXPECT_EQ(Base64("f"), "Zg==");
  EXPECT_EQ(Base64("fo"), "Zm8=");
  EXPECT_EQ(Base64("foo"), "Zm9v");
  EXPECT_EQ(Base64("foob"), "Zm9vYg==");
  EXPECT_EQ(Base64("fooba"), "Zm9vYmE=");
  EXPECT_EQ(Base64("foobar"), "Zm9vYmFy");
  std::string bytes;
  for (int i = 0; i < 1024; ++i) {
    EXPECT_EQ(FromBase64(Base64(bytes)), bytes) << i;
    bytes.push_back(static_cast<char>(i * 37 ^ i >> 3));
  }
  EXPECT_EQ(Base64("\xFB\xFF\xFE"), "+//+");
}

TEST(Download, FieldsAreQuotedOnlyWhereNeeded) {
  EXPECT_EQ(CsvField(""), "");
  EXPECT_EQ(CsvField("Cầu Long Vĩ"), "Cầu Long Vĩ");
  EXPECT_EQ(CsvField("a,b"), "\"a,b\"");
  EXPECT_EQ(CsvField("a \"b\""), "\"a \"\"b\"\"\"");
  EXPECT_EQ(CsvField("a\nb"), "\"a\nb\"");
  EXPECT_EQ(CsvField("a\r\nb"), "\"a\r\nb\"");
}

TEST(Download, NoFieldIsAFormula) {
  for (const char* formula :
       {"=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "=HYPERLINK(\"http://evil\",\"x\")"}) {
    const std::string field = CsvField(formula);
    EXPECT_EQ(field[field[0] == '"' ? 1 : 0], '\'') << field;
    EXPECT_EQ(ReadCsv(field + "\r\n")[0][0], std::string("'") + formula);
  }
  EXPECT_EQ(CsvField("1-2"), "1-2");
  EXPECT_EQ(CsvField("a=b"), "a=b");
}

TEST(Download, ControlCharactersAndIllFormedBytesAreReplaced) {
  EXPECT_EQ(CsvField(std::string("a\0b\x1b\x7f\xFF", 6)), "a\uFFFDb\uFFFD\uFFFD\uFFFD");
}

TEST(Download, CsvIsTheWholeTable) {
  const DiffView view = SampleTripleView();
  const std::string csv = MatrixCsv(Named(view), true);
  ASSERT_TRUE(csv.starts_with("\xEF\xBB\xBF"));
  const auto lines = ReadCsv(std::string_view(csv).substr(3));
  ASSERT_EQ(lines.size(), view.collation.rows.size() + 1);
  for (const auto& line : lines) EXPECT_EQ(line.size(), 5 + 3 * 3u);
  EXPECT_EQ(lines[0][0], "row");
  EXPECT_EQ(lines[0][5], "A Báo Ven Sông: position");
  EXPECT_EQ(lines[0][13], "C Nhịp Sống Trà Lam: text");
  EXPECT_EQ(lines[2], (std::vector<std::string>{
                          "2", "near", "3", "no", "no", "2", "reference", "3", "edited", "1", "edited",
                          "Cây cầu dài 1.240 m, rộng 22 m, có bốn làn xe và tổng vốn 2.350 tỷ đồng.",
                          "Cây cầu dài 1.240 m, rộng 22 m, có bốn làn xe và tổng vốn 2.530 tỷ đồng.",
                          "Cây cầu dài 1.240 m có bốn làn xe, tổng vốn 2.350 tỷ đồng."}));
  EXPECT_EQ(lines[12][6], "absent");
  EXPECT_EQ(lines[12][10], "only");
}

TEST(Download, SeveralSentencesOfOneArticleAreInOneField) {
  DiffView view = SampleTripleView();
  Row& row = view.collation.rows[0];
  Cell more = view.collation.rows[8].cells[0];
  more.main = false;
  row.cells.push_back(more);
  row.disagreements = {{FactKind::kNumber,
                        {{0, row.cells[0].start, row.cells[0].start + 3, 0},
                         {1, row.cells[1].start, row.cells[1].start + 3, 1}}}};
  const std::string csv = MatrixCsv(Named(view), true);
  const auto lines = ReadCsv(std::string_view(csv).substr(3));
  EXPECT_EQ(lines[1][3], "yes");
  EXPECT_EQ(lines[1][7], "2; 6");
  EXPECT_NE(lines[1][12].find('\n'), std::string::npos);

  simdjson::dom::parser parser;
  simdjson::dom::element json;
  ASSERT_EQ(parser.parse(MatrixJson(Named(view), true)).get(json), simdjson::SUCCESS);
  EXPECT_EQ(std::string_view(json["base"]), "A");
  simdjson::dom::element first = json["rows"].at(0);
  EXPECT_EQ(bool(first["facts_differ"]), true);
  EXPECT_EQ(simdjson::dom::array(first["sentences"]).size(), 3u);
  EXPECT_EQ(bool(first["sentences"].at(2)["main"]), false);
  EXPECT_EQ(uint64_t(first["sentences"].at(1)["position"]), 2u);
  EXPECT_EQ(std::string_view(first["facts"].at(0)["kind"]), "number");
  EXPECT_EQ(std::string_view(first["facts"].at(0)["versions"].at(1)["articles"].at(0)), "B");
}

TEST(Download, HostileTextsStayFields) {
  for (const std::string& text : {std::string("=cmd|' /C calc'!A0"), std::string("a\",\"b\r\n=1"),
                                  std::string("</a><script>"), std::string("x\0\xFFy", 4)}) {
    const DiffView view = HostileView(text, 3);
    const std::string csv = MatrixCsv(Named(view), true);
    EXPECT_TRUE(IsValidUtf8(csv));
    for (const auto& line : ReadCsv(std::string_view(csv).substr(3))) {
      EXPECT_EQ(line.size(), 5 + 3 * 3u);
      for (const std::string& field : line) {
        EXPECT_TRUE(field.empty() || std::string_view("=+-@\t\r").find(field[0]) == std::string_view::npos)
            << field;
      }
    }
    simdjson::dom::parser parser;
    EXPECT_EQ(parser.parse(MatrixJson(Named(view), true)).error(), simdjson::SUCCESS);
  }
}

TEST(Download, LinksHoldTheFiles) {
  const DiffView view = SampleTripleView();
  const NamedView named = Named(view);
  std::string out;
  AppendDownloads(named, WordingFor("en"), "../s-1<x>\"", &out);
  EXPECT_NE(out.find("download=\"s-1x.csv\" href=\"data:text/csv;charset=utf-8;base64," +
                     Base64(MatrixCsv(named, true)) + "\""),
            std::string::npos);
  EXPECT_NE(out.find("download=\"s-1x.json\" href=\"data:application/json;base64," +
                     Base64(MatrixJson(named, true)) + "\""),
            std::string::npos);
  EXPECT_EQ(out.find("without the texts"), std::string::npos);
}

TEST(Download, AboveTheBoundTextsAreLeftOutAndThePageSaysSo) {
  const DiffView view = SampleTripleView();
  const NamedView named = Named(view);
  const std::string whole = MatrixCsv(named, true), bare = MatrixCsv(named, false);
  EXPECT_EQ(bare.find("Cây cầu"), std::string::npos);
  EXPECT_EQ(MatrixJson(named, false).find("Cây cầu dài"), std::string::npos);
  std::string out;
  AppendDownloads(named, WordingFor("en"), "x", &out, whole.size() - 1);
  EXPECT_NE(out.find(Base64(bare)), std::string::npos);
  EXPECT_EQ(out.find(Base64(whole)), std::string::npos);
  EXPECT_NE(out.find("without the texts"), std::string::npos);
}

}  // namespace
}  // namespace samestory
