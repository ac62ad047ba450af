// Bytes of unknown origin → UTF-8 without NUL, and what had to be done for it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace samestory {

struct DecodedText {
  std::string text;
  std::vector<std::string> mended;  // one reason each; empty where the bytes were good
};

// By byte-order mark UTF-16 (either order) or UTF-8, else UTF-8. The mark is dropped. Ill-formed sequences
// and NUL become U+FFFD.
DecodedText DecodeText(std::string_view bytes);

// The same for a page: by byte-order mark, else by the charset its transport declared (lower-case, empty for
// none), else by the one its head declares, else UTF-8 where the bytes are that, else windows-1252. Charsets
// are the labels of the WHATWG Encoding Standard for single-byte and East Asian encodings; an unknown one
// counts as none.
DecodedText DecodePage(std::string_view bytes, std::string_view transport_charset = {});

// Replaces NUL and ill-formed UTF-8 by U+FFFD; the count of what was replaced.
size_t MendUtf8(std::string* text);

}  // namespace samestory
