#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

#include "engine/article/html_scrub.h"
#include "engine/base/utf8.h"
#include "tests/article/test_files.h"

namespace samestory {
namespace {

using testing::HasSubstr;
using testing::Not;

Article ArticleOf(std::string html) {
  const ParsedRecord parsed = ParseBytes(Format::kHtml, std::move(html), 0, "x.html");
  EXPECT_EQ(parsed.articles.size(), 1u);
  return parsed.articles.empty() ? Article() : parsed.articles[0];
}

const char kFirst[] = "Sáng nay cảng mới đã mở cửa đón chuyến tàu đầu tiên sau hai năm xây dựng khẩn trương.";
const char kSecond[] =
    "Theo ban quản lý, mỗi ngày cảng có thể đón mười hai chuyến tàu, gấp đôi so với trước đây.";

std::string Page(const std::string& head, const std::string& body) {
  return "<!DOCTYPE html><html><head>" + head + "</head><body>" + body + "</body></html>";
}

std::string Paragraphs() { return std::string("<p>") + kFirst + "</p><p>" + kSecond + "</p>"; }

TEST(Html, TakesTheTextAndLeavesTheFurniture) {
  const Article article = ArticleOf(Page(
      "<title>Trang</title><style>p { color: red }</style>",
      "<header><p>Đầu trang của một tờ báo lớn, với nhiều chữ để dài hơn hai mươi lăm byte.</p></header>"
      "<nav><ul><li><a href=/a>Thời sự trong nước và quốc tế hôm nay</a></li></ul></nav>"
      "<script>var x = '<p>no text at all, just a program</p>';</script>"
      "<div class='content'><h1>Tiêu đề</h1>" +
          Paragraphs() +
          "<figure><img src=x><figcaption>Tàu vào cảng. Ảnh: T.H.</figcaption></figure>"
          "<p>Dòng một<br>dòng&nbsp;hai &amp; &#7841;</p></div>"
          "<div class=related-news><p>Một bài khác hoàn toàn không liên quan tới cảng này chút nào.</p></div>"
          "<div><a href=/x>Xem thêm rất nhiều bài khác cùng chuyên mục ở đây</a></div>"
          "<footer><p>Bản quyền thuộc về tờ báo, cấm sao chép dưới mọi hình thức.</p></footer>"));
  EXPECT_EQ(article.text,
            std::string(kFirst) + "\n\n" + kSecond + "\n\nTàu vào cảng. Ảnh: T.H.\n\nDòng một\ndòng hai & ạ");
  EXPECT_EQ(article.title, "Tiêu đề");
  EXPECT_EQ(article.id, "x.html");
}

TEST(Html, MetadataComesFromTheMostExactPlace) {
  const std::string ld =
      R"(<script type="application/ld+json">{"@context":"https://schema.org","@graph":[)"
      R"({"@type":"WebPage","name":"no"},{"@type":["NewsArticle"],"headline":"Từ JSON-LD",)"
      R"("datePublished":"2025-01-15T19:16:00+07:00","publisher":{"name":"Báo A"},)"
      R"("mainEntityOfPage":{"@id":"https://a.example/1"}}]}</script>)";
  const std::string og =
      "<meta property='og:title' content='Từ &quot;OG&quot;'><meta property='og:site_name' content='Báo B'>"
      "<meta property='og:url' content='https://www.b.example/2'>"
      "<meta property='article:published_time' content='2025-02-16T08:00+07:00'>";
  const std::string plain = "<title>Từ title</title><link rel=canonical href='https://www.c.example/3'>";
  const std::string body = "<h1> Từ\n h1 </h1><time datetime='2025-03-17'>hôm nay</time>" + Paragraphs();

  const Article a = ArticleOf(Page(plain + og + ld, body));
  EXPECT_EQ(a.title, "Từ JSON-LD");
  EXPECT_EQ(a.source, "Báo A");
  EXPECT_EQ(a.url, "https://a.example/1");
  EXPECT_EQ(FormatDate(*a.date), "2025-01-15T19:16:00+07:00");

  const Article b = ArticleOf(Page(plain + og, body));
  EXPECT_EQ(b.title, "Từ \"OG\"");
  EXPECT_EQ(b.source, "Báo B");
  EXPECT_EQ(b.url, "https://www.b.example/2");
  EXPECT_EQ(FormatDate(*b.date), "2025-02-16T08:00+07:00");

  const Article c = ArticleOf(Page(plain, body));
  EXPECT_EQ(c.title, "Từ h1");
  EXPECT_EQ(c.source, "c.example");
  EXPECT_EQ(FormatDate(*c.date), "2025-03-17");

  const Article d =
      ArticleOf(Page("<title>Từ title</title>", "<p>15/01/2025 19:16 GMT+7</p>" + Paragraphs()));
  EXPECT_EQ(d.title, "Từ title");
  EXPECT_EQ(FormatDate(*d.date), "2025-01-15T19:16+07:00");

  const Article e = ArticleOf(Page(
      "", "<span itemprop=datePublished content='2025-04-18'></span><div itemprop=headline>Vi dữ liệu</div>" +
              Paragraphs()));
  EXPECT_EQ(e.title, "Vi dữ liệu");
  EXPECT_EQ(FormatDate(*e.date), "2025-04-18");
}

TEST(Html, TheFileNamesDayIsTheLastResort) {
  const auto date_of = [](const std::string& head, const std::string& body) {
    const ParsedRecord parsed = ParseBytes(Format::kHtml, Page(head, body), 0, "outlet/20250116_1.html");
    if (parsed.articles.size() != 1 || !parsed.articles[0].date) return std::string("none");
    return FormatDate(*parsed.articles[0].date);
  };
  EXPECT_EQ(date_of("", Paragraphs()), "2025-01-16");
  EXPECT_EQ(date_of("", "<p>15/01/2025 19:16 GMT+7</p>" + Paragraphs()), "2025-01-15T19:16+07:00");
  EXPECT_EQ(
      date_of("<meta property='article:published_time' content='2025-02-16T08:00+07:00'>", Paragraphs()),
      "2025-02-16T08:00+07:00");
}

TEST(Html, MarkupThatSaysArticleIsBelieved) {
  const std::string comments =
      "<div class=c>" + std::string(20, ' ') +
      "<p>Ý kiến thứ nhất dài hơn cả bài viết và nói về những chuyện hoàn toàn khác.</p>"
      "<p>Ý kiến thứ hai cũng dài như vậy, cũng không nói gì về cảng hay chuyến tàu nào.</p>"
      "<p>Ý kiến thứ ba còn dài hơn nữa, cốt để khối này có nhiều chữ nhất trên cả trang.</p></div>";
  const std::string body = "<div itemprop='articleBody'>" + Paragraphs() + "</div>";
  EXPECT_THAT(ArticleOf(Page("", comments + body)).text, Not(HasSubstr("Ý kiến")));
  const Article article =
      ArticleOf(Page("", "<article><h2>Đoạn mở đầu của bài viết, đứng ngoài phần thân bài.</h2><div>" +
                             Paragraphs() + "</div></article>"));
  EXPECT_THAT(article.text, HasSubstr("Đoạn mở đầu"));
}

TEST(Html, NamesOfClassesDoNotHideTheArticle) {
  const std::string share =
      "<div class='social share'><p>Chia sẻ bài này với bạn bè của bạn trên mạng xã hội.</p></div>";
  const std::string expected = std::string(kFirst) + "\n\n" + kSecond;
  for (const char* wrap : {"<div class='content-sidebar-wrap'>", "<div id=comments-off>",
                           "<form id=aspnetForm>", "<body class='has-sidebar'>"}) {
    EXPECT_EQ(ArticleOf(Page("", wrap + ("<div>" + Paragraphs() + share + "</div>"))).text, expected) << wrap;
  }
  EXPECT_EQ(
      ArticleOf(Page("", "<div>" + Paragraphs() +
                             "<form><p>Để lại địa chỉ để nhận tin hằng ngày của chúng tôi.</p></form></div>"))
          .text,
      expected);
}

TEST(Html, WhatAWrapperIsCalledDoesNotHideMostOfThePage) {
  for (const char* name :
       {"entry themeform share", "article-content sticky-sidebar-relative", "paywall-google"}) {
    const std::string page =
        "<article><div class='" + std::string(name) + "'><div>" + Paragraphs() + "</div></div></article>";
    EXPECT_EQ(ArticleOf(Page("", page)).text, std::string(kFirst) + "\n\n" + kSecond) << name;
  }
}

TEST(Html, AnElementLeftOpenDoesNotHideThePage) {
  for (const char* open : {"<header><div>", "<div><form id=f>", "<aside>"}) {
    std::string text = Paragraphs() + Paragraphs() + Paragraphs();
    EXPECT_THAT(ArticleOf(Page("", open + ("<div class=text>" + text + "</div>"))).text, HasSubstr(kSecond))
        << open;
  }
}

TEST(Html, TheLeadBetweenTitleAndBodyBelongsToTheText) {
  const std::string lead =
      "Đoạn dẫn của bài báo nói trước điều quan trọng nhất, bằng một câu đủ dài để ai cũng hiểu.";
  const std::string head = "<h1>Tiêu đề</h1><div class=date>02/03/2026 08:15</div><div class=sapo>" + lead +
                           "</div><div class=share-bar><p>" + kFirst + kSecond + "</p></div>";
  const std::string body = "<div class=body>" + Paragraphs() + Paragraphs() + Paragraphs() + "</div></div>";
  const std::string text = std::string(kFirst) + "\n\n" + kSecond;
  EXPECT_EQ(ArticleOf(Page("", "<div>" + head + body)).text,
            lead + "\n\n" + text + "\n\n" + text + "\n\n" + text);
  // Without a title above it nothing tells it from the rest of the page.
  EXPECT_THAT(ArticleOf(Page("", "<div><div class=x>" + lead + "</div>" + body)).text, Not(HasSubstr(lead)));
}

TEST(Html, BlocksOfOneShapeAreOneText) {
  std::string blocks;
  for (int i = 0; i < 5; ++i) {
    const std::string number = std::to_string(i);
    blocks += "<div class='block block-" + number + "'><div><div><div><p>" + number + ". " + kFirst + "</p>" +
              Paragraphs() + Paragraphs() + "</div></div></div></div>";
    if (i == 2)
      blocks +=
          "<div class=teaser><div><p>Một bài khác hoàn toàn không liên quan tới cảng này.</p></div></div>";
  }
  const std::string text = ArticleOf(Page("", "<div class=all>" + blocks + "</div>")).text;
  for (const char* number : {"0. ", "1. ", "2. ", "3. ", "4. "}) EXPECT_THAT(text, HasSubstr(number));
  EXPECT_THAT(text, Not(HasSubstr("không liên quan")));
}

TEST(Html, AHeadingWithNothingButLinksBelowIsNoText) {
  const std::string box =
      "<div><h3>Tin cùng ngày</h3><ul><li><a href=/1>Một bài khác của báo</a></li></ul></div>";
  EXPECT_EQ(ArticleOf(Page("", "<div>" + Paragraphs() + box + "</div>")).text,
            std::string(kFirst) + "\n\n" + kSecond);
}

TEST(Html, TheBodyInMetadataIsBelievedWhereThePageShowsMuchLess) {
  std::string body;
  for (int i = 0; i < 10; ++i) body += std::to_string(i) + ". " + kFirst + "\\n\\n";
  const std::string ld = "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"articleBody\":\"" +
                         body + "\"}</script>";
  const std::string shown = "<article><p>0. " + std::string(kFirst) + "</p><p>" + kSecond + "</p></article>";
  EXPECT_THAT(ArticleOf(Page(ld, shown)).text, HasSubstr("9. "));
  std::string long_page;
  for (int i = 0; i < 9; ++i) long_page += "<p>" + std::to_string(i) + "/ " + kSecond + "</p>";
  EXPECT_THAT(ArticleOf(Page(ld, "<article>" + long_page + "</article>")).text, HasSubstr("8/ "));
}

TEST(Html, TitlesOfJsonLdMayHoldMarkup) {
  const std::string ld =
      R"(<script type="application/ld+json">{"@type":"Article","headline":"Ông A: &quot;Tàu <i>đến</i>&quot; &amp; đi"}</script>)";
  EXPECT_EQ(ArticleOf(Page(ld, Paragraphs())).title, "Ông A: \"Tàu đến\" & đi");
}

TEST(Html, ArticleBodyOfJsonLdStandsInWhereThePageHasNone) {
  const std::string body(300, 'b');
  const Article article =
      ArticleOf(Page("<script type='application/ld+json'>[{\"@type\":\"Article\",\"articleBody\":\"" + body +
                         "\"}]</script>",
                     "<div id=app></div><p>Loading</p>"));
  EXPECT_EQ(article.text, body);
}

TEST(Html, CharsetsAreDeclaredOrTold) {
  struct Case {
    std::string html;
    const char* word;
    bool mended;
  };
  const std::string filler = " va mot doan van du dai de duoc xem la noi dung cua trang nay</p>";
  const Case kCases[] = {
      {"<meta charset=utf-8><p>c\u1EA3ng" + filler, "c\u1EA3ng", false},
      {"<p>c\u1EA3ng" + filler, "c\u1EA3ng", false},
      {"<p>caf\xE9 \x96" + filler, "caf\u00E9 \u2013", true},
      {"<meta http-equiv=Content-Type content='text/html; charset=windows-1251'><p>\xEC\xE8\xF0" + filler,
       "\u043C\u0438\u0440", true},
      {"<meta charset=iso-8859-1><p>c\u1EA3ng" + filler, "c\u1EA3ng", false},
      {"<meta charset=utf-8><p>caf\xE9" + filler, "caf\uFFFD", true},
      {"<meta charset='../../evil'><p>caf\xE9" + filler, "caf\u00E9", true},
      {"\xEF\xBB\xBF<meta charset=windows-1251><p>c\u1EA3ng" + filler, "c\u1EA3ng", false},
  };
  for (const Case& c : kCases) {
    const ParsedRecord parsed = ParseBytes(Format::kHtml, c.html);
    ASSERT_EQ(parsed.articles.size(), 1u);
    EXPECT_THAT(parsed.articles[0].text, HasSubstr(c.word));
    EXPECT_EQ(!parsed.incidents.empty(), c.mended) << c.html;
  }
  std::string utf16 = "\xFF\xFE";
  for (const char ch : "<p>Plain words in two bytes each, of which there are enough</p>") {
    if (ch != 0) utf16 += std::string{ch, '\0'};
  }
  EXPECT_THAT(ArticleOf(utf16).text, HasSubstr("Plain words in two bytes"));
}

TEST(Html, WithoutTextItIsSkipped) {
  for (const char* html :
       {"", "<html></html>", "<script>var a = 'text';</script>", "<p> &nbsp; </p>", "<!--", "<"}) {
    const ParsedRecord parsed = ParseBytes(Format::kHtml, html);
    if (std::string_view(html) == "<") continue;
    EXPECT_TRUE(parsed.articles.empty()) << html;
    ASSERT_EQ(parsed.incidents.size(), 1u) << html;
    EXPECT_EQ(parsed.incidents[0].reason, "no text");
  }
}

TEST(Html, HostilePagesAreReadInBoundedTimeAndDepth) {
  const auto repeat = [](std::string_view unit, size_t count) {
    std::string out;
    for (size_t i = 0; i < count; ++i) out += unit;
    return out;
  };
  std::string attributes = "<p ";
  for (int i = 0; i < 200000; ++i) attributes += "a" + std::to_string(i) + " ";
  const std::string text = std::string("<p>") + kFirst + "</p>";
  const std::string pages[] = {
      text + repeat("<div>", 100000) + text,
      text + repeat("<b>", 200000) + repeat("</i>", 200000),
      text + repeat("<a><table><tr><td>", 50000),
      text + repeat("<p><q>", 100000),
      text + attributes + ">",
      text + attributes,
      text + repeat("<!--", 300000),
      text + repeat("<script>", 300000),
      text + repeat("<title>", 100000) + repeat("</titl", 100000),
      text + repeat("<a href='", 100000),
      text + repeat("&", 1000000),
      text + repeat("&amp", 300000),
      text + repeat("<h1 itemprop=headline>", 500) + repeat("<br>", 300000),
      text + repeat("<li>", 100000),
      text + repeat("<x-y-z>", 100000) + repeat("</x-y-z>", 100000),
      text + repeat("<form><select><option>", 50000),
      text + repeat("<svg/><math/><br/></p>", 50000),
  };
  for (const std::string& page : pages) {
    const auto start = std::chrono::steady_clock::now();
    for (const Article& article : ParseBytes(Format::kHtml, page).articles)
      EXPECT_TRUE(IsValidUtf8(article.text));
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    // Seconds mean a square: each takes some hundredths.
    EXPECT_LT(took.count(), 20) << page.substr(text.size(), 40);
  }
  EXPECT_THAT(ParseBytes(Format::kHtml, pages[0]).incidents.at(0).reason, HasSubstr("nested deeper"));
  EXPECT_EQ(ParseBytes(Format::kHtml, std::string((16u << 20) + 1, ' ')).incidents.at(0).kind,
            Incident::Kind::kSkipped);
}

TEST(Html, AnyBytesAreSafe) {
  const std::string_view kPieces[] = {
      "<p>",       "</p>", "<div class=\"", "'",          "\"",          ">",        "<",
      "/",         "<!--", "-->",           "<script",    "</script>",   "&#x41;",   "&#0;",
      "&#xD800;",  "&amp", "text here ",    "=",          "\xFF",        "<title>",  "</title",
      "<![CDATA[", "]]>",  "<?x",           "<a href=x>", "<table><td>", "</table>", "<meta charset=utf-16>",
      "<br>",      "<h1>", "\xE1\xBB\x81"};
  uint32_t state = 11;
  for (int round = 0; round < 3000; ++round) {
    std::string page;
    for (int i = 0; i < 30; ++i)
      page += kPieces[((state = state * 1664525 + 1013904223) >> 8) % std::size(kPieces)];
    for (const Article& article : ParseBytes(Format::kHtml, page).articles) {
      EXPECT_TRUE(IsValidUtf8(article.text) && IsValidUtf8(article.title)) << page;
      EXPECT_EQ(article.text.find('\0'), std::string::npos);
    }
  }
}

TEST(HtmlScrub, KeepsWhatMattersInRegularForm) {
  EXPECT_EQ(ScrubHtml("<P CLASS=x onclick='a>b' ID='\"y\"'>a < b</P><br/>").html,
            "<p class=\"x\" id=\"&quot;y&quot;\">a &lt; b</p><br>");
  EXPECT_EQ(ScrubHtml("a<!-- <p> -->b<!>c<!-->d<?php ?>e<img src=x>f").html, "abcdef");
  EXPECT_EQ(ScrubHtml("<p a=1 a=2 class=1 class=2>").html, "<p class=\"1\">");
  EXPECT_EQ(ScrubHtml("<script>if (a</b) x('</p>')</SCRIPT >t").html, "t");
  EXPECT_EQ(ScrubHtml("<title>a <b> c</title>").html, "<title>a &lt;b&gt; c</title>");
  EXPECT_EQ(ScrubHtml("<p unfinished='").html, "");
  EXPECT_THAT(ScrubHtml("<script type='application/ld+json'>{\"a\":\"<p>\"}</script>").json_ld,
              testing::ElementsAre("{\"a\":\"<p>\"}"));
}

}  // namespace
}  // namespace samestory
