#include "engine/article/detect.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <utility>

#include "engine/article/byte_source.h"
#include "engine/article/encoding.h"
#include "engine/article/header_fields.h"
#include "engine/base/utf8.h"

namespace samestory {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";

bool IsWarc(std::string_view head) { return head.starts_with("WARC/1.") || head.starts_with("WARC/0."); }

bool IsZip(std::string_view head) {
  using namespace std::string_view_literals;
  // The second is a zip without members.
  return head.starts_with("PK\x03\x04"sv) || head.starts_with("PK\x05\x06"sv);
}

// By the sum of the first header (POSIX ustar, also of the tars before it): its bytes, those of the sum
// itself taken for spaces.
bool IsTar(std::string_view head) {
  constexpr size_t kHeaderBytes = 512, kSumAt = 148, kSumBytes = 8;
  if (head.size() < kHeaderBytes || head[0] == '\0') return false;
  uint32_t sum = kSumBytes * ' ', stated = 0;
  bool any = false;
  for (size_t i = 0; i < kHeaderBytes; ++i) {
    if (i < kSumAt || i >= kSumAt + kSumBytes) sum += static_cast<unsigned char>(head[i]);
  }
  for (const char c : head.substr(kSumAt, kSumBytes)) {
    if (c >= '0' && c <= '7') {
      stated = stated * 8 + static_cast<uint32_t>(c - '0');
      any = true;
    } else if (any) {
      break;
    } else if (c != ' ') {
      return false;
    }
  }
  return any && stated == sum;
}

bool LooksLikeHtml(std::string_view head) {
  const std::string lower = LowerAscii(head);
  constexpr std::array<std::string_view, 12> kSigns = {"<!doctype html", "<html",  "<head",    "<body",
                                                       "<meta",          "<title", "<article", "<div",
                                                       "<main",          "<h1",    "<p>",      "<script"};
  return std::ranges::any_of(kSigns,
                             [&](std::string_view sign) { return lower.find(sign) != std::string::npos; });
}

// Position after the JSON object or array that begins at the front of `text`; npos where it does not end.
size_t EndOfJsonValue(std::string_view text) {
  int depth = 0;
  bool in_string = false;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string) {
      if (c == '\\') ++i;
      if (c == '"') in_string = false;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '{' || c == '[') {
      ++depth;
    } else if ((c == '}' || c == ']') && --depth == 0) {
      return i + 1;
    }
  }
  return std::string_view::npos;
}

bool FollowedBy(std::string_view text, std::string_view any_of) {
  const size_t next = text.find_first_not_of(kBlanks, 1);
  return next == std::string_view::npos || any_of.find(text[next]) != std::string_view::npos;
}

// An object that begins a file: a line of many, or spread over lines.
Format FormatOfObject(std::string_view text, bool complete) {
  const size_t newline = text.find('\n');
  if (newline == std::string_view::npos) return complete ? Format::kJson : Format::kJsonLines;
  if (EndOfJsonValue(text.substr(0, newline)) != std::string_view::npos) return Format::kJsonLines;
  // A damaged first line is no reason to take the other lines for parts of it.
  const size_t next = text.find_first_not_of(kBlanks, newline);
  return next != std::string_view::npos && text[next] == '{' ? Format::kJsonLines : Format::kJson;
}

}  // namespace

std::optional<FileKind> KindOfName(std::string_view name) {
  std::string lower = LowerAscii(name);
  FileKind kind;
  for (const std::string_view packed : {".gz", ".zst", ".xz", ".bz2", ".lz4"}) {
    if (lower.ends_with(packed)) {
      kind.compression = Compression::kPacked;
      lower.resize(lower.size() - packed.size());
      break;
    }
  }
  for (const std::string_view packed_tar : {".tgz", ".tzst", ".txz", ".tbz2", ".tbz"}) {
    if (lower.ends_with(packed_tar)) return FileKind{Format::kArchive, Compression::kPacked};
  }
  struct Extension {
    std::string_view ending;
    Format format;
  };
  constexpr Extension kExtensions[] = {{".txt", Format::kText},        {".json", Format::kJson},
                                       {".jsonl", Format::kJsonLines}, {".ndjson", Format::kJsonLines},
                                       {".html", Format::kHtml},       {".htm", Format::kHtml},
                                       {".warc", Format::kWarc},       {".wet", Format::kWarc},
                                       {".tar", Format::kArchive},     {".zip", Format::kArchive}};
  for (const Extension& extension : kExtensions) {
    if (!lower.ends_with(extension.ending)) continue;
    kind.format = extension.format;
    return kind;
  }
  return std::nullopt;
}

Format FormatOfHead(std::string_view head, bool complete) {
  if (IsWarc(head)) return Format::kWarc;
  if (IsZip(head) || IsTar(head)) return Format::kArchive;
  if (head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF")) {
    const std::string decoded = DecodeText(head).text;
    const size_t first = decoded.find_first_not_of(kBlanks);
    const bool page = first != std::string::npos && decoded[first] == '<' && LooksLikeHtml(decoded);
    return page ? Format::kHtml : Format::kText;
  }
  if (head.starts_with(kByteOrderMark)) head.remove_prefix(kByteOrderMark.size());
  head.remove_prefix(std::min(head.find_first_not_of(kBlanks), head.size()));
  if (head.empty()) return Format::kText;
  switch (head.front()) {
    case '<':
      return LooksLikeHtml(head) ? Format::kHtml : Format::kText;
    // "[Video] A title" is text.
    case '[':
      return FollowedBy(head, "{]") ? Format::kJson : Format::kText;
    case '{':
      return FollowedBy(head, "\"}") ? FormatOfObject(head, complete) : Format::kText;
    default:
      return Format::kText;
  }
}

absl::StatusOr<FileKind> KindOfContent(const std::string& disk_path) {
  FileKind kind;
  for (const Compression compression : {Compression::kNone, Compression::kPacked}) {
    ASSIGN_OR_RETURN(std::unique_ptr<ByteSource> source, ByteSource::Open(disk_path, compression));
    kind.compression = compression;
    HeadSource content(std::move(source), kHeadBytes);
    // Damage further on is the reader's to tell.
    const absl::Status error = content.head_error();
    if (!error.ok() && !absl::IsDataLoss(error)) return error;
    kind.format = FormatOfHead(content.head(), content.head().size() < kHeadBytes);
    if (compression == Compression::kNone && !IsPacked(content.head())) break;
  }
  return kind;
}

}  // namespace samestory
