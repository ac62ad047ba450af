#include "engine/article/detect.h"

#include <algorithm>
#include <array>
#include <memory>

#include "engine/article/byte_source.h"
#include "engine/article/encoding.h"

namespace samestory {
namespace {

constexpr size_t kHeadBytes = 1 << 16;
constexpr std::string_view kBlanks = " \t\r\n";

std::string LowerAscii(std::string_view text) {
  std::string lower(text);
  std::ranges::transform(lower, lower.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
  return lower;
}

bool IsPacked(std::string_view head) {
  using namespace std::string_view_literals;
  for (const std::string_view magic :
       {"\x1F\x8B"sv, "\x28\xB5\x2F\xFD"sv, "\xFD\x37zXZ\0"sv, "BZh"sv, "\x04\x22\x4D\x18"sv}) {
    if (head.starts_with(magic)) return true;
  }
  return false;
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
  for (const std::string_view packed : {".gz", ".zst"}) {
    if (lower.ends_with(packed)) {
      kind.compression = Compression::kPacked;
      lower.resize(lower.size() - packed.size());
      break;
    }
  }
  struct Extension {
    std::string_view ending;
    Format format;
  };
  constexpr Extension kExtensions[] = {{".txt", Format::kText},        {".json", Format::kJson},
                                       {".jsonl", Format::kJsonLines}, {".ndjson", Format::kJsonLines},
                                       {".html", Format::kHtml},       {".htm", Format::kHtml}};
  for (const Extension& extension : kExtensions) {
    if (!lower.ends_with(extension.ending)) continue;
    kind.format = extension.format;
    return kind;
  }
  return std::nullopt;
}

Format FormatOfHead(std::string_view head, bool complete) {
  if (head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF")) {
    const std::string decoded = DecodeText(head).text;
    const size_t first = decoded.find_first_not_of(kBlanks);
    const bool page = first != std::string::npos && decoded[first] == '<' && LooksLikeHtml(decoded);
    return page ? Format::kHtml : Format::kText;
  }
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
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
  std::string head(kHeadBytes, '\0');
  for (const Compression compression : {Compression::kNone, Compression::kPacked}) {
    ASSIGN_OR_RETURN(const std::unique_ptr<ByteSource> source, ByteSource::Open(disk_path, compression));
    kind.compression = compression;
    size_t size = 0;
    while (size < head.size()) {
      const absl::StatusOr<size_t> got = source->Read(std::span(head).subspan(size));
      // Damage further on is the reader's to tell.
      if (!got.ok() && absl::IsDataLoss(got.status())) break;
      if (!got.ok()) return got.status();
      if (*got == 0) break;
      size += *got;
    }
    const std::string_view content = std::string_view(head).substr(0, size);
    kind.format = FormatOfHead(content, size < head.size());
    if (compression == Compression::kNone && !IsPacked(content)) break;
  }
  return kind;
}

}  // namespace samestory
