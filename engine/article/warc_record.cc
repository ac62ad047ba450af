#include "engine/article/warc_record.h"

#include <algorithm>
#include <charconv>

#include "absl/strings/str_format.h"
#include "engine/article/detect.h"
#include "engine/article/header_fields.h"
#include "engine/article/limits.h"

namespace samestory {
namespace {

constexpr size_t kShownBytes = 40;

// Of a value that somebody else wrote, for a message.
std::string Shown(std::string_view value) {
  std::string shown(value.substr(0, kShownBytes));
  std::ranges::replace_if(
      shown, [](char c) { return c < ' ' || c > '~'; }, '?');
  return value.size() > kShownBytes ? shown + "…" : shown;
}

// "HTTP/1.1 200 OK" → 200; 0 where it is no status line.
int HttpStatus(std::string_view head) {
  if (!head.starts_with("HTTP/")) return 0;
  const std::string_view line = head.substr(0, head.find('\n'));
  const size_t space = line.find(' ');
  if (space == std::string_view::npos) return 0;
  const std::string_view digits = TrimBlanks(line.substr(space)).substr(0, 3);
  int status = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), status);
  return error == std::errc() && end == digits.data() + 3 && status >= 100 ? status : 0;
}

// Robots.txt is sent as plain text too.
bool IsRobotsFile(std::string_view url) {
  return LowerAscii(url.substr(0, url.find_first_of("?#"))).ends_with("/robots.txt");
}

WarcPage::Kind KindOfType(std::string_view type, std::string_view body) {
  if (type == "text/html" || type == "application/xhtml+xml") return WarcPage::Kind::kHtml;
  if (type == "text/plain") return WarcPage::Kind::kText;
  const bool page = type.empty() && FormatOfHead(body.substr(0, kHeadBytes), false) == Format::kHtml;
  return page ? WarcPage::Kind::kHtml : WarcPage::Kind::kNone;
}

void SetKind(const WarcHead& head, const MediaType& type, WarcPage* page) {
  page->charset = type.charset;
  page->kind = KindOfType(type.name, page->body);
  if (page->kind == WarcPage::Kind::kNone) {
    page->why_none = "no page by its type";
  } else if (IsRobotsFile(head.url)) {
    page->kind = WarcPage::Kind::kNone;
    page->why_none = "robots.txt";
  }
}

}  // namespace

absl::StatusOr<WarcHead> ParseWarcHead(std::string_view bytes) {
  WarcHead head;
  head.head_bytes = std::min(EndOfHead(bytes), bytes.size());
  if (bytes.substr(0, head.head_bytes).find("\nWARC/") != std::string_view::npos) {
    return absl::DataLossError("its header breaks off");
  }
  const size_t first_line = std::min(bytes.find('\n'), head.head_bytes);
  const HeaderFields fields(bytes.substr(first_line, head.head_bytes - first_line));
  head.type = LowerAscii(fields.First("warc-type"));
  head.content_type = fields.First("content-type");
  head.truncated = fields.First("warc-truncated");
  head.segmented = !fields.First("warc-segment-number").empty();
  std::string_view url = fields.First("warc-target-uri");
  // So the grammar of WARC 1.0 has it, and some wrote it.
  if (url.starts_with('<') && url.ends_with('>')) url = url.substr(1, url.size() - 2);
  head.url = url;
  const std::string_view length = fields.First("content-length");
  const auto [end, error] = std::from_chars(length.data(), length.data() + length.size(), head.block_bytes);
  if (error != std::errc() || end != length.data() + length.size()) {
    return absl::DataLossError(absl::StrFormat("Content-Length is \"%s\", expected a number", Shown(length)));
  }
  return head;
}

std::string NoPageByHead(const WarcHead& head) {
  if (head.segmented) return "part of a record";
  if (head.type == "response" || head.type == "resource" || head.type == "conversion") {
    if (!head.truncated.empty()) return "cut off by the crawler (WARC-Truncated)";
    return "";
  }
  for (const std::string_view known : {"warcinfo", "request", "metadata", "revisit", "continuation"}) {
    if (head.type == known) return absl::StrFormat("type %s", known);
  }
  return "unknown type";
}

WarcPage FindPage(const WarcHead& head, std::string_view block) {
  WarcPage page;
  page.body = block;
  const MediaType type = ParseMediaType(head.content_type);
  if (head.type != "response") {
    page.converted = head.type == "conversion";
    SetKind(head, type, &page);
    return page;
  }
  const std::string_view bounded = block.substr(0, kMaxHeadBytes);
  const size_t http_head_bytes = EndOfHead(bounded);
  const int status = HttpStatus(block);
  if (status == 0) {
    page.why_none = "response of another protocol than HTTP";
  } else if (http_head_bytes == std::string_view::npos) {
    page.why_none = absl::StrFormat("HTTP headers without end, or longer than %d KiB", kMaxHeadBytes >> 10);
  } else if (status != 200) {
    page.why_none = absl::StrFormat("HTTP status %d", status);
  } else {
    const HeaderFields http(block.substr(0, http_head_bytes));
    page.body = block.substr(http_head_bytes);
    page.codings = LowerAscii(http.First("content-encoding"));
    page.chunked = LowerAscii(http.First("transfer-encoding")).find("chunked") != std::string::npos;
    SetKind(head, ParseMediaType(http.First("content-type")), &page);
  }
  return page;
}

}  // namespace samestory
