#include "engine/text/vietnamese.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace samestory {
namespace {

struct Rhyme {
  std::string_view late, early;  // tone on the second vowel, on the first
};

// Tones: huyền, sắc, hỏi, ngã, nặng.
constexpr std::array<Rhyme, 15> kOpenRhymes = {{
    {"oà", "òa"},
    {"oá", "óa"},
    {"oả", "ỏa"},
    {"oã", "õa"},
    {"oạ", "ọa"},
    {"oè", "òe"},
    {"oé", "óe"},
    {"oẻ", "ỏe"},
    {"oẽ", "õe"},
    {"oẹ", "ọe"},
    {"uỳ", "ùy"},
    {"uý", "úy"},
    {"uỷ", "ủy"},
    {"uỹ", "ũy"},
    {"uỵ", "ụy"},
}};

// Sorted by bytes. No "q": in "quý" and "quà" the u is part of the onset.
constexpr std::array<std::string_view, 27> kOnsets = {"",   "b",  "c", "ch", "d",  "g",  "gh",  "gi", "h",
                                                      "k",  "kh", "l", "m",  "n",  "ng", "ngh", "nh", "p",
                                                      "ph", "r",  "s", "t",  "th", "tr", "v",   "x",  "đ"};

constexpr size_t kLongest = 7;  // "ngh" + "u" + "ỷ" in bytes

const Rhyme* FindRhyme(std::string_view syllable) {
  if (syllable.size() < 3 || syllable.size() > kLongest) return nullptr;
  for (const Rhyme& rhyme : kOpenRhymes) {
    if (!syllable.ends_with(rhyme.late)) continue;
    const std::string_view onset = syllable.substr(0, syllable.size() - rhyme.late.size());
    return std::binary_search(kOnsets.begin(), kOnsets.end(), onset) ? &rhyme : nullptr;
  }
  return nullptr;
}

}  // namespace

void UnifyTonePlacement(std::string* key, size_t start) {
  for (size_t begin = start; begin < key->size();) {
    size_t end = key->find_first_of("_.", begin);
    if (end == key->npos) end = key->size();
    // Cheap refusal for nearly every word: the last byte must end a toned vowel, so it is not ASCII.
    if (end > begin && static_cast<unsigned char>((*key)[end - 1]) >= 0x80) {
      if (const Rhyme* rhyme = FindRhyme(std::string_view(*key).substr(begin, end - begin))) {
        key->replace(end - rhyme->late.size(), rhyme->late.size(), rhyme->early);
        end += rhyme->early.size() - rhyme->late.size();
      }
    }
    begin = end + 1;
  }
}

}  // namespace samestory
