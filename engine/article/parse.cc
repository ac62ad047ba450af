#include "engine/article/parse.h"

#include "absl/strings/str_format.h"
#include "engine/article/record_readers.h"
#include "engine/base/file.h"

namespace samestory {
namespace {

bool IsAsciiSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

// Bytes of white space at the front: ASCII, no-break space, U+FEFF, U+2000 to U+200B, U+3000; else 0.
size_t SpaceLength(std::string_view text) {
  if (IsAsciiSpace(text[0])) return 1;
  if (text.starts_with("\xC2\xA0")) return 2;
  if (text.starts_with("\xEF\xBB\xBF") || text.starts_with("\xE3\x80\x80")) return 3;
  if (text.starts_with("\xE2\x80") && text.size() > 2 && static_cast<unsigned char>(text[2]) <= 0x8B)
    return 3;
  return 0;
}

}  // namespace

std::string HostOfUrl(std::string_view url) {
  const size_t scheme = url.find("//");
  if (scheme == std::string_view::npos || (scheme > 0 && url[scheme - 1] != ':')) return "";
  url.remove_prefix(scheme + 2);
  url = url.substr(0, url.find_first_of("/?#\\"));
  if (const size_t user = url.rfind('@'); user != std::string_view::npos) url.remove_prefix(user + 1);
  url = url.substr(0, url.find(':'));
  std::string host;
  for (const char c : url) {
    if (IsAsciiSpace(c)) return "";
    host.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c);
  }
  if (host.starts_with("www.")) host.erase(0, 4);
  return host;
}

std::string FoldSpaces(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool pending = false;
  while (!text.empty()) {
    if (const size_t space = SpaceLength(text); space > 0) {
      pending = !out.empty();
      text.remove_prefix(space);
      continue;
    }
    if (pending) out.push_back(' ');
    pending = false;
    out.push_back(text.front());
    text.remove_prefix(1);
  }
  return out;
}

bool IsBlankText(std::string_view text) {
  while (!text.empty()) {
    const size_t space = SpaceLength(text);
    if (space == 0) return false;
    text.remove_prefix(space);
  }
  return true;
}

ParsedRecord ParseRecord(const InputFile& container, const Record& record) {
  const InputFile& file = record.member != nullptr ? *record.member : container;
  switch (file.format) {
    case Format::kJson:
    case Format::kJsonLines:
      return ParseJsonArticle(file, record);
    case Format::kHtml:
      return ParseHtmlArticle(file, record);
    case Format::kWarc:
      return ParseWarcArticle(file, record);
    case Format::kText:
    case Format::kArchive:
      break;
  }
  return ParseTextArticle(file, record);
}

absl::StatusOr<Article> ReadArticleAt(const InputFile& file, const Location& location) {
  if (!CanReadAgain(file)) {
    return absl::InvalidArgumentError(file.name +
                                      ": packed, an archive or standard input, cannot be read at an offset");
  }
  if (location.size_bytes > kMaxRecordBytes) {
    return absl::InvalidArgumentError(
        absl::StrFormat("%s: a record of %d bytes", file.name, location.size_bytes));
  }
  Record record;
  record.location = location;
  ASSIGN_OR_RETURN(record.bytes, ReadFileRange(file.disk_path, location.offset_bytes, location.size_bytes));
  ParsedRecord parsed = ParseRecord(file, record);
  if (parsed.articles.empty()) {
    return absl::DataLossError(
        absl::StrFormat("%s: no article at byte %d; the file was changed since it was scanned",
                        file.disk_path, location.offset_bytes));
  }
  return std::move(parsed.articles.front());
}

}  // namespace samestory
