#include <algorithm>
#include <utility>

#include "absl/strings/str_format.h"
#include "engine/article/encoding.h"
#include "engine/article/html_metadata.h"
#include "engine/article/html_page.h"
#include "engine/article/html_scrub.h"
#include "engine/article/html_text.h"
#include "engine/article/parse.h"

namespace samestory {
namespace {

// What the page's metadata holds for the article's body is believed instead where the page shows less than
// this, or this much less: the beginning of an article that has to be paid for.
constexpr size_t kLittleText = 250;
constexpr double kMuchMoreText = 1.5;

// Of articleBody, which is text, and on some pages markup.
std::string TextOfBody(std::string body) {
  if (body.find("</") == std::string::npos && body.find("<br") == std::string::npos) return body;
  const absl::StatusOr<HtmlPage> page = HtmlPage::Parse(ScrubHtml(body).html);
  return page.ok() ? MainText(*page, "") : body;
}

}  // namespace

ParsedRecord ParseHtmlArticle(const InputFile& file, const Record& record) {
  return ParseHtmlPage({record.bytes, file.name, file.name, file.path, file.outlet, "", "", true});
}

ParsedRecord ParseHtmlPage(const Page& source) {
  ParsedRecord parsed;
  const auto note = [&](Incident::Kind kind, std::string reason) {
    parsed.incidents.push_back({kind, source.place, std::move(reason)});
  };
  if (source.bytes.size() > kMaxPageBytes) {
    note(Incident::Kind::kSkipped,
         absl::StrFormat("a page of %d bytes, longer than %d MiB", source.bytes.size(), kMaxPageBytes >> 20));
    return parsed;
  }
  DecodedText decoded = DecodePage(source.bytes, source.charset);
  const ScrubbedPage scrubbed = ScrubHtml(decoded.text);
  const absl::StatusOr<HtmlPage> page = HtmlPage::Parse(scrubbed.html);
  if (!page.ok()) {
    note(Incident::Kind::kSkipped, std::string(page.status().message()));
    return parsed;
  }
  PageMetadata metadata = ReadMetadata(*page, scrubbed.json_ld);
  Article article;
  article.text = MainText(*page, metadata.title);
  const auto shown_bytes = static_cast<double>(article.text.size());
  if (static_cast<double>(metadata.article_body.size()) > kMuchMoreText * shown_bytes ||
      article.text.size() < std::min(kLittleText, metadata.article_body.size())) {
    std::string body = TextOfBody(std::move(metadata.article_body));
    if (body.size() > article.text.size()) article.text = std::move(body);
  }
  size_t mended = MendUtf8(&article.text);
  if (IsBlankText(article.text)) {
    note(Incident::Kind::kSkipped, "no text");
    return parsed;
  }
  for (std::string& reason : decoded.mended) note(Incident::Kind::kMended, std::move(reason));
  if (!page->cut_off().empty()) note(Incident::Kind::kMended, page->cut_off() + "; what follows is left out");
  article.id = source.id;
  article.path = source.path;
  article.title = std::move(metadata.title);
  article.url = source.url.empty() ? std::move(metadata.url) : source.url;
  article.source = std::move(metadata.source);
  for (std::string* field : {&article.title, &article.url, &article.source}) mended += MendUtf8(field);
  if (mended > 0) note(Incident::Kind::kMended, absl::StrFormat("%d NUL replaced by U+FFFD", mended));
  if (article.source.empty()) article.source = HostOfUrl(article.url);
  if (article.source.empty()) article.source = source.outlet;
  article.date = metadata.date ? metadata.date : FindDateInHead(article.text);
  if (!article.date && source.own_file) article.date = DateFromFileName(article.path);
  parsed.articles.push_back(std::move(article));
  return parsed;
}

}  // namespace samestory
