// Vietnamese spelling. Internal to text/.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace samestory {

// Moves the tone mark of a syllable that ends in oa, oe or uy from the second vowel to the first, the older
// of two styles in use: hoà → hòa, khoẻ → khỏe, thuý → thúy. These three open rhymes are all that the styles
// differ in. Untouched: anything that is not as a whole a Vietnamese syllable, a final consonant or semivowel
// (hoàn, ngoáy, khuỷu: one style only) and "quý", whose u belongs to the onset. Both spellings are one word
// always.
//
// Works on the bytes of `*key` from `start` on, which are folded NFC; each run of letters between '_' or '.'
// is looked at on its own. Keeps the number of code points, not of bytes.
void UnifyTonePlacement(std::string* key, size_t start);

// Whether UnifyTonePlacement has anything to look for in a key all of letters: an o or u before a last letter of two
// or three bytes.
inline bool MayBeOpenRhyme(std::string_view key) {
  const auto opens = [&](size_t from_end) {
    return key.size() >= from_end && (key[key.size() - from_end] == 'o' || key[key.size() - from_end] == 'u');
  };
  return opens(3) || opens(4);
}

}  // namespace samestory
