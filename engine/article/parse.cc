#include "engine/article/parse.h"

#include "engine/article/record_readers.h"

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

// Whether all white space is single ASCII spaces inside the text, as that of most titles is. Told by the bytes that
// white space begins with, so that a no for other reasons costs no more than the slow way.
bool IsFolded(std::string_view text) {
  char before = ' ';
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte == ' ' ? before == ' '
                    : byte < ' ' || byte == 0xC2 || byte == 0xE2 || byte == 0xE3 || byte == 0xEF) {
      return false;
    }
    before = c;
  }
  return text.empty() || before != ' ';
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
  if (IsFolded(text)) return std::string(text);
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

}  // namespace samestory
