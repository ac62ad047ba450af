#include "tests/oracle/slow_shingle.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include <set>

#include "engine/base/utf8.h"
#include "engine/text/word_hash.h"

namespace samestory::oracle {
namespace {

bool IsWordCharacter(char32_t c) {
  switch (u_charType(static_cast<UChar32>(c))) {
    case U_UPPERCASE_LETTER:
    case U_LOWERCASE_LETTER:
    case U_TITLECASE_LETTER:
    case U_MODIFIER_LETTER:
    case U_OTHER_LETTER:
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_COMBINING_SPACING_MARK:
    case U_DECIMAL_DIGIT_NUMBER:
      return true;
    default:
      return c == U'_';
  }
}

std::string NfcFolded(const std::u32string& word) {
  std::u16string units;
  for (char32_t c : word) {
    if (c >= 0x10000) {
      units.push_back(static_cast<char16_t>(0xD7C0 + (c >> 10)));
      units.push_back(static_cast<char16_t>(0xDC00 | (c & 0x3FF)));
    } else {
      units.push_back(static_cast<char16_t>(c));
    }
  }
  UErrorCode status = U_ZERO_ERROR;
  std::u16string nfc(units.size() * 4 + 8, u'\0'), folded(units.size() * 16 + 32, u'\0');
  nfc.resize(unorm2_normalize(unorm2_getNFCInstance(&status), units.data(),
                              static_cast<int32_t>(units.size()), nfc.data(),
                              static_cast<int32_t>(nfc.size()), &status));
  folded.resize(u_strFoldCase(folded.data(), static_cast<int32_t>(folded.size()), nfc.data(),
                              static_cast<int32_t>(nfc.size()), U_FOLD_CASE_DEFAULT, &status));
  std::string out;
  for (size_t i = 0; i < folded.size(); ++i) {
    char32_t c = folded[i];
    if (U16_IS_LEAD(folded[i])) c = (c << 10) + folded[++i] - ((0xD800u << 10) + 0xDC00u - 0x10000u);
    AppendUtf8(c, &out);
  }
  return out;
}

}  // namespace

std::vector<std::string> SlowWords(std::string_view text) {
  std::vector<std::string> words;
  std::u32string word;
  for (size_t position = 0; position < text.size();) {
    const char32_t c = DecodeUtf8(text, &position);
    if (IsWordCharacter(c)) {
      word.push_back(c);
      if (position < text.size()) continue;
    }
    if (!word.empty()) words.push_back(NfcFolded(word));
    word.clear();
  }
  return words;
}

std::vector<uint64_t> SlowShingles(std::string_view text) {
  std::vector<uint64_t> words, shingles;
  for (const std::string& word : SlowWords(text)) words.push_back(HashWord(word));
  for (size_t i = 0; i + 5 <= words.size(); ++i) shingles.push_back(HashRun(words.data() + i));
  return shingles;
}

std::vector<uint64_t> SlowWordShingles(std::string_view text) {
  const std::vector<uint64_t> shingles = SlowShingles(text);
  const std::set<uint64_t> distinct(shingles.begin(), shingles.end());
  return {distinct.begin(), distinct.end()};
}

}  // namespace samestory::oracle
