#include <string>
#include <utility>

#include "absl/strings/str_format.h"
#include "engine/article/encoding.h"
#include "engine/article/http_body.h"
#include "engine/article/parse.h"
#include "engine/article/record_readers.h"
#include "engine/article/warc_record.h"

namespace samestory {

// Without a day of its own a page stays undated: WARC-Date is when it was fetched, and so is the day in the
// file's name; Last-Modified is when its template was.
ParsedRecord ParseWarcArticle(const InputFile& file, const Record& record) {
  ParsedRecord parsed;
  const std::string place = RecordPlace(file.name, record.location);
  const auto skip = [&](std::string_view url, std::string reason) {
    std::string shown(url);
    MendUtf8(&shown);
    if (!shown.empty()) reason += " (" + shown + ")";
    parsed.incidents.push_back({Incident::Kind::kSkipped, place, std::move(reason)});
    return parsed;
  };
  const absl::StatusOr<WarcHead> head = ParseWarcHead(record.bytes);
  if (!head.ok()) return skip("", std::string(head.status().message()));
  const std::string_view block = std::string_view(record.bytes).substr(head->head_bytes);
  const WarcPage found = NoPageByHead(*head).empty() ? FindPage(*head, block) : WarcPage();
  if (found.kind == WarcPage::Kind::kNone) return skip(head->url, "no page");
  const absl::StatusOr<std::string> body = DecodeHttpBody(found.body, found.chunked, found.codings);
  if (!body.ok()) return skip(head->url, std::string(body.status().message()));

  Page page;
  page.bytes = *body;
  page.url = FoldSpaces(head->url);
  MendUtf8(&page.url);
  page.id = page.url.empty() ? place : page.url;
  page.place = place;
  page.path = file.path;
  page.outlet = file.outlet;
  page.charset = found.charset;
  parsed = found.kind == WarcPage::Kind::kHtml ? ParseHtmlPage(page) : ParseTextPage(page);
  for (Incident& incident : parsed.incidents) {
    if (!page.url.empty()) incident.reason += " (" + page.url + ")";
  }
  return parsed;
}

}  // namespace samestory
