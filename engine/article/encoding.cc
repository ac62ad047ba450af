#include "engine/article/encoding.h"

#include <iconv.h>

#include <algorithm>
#include <cstdint>

#include "absl/strings/str_format.h"
#include "engine/base/utf8.h"

namespace samestory {
namespace {

constexpr size_t kCharsetHeadBytes = 4096;  // WHATWG looks at 1024; some sites put scripts first

std::string DecodeUtf16(std::string_view bytes, bool big_endian, size_t* bad) {
  std::string out;
  out.reserve(bytes.size());
  const auto unit = [&](size_t i) {
    const auto low = static_cast<unsigned char>(bytes[i + (big_endian ? 1 : 0)]);
    const auto high = static_cast<unsigned char>(bytes[i + (big_endian ? 0 : 1)]);
    return static_cast<char32_t>(high << 8 | low);
  };
  *bad = bytes.size() % 2;
  for (size_t i = 0; i + 1 < bytes.size(); i += 2) {
    char32_t c = unit(i);
    if (c >= 0xD800 && c <= 0xDBFF && i + 3 < bytes.size() && unit(i + 2) >= 0xDC00 &&
        unit(i + 2) <= 0xDFFF) {
      c = 0x10000 + ((c - 0xD800) << 10) + (unit(i + 2) - 0xDC00);
      i += 2;
    } else if (c >= 0xD800 && c <= 0xDFFF) {
      c = kReplacementCharacter;
      ++*bad;
    }
    AppendUtf8(c, &out);
  }
  if (bytes.size() % 2 != 0) AppendUtf8(kReplacementCharacter, &out);
  return out;
}

// The WHATWG label → the name iconv knows; null for UTF-8 and what is unknown. A fixed list: a name from a
// page never reaches iconv_open, which loads modules by it.
const char* IconvName(std::string_view label) {
  struct Charset {
    std::string_view label;
    const char* name;
  };
  constexpr Charset kCharsets[] = {
      {"windows-1252", "CP1252"},
      {"iso-8859-1", "CP1252"},
      {"latin1", "CP1252"},
      {"us-ascii", "CP1252"},
      {"ascii", "CP1252"},
      {"cp1252", "CP1252"},
      {"windows-1250", "CP1250"},
      {"windows-1251", "CP1251"},
      {"cp1251", "CP1251"},
      {"windows-1253", "CP1253"},
      {"windows-1254", "CP1254"},
      {"iso-8859-9", "CP1254"},
      {"windows-1255", "CP1255"},
      {"windows-1256", "CP1256"},
      {"windows-1257", "CP1257"},
      {"windows-1258", "CP1258"},
      {"iso-8859-2", "ISO-8859-2"},
      {"iso-8859-5", "ISO-8859-5"},
      {"iso-8859-6", "ISO-8859-6"},
      {"iso-8859-7", "ISO-8859-7"},
      {"iso-8859-8", "ISO-8859-8"},
      {"iso-8859-15", "ISO-8859-15"},
      {"koi8-r", "KOI8-R"},
      {"koi8-u", "KOI8-U"},
      {"gb2312", "GB18030"},
      {"gbk", "GB18030"},
      {"gb18030", "GB18030"},
      {"big5", "BIG5-HKSCS"},
      {"euc-jp", "EUC-JP"},
      {"shift_jis", "CP932"},
      {"shift-jis", "CP932"},
      {"sjis", "CP932"},
      {"iso-2022-jp", "ISO-2022-JP"},
      {"euc-kr", "CP949"},
      {"ks_c_5601-1987", "CP949"},
      {"windows-874", "CP874"},
      {"tis-620", "CP874"},
      // Not WHATWG's: what Vietnamese pages were written in before Unicode.
      {"tcvn", "TCVN5712-1"},
      {"tcvn5712-1", "TCVN5712-1"},
      {"viscii", "VISCII"},
  };
  for (const Charset& charset : kCharsets) {
    if (label == charset.label) return charset.name;
  }
  return nullptr;
}

// Converts what can be; each byte that cannot becomes U+FFFD. False where the machine lacks the conversion.
bool Convert(std::string_view bytes, const char* charset, std::string* out, size_t* bad) {
  const iconv_t converter = iconv_open("UTF-8", charset);
  if (converter == reinterpret_cast<iconv_t>(-1)) return false;
  *bad = 0;
  std::string block(1 << 16, '\0');
  char* in = const_cast<char*>(bytes.data());
  size_t in_left = bytes.size();
  while (in_left > 0) {
    char* to = block.data();
    size_t to_left = block.size();
    const size_t result = iconv(converter, &in, &in_left, &to, &to_left);
    out->append(block.data(), block.size() - to_left);
    if (result != static_cast<size_t>(-1) || to_left < 16) continue;
    AppendUtf8(kReplacementCharacter, out);
    ++*bad;
    ++in;
    --in_left;
  }
  // What was held back to be composed with a mark behind it.
  char* to = block.data();
  size_t to_left = block.size();
  if (iconv(converter, nullptr, nullptr, &to, &to_left) != static_cast<size_t>(-1)) {
    out->append(block.data(), block.size() - to_left);
  }
  iconv_close(converter);
  return true;
}

// The first charset=… of the head, lower-case: of <meta charset> and <meta content="text/html; charset=…">.
std::string DeclaredCharset(std::string_view bytes) {
  std::string head(bytes.substr(0, kCharsetHeadBytes));
  std::ranges::transform(head, head.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
  for (size_t at = head.find("charset"); at != std::string::npos; at = head.find("charset", at + 1)) {
    const size_t tag = head.rfind('<', at);
    if (tag == std::string::npos || head.compare(tag, 5, "<meta") != 0) continue;
    size_t begin = at + 7;
    while (begin < head.size() && std::string_view(" =\"'\t\n").find(head[begin]) != std::string_view::npos)
      ++begin;
    return head.substr(begin, head.find_first_of(" \"'>;/\t\r\n", begin) - begin);
  }
  return "";
}

void SayReplaced(size_t count, DecodedText* decoded) {
  if (count == 0) return;
  decoded->mended.push_back(
      absl::StrFormat("%d invalid byte sequence%s replaced by U+FFFD", count, count == 1 ? "" : "s"));
}

void DecodeMarkedUtf16(std::string_view bytes, DecodedText* decoded) {
  const bool big_endian = bytes[0] == '\xFE';
  size_t bad = 0;
  decoded->text = DecodeUtf16(bytes.substr(2), big_endian, &bad);
  decoded->mended.push_back(big_endian ? "UTF-16 (big-endian), read as such"
                                       : "UTF-16 (little-endian), read as such");
  SayReplaced(bad + MendUtf8(&decoded->text), decoded);
}

bool HasUtf16Mark(std::string_view bytes) {
  return bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF");
}

}  // namespace

size_t MendUtf8(std::string* text) {
  size_t replaced = 0;
  if (!IsValidUtf8(*text)) *text = RepairUtf8(*text, &replaced);
  const size_t nuls = static_cast<size_t>(std::ranges::count(*text, '\0'));
  if (nuls > 0) {
    std::string out;
    out.reserve(text->size() + 2 * nuls);
    for (const char c : *text) c == '\0' ? AppendUtf8(kReplacementCharacter, &out) : out.push_back(c);
    *text = std::move(out);
  }
  return replaced + nuls;
}

DecodedText DecodeText(std::string_view bytes) {
  DecodedText decoded;
  if (HasUtf16Mark(bytes)) {
    DecodeMarkedUtf16(bytes, &decoded);
    return decoded;
  }
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  decoded.text = bytes;
  SayReplaced(MendUtf8(&decoded.text), &decoded);
  return decoded;
}

DecodedText DecodePage(std::string_view bytes, std::string_view transport_charset) {
  constexpr char kEscape = '\x1B';  // ISO-2022-JP has seven bits and is not ASCII
  if (HasUtf16Mark(bytes) || bytes.starts_with("\xEF\xBB\xBF")) return DecodeText(bytes);
  const bool known =
      transport_charset == "utf-8" || transport_charset == "utf8" || IconvName(transport_charset);
  const std::string declared = known ? std::string(transport_charset) : DeclaredCharset(bytes);
  const char* charset = IconvName(declared);
  const bool declared_utf8 = declared == "utf-8" || declared == "utf8";
  if (charset == nullptr && !declared_utf8 && !IsValidUtf8(bytes)) charset = "CP1252";
  // Pages whose bytes are UTF-8 beyond doubt are often declared something else by a stale template.
  const bool ascii =
      std::ranges::all_of(bytes, [](char c) { return static_cast<signed char>(c) > 0 && c != kEscape; });
  if (charset == nullptr || ascii || (std::string_view(charset) == "CP1252" && IsValidUtf8(bytes))) {
    return DecodeText(bytes);
  }
  DecodedText decoded;
  size_t bad = 0;
  if (!Convert(bytes, charset, &decoded.text, &bad)) return DecodeText(bytes);
  decoded.mended.push_back(absl::StrFormat("%s, read as such", charset));
  SayReplaced(bad + MendUtf8(&decoded.text), &decoded);
  return decoded;
}

}  // namespace samestory
