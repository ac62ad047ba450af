#include "engine/text/stem.h"

#include "engine/base/hash.h"
#include "engine/text/code_points.h"

namespace samestory {
namespace {

constexpr size_t kLetters = 5, kHangulSyllables = 2;

bool IsHangulSyllable(char32_t c) { return c >= 0xAC00 && c <= 0xD7A3; }

}  // namespace

uint64_t StemKey(std::string_view key) {
  const CodePointTable& table = Table();
  size_t kept = kLetters, letters = 0, cut = 0;
  for (size_t at = 0; at < key.size();) {
    const char32_t c = DecodeFast(key, &at);
    const CodePoint described = Describe(table, c);
    const bool spelled = described.Is(CodePoint::kLetter | CodePoint::kMark);
    if (!spelled || described.Is(CodePoint::kDictionary)) return 0;
    if (letters == 0 && IsHangulSyllable(c)) kept = kHangulSyllables;
    if (++letters == kept) cut = at;
  }
  return cut > 0 ? Hash64(key.substr(0, cut)) : 0;
}

}  // namespace samestory
