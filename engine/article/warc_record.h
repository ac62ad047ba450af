// One record of a WARC file (ISO 28500, versions 1.0 and 1.1; WET files hold the same records): its head, and
// what of it is a page.
//
// A page is a `response` of HTTP with status 200, a `resource`, or a `conversion` (the plain text that Common
// Crawl's WET files hold), of type HTML, XHTML or plain text, and whole. Everything else is named by its
// kind, for counting.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/base/status.h"

namespace samestory {

struct WarcHead {
  std::string type;          // "response", lower-case
  std::string url;           // WARC-Target-URI
  std::string content_type;  // of the block, as written
  std::string truncated;     // WARC-Truncated, empty for a whole record
  bool segmented = false;    // a part of a record
  uint64_t block_bytes = 0;  // Content-Length
  size_t head_bytes = 0;     // where the block begins
};

// `bytes` begin with the version line and hold the blank line. The message of an error says what is wrong.
absl::StatusOr<WarcHead> ParseWarcHead(std::string_view bytes);

// Why a record holds no page whatever its block is: "type request"; empty where it may hold one.
std::string NoPageByHead(const WarcHead& head);

struct WarcPage {
  enum class Kind { kNone, kHtml, kText };
  Kind kind = Kind::kNone;
  std::string why_none;    // "HTTP status 404"; from a small set, whatever the bytes
  std::string_view body;   // within the block, as it was sent
  std::string charset;     // of the Content-Type, lower-case; empty where not given
  std::string codings;     // Content-Encoding
  bool chunked = false;    // Transfer-Encoding
  bool converted = false;  // text made of a page by the crawler
};

// Requires NoPageByHead to be empty.
WarcPage FindPage(const WarcHead& head, std::string_view block);

}  // namespace samestory
