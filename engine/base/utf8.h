// UTF-8 as bytes (Unicode 15, section 3.9). What a code point means is text/'s business.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace samestory {

inline constexpr char32_t kReplacementCharacter = 0xFFFD;
// U+FEFF at the start of a file: no part of the text.
inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// Decodes the code point at `position` and moves past it. An ill-formed sequence gives kReplacementCharacter
// and moves past its maximal subpart (one U+FFFD for each, as Unicode and WHATWG recommend).
// Requires position < bytes.size().
char32_t DecodeUtf8(std::string_view bytes, size_t* position);

void AppendUtf8(char32_t code_point, std::string* out);

bool IsValidUtf8(std::string_view bytes);

// Every ill-formed sequence replaced by U+FFFD; `*replaced` counts them.
std::string RepairUtf8(std::string_view bytes, size_t* replaced);

}  // namespace samestory
