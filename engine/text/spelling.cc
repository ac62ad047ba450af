#include "engine/text/spelling.h"

#include <algorithm>
#include <array>
#include <vector>

#include "engine/base/hash.h"
#include "engine/base/utf8.h"
#include "engine/text/code_points.h"
#include "engine/text/normalize.h"

namespace samestory {
namespace {

bool IsAscii(std::string_view bytes) {
  return std::all_of(bytes.begin(), bytes.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

struct Tones {
  char32_t plain;
  char32_t toned[5];
};

constexpr std::array<Tones, 12> kVowels = {{
    {U'a', {U'à', U'ả', U'ã', U'á', U'ạ'}},
    {U'ă', {U'ằ', U'ẳ', U'ẵ', U'ắ', U'ặ'}},
    {U'â', {U'ầ', U'ẩ', U'ẫ', U'ấ', U'ậ'}},
    {U'e', {U'è', U'ẻ', U'ẽ', U'é', U'ẹ'}},
    {U'ê', {U'ề', U'ể', U'ễ', U'ế', U'ệ'}},
    {U'i', {U'ì', U'ỉ', U'ĩ', U'í', U'ị'}},
    {U'o', {U'ò', U'ỏ', U'õ', U'ó', U'ọ'}},
    {U'ô', {U'ồ', U'ổ', U'ỗ', U'ố', U'ộ'}},
    {U'ơ', {U'ờ', U'ở', U'ỡ', U'ớ', U'ợ'}},
    {U'u', {U'ù', U'ủ', U'ũ', U'ú', U'ụ'}},
    {U'ư', {U'ừ', U'ử', U'ữ', U'ứ', U'ự'}},
    {U'y', {U'ỳ', U'ỷ', U'ỹ', U'ý', U'ỵ'}},
}};

// Toned vowels stand in two blocks: Latin-1 and Latin Extended-A, and Latin Extended Additional.
constexpr char32_t kLowEnd = 0x180, kHighBegin = 0x1EA0, kHighEnd = 0x1F00;

struct PlainTable {
  std::array<char32_t, kLowEnd> low{};
  std::array<char32_t, kHighEnd - kHighBegin> high{};
};

constexpr PlainTable MakePlainTable() {
  PlainTable table;
  for (const Tones& vowel : kVowels) {
    for (const char32_t c : vowel.toned)
      (c < kLowEnd ? table.low[c] : table.high[c - kHighBegin]) = vowel.plain;
  }
  return table;
}

constexpr PlainTable kPlain = MakePlainTable();

char32_t WithoutTone(char32_t c) {
  const char32_t plain = c < kLowEnd                       ? kPlain.low[c]
                         : c >= kHighBegin && c < kHighEnd ? kPlain.high[c - kHighBegin]
                                                           : 0;
  return plain != 0 ? plain : c;
}

bool IsPlainVowel(char32_t c) {
  return std::any_of(kVowels.begin(), kVowels.end(), [&](const Tones& vowel) { return vowel.plain == c; });
}

bool IsVowelAt(std::string_view key, size_t position) {
  return position < key.size() && IsPlainVowel(DecodeFast(key, &position));
}

// A tone that NFC leaves apart, on a vowel with other marks.
bool IsToneMark(char32_t c) { return c == 0x300 || c == 0x301 || c == 0x303 || c == 0x309 || c == 0x323; }

// NFC and folded code point by code point where the table suffices; false where it does not.
bool FoldFast(std::string_view bytes, std::string* folded) {
  const CodePointTable& table = Table();
  for (size_t position = 0; position < bytes.size();) {
    const size_t start = position;
    const char32_t c = DecodeFast(bytes, &position);
    const CodePoint point = Describe(table, c);
    if (point.Is(CodePoint::kContextual) || c == kReplacementCharacter) return false;
    if (UnifiedForm(c) == c && c != 0x2026) {
      folded->append(point.fold, point.fold_size);
    } else if (point.Is(CodePoint::kUpper)) {
      return false;  // a full-width capital
    } else {
      folded->append(bytes.substr(start, position - start));
    }
  }
  return true;
}

std::string WithoutInvisible(std::string_view bytes) {
  std::string out;
  for (size_t position = 0; position < bytes.size();) {
    const char32_t c = DecodeFast(bytes, &position);
    if (!Describe(Table(), c).Is(CodePoint::kInvisible)) AppendUtf8(c, &out);
  }
  return out;
}

uint64_t NotZero(uint64_t hash) { return hash == 0 ? 1 : hash; }

}  // namespace

void AppendToneless(std::string_view key, std::string* out) {
  bool on_vowel = false;
  for (size_t position = 0; position < key.size();) {
    const char32_t c = DecodeFast(key, &position);
    if (on_vowel && IsToneMark(c)) continue;
    const char32_t plain = WithoutTone(c);
    AppendUtf8(plain, out);
    if (!Describe(Table(), c).Is(CodePoint::kMark)) on_vowel = IsPlainVowel(plain);
  }
}

bool IsVietnameseSyllable(std::string_view toneless) {
  using std::string_view_literals::operator""sv;
  constexpr std::array kOnsets = {"ngh"sv, "ch"sv, "gh"sv, "gi"sv, "kh"sv, "ng"sv, "nh"sv, "ph"sv, "qu"sv,
                                  "th"sv,  "tr"sv, "b"sv,  "c"sv,  "d"sv,  "đ"sv,  "g"sv,  "h"sv,  "k"sv,
                                  "l"sv,   "m"sv,  "n"sv,  "p"sv,  "r"sv,  "s"sv,  "t"sv,  "v"sv,  "x"sv};
  constexpr std::array kFinals = {""sv, "c"sv, "ch"sv, "m"sv, "n"sv, "ng"sv, "nh"sv, "p"sv, "t"sv};
  constexpr size_t kMostVowels = 3;
  size_t position = 0;
  for (const std::string_view onset : kOnsets) {
    if (!toneless.starts_with(onset)) continue;
    // The i of "gì" and the u of "quốc": the one is the vowel where no other follows.
    position = onset == "gi" && (toneless.size() == 2 || !IsVowelAt(toneless, 2)) ? 1 : onset.size();
    break;
  }
  size_t vowels = 0;
  char32_t before = 0;
  while (position < toneless.size() && IsVowelAt(toneless, position)) {
    const char32_t vowel = DecodeFast(toneless, &position);
    if (vowel == before && vowel != U'o') return false;
    before = vowel;
    ++vowels;
  }
  return vowels >= 1 && vowels <= kMostVowels &&
         std::find(kFinals.begin(), kFinals.end(), toneless.substr(position)) != kFinals.end();
}

TokenSpelling SpellingOf(std::string_view text, const TokenizedText& tokenized, const Token& token) {
  const std::string_view bytes = text.substr(token.start, token.end - token.start);
  const std::string_view key = tokenized.Key(token);
  TokenSpelling spelling;
  spelling.toneless = NotZero(token.key);
  if (!IsAscii(key)) {
    std::string toneless;
    AppendToneless(key, &toneless);
    if (toneless != key) spelling.toneless = NotZero(Hash64(toneless));
  }
  std::string folded;
  if (FoldFast(bytes, &folded)) {
    spelling.written = NotZero(Hash64(bytes));
  } else {
    const std::string visible = WithoutInvisible(bytes);
    std::vector<size_t> origins;
    spelling.written = NotZero(Hash64(ToNfc(visible, &origins)));
    folded = FoldWord(visible);
  }
  spelling.uncased = NotZero(Hash64(folded));
  return spelling;
}

}  // namespace samestory
