// What a code point is, for the loops that look at every one of a text: a table for U+0000..U+2FFF, filled
// once from ICU, and ICU itself beyond (Unicode 15). Internal to text/.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "engine/base/utf8.h"

namespace samestory {

// The Word_Break property of UAX #29, as far as the rules tell values apart.
enum class WordBreak : uint8_t {
  kOther,
  kNewline,  // CR, LF and Newline
  kExtend,   // Extend and Format
  kZwj,
  kSpace,  // WSegSpace
  kRegional,
  kKatakana,
  kHebrew,
  kLetter,  // ALetter
  kSingleQuote,
  kDoubleQuote,
  kMidNumLet,
  kMidLetter,
  kMidNum,
  kNumeric,
  kExtendNumLet,
};

// The Sentence_Break property, as far as we ask: does this code point end a sentence?
enum class Stop : uint8_t {
  kNone,
  kPeriod,  // ATerm: may be an abbreviation
  kFull,    // STerm
};

struct CodePoint {
  enum Flag : uint16_t {
    kLetter = 1,         // L*
    kMark = 2,           // M*
    kDigit = 4,          // Nd
    kOtherNumber = 8,    // Nl, No
    kWhiteSpace = 16,    // White_Space
    kUpper = 32,         // Lu, Lt
    kLower = 64,         // Ll
    kInvisible = 128,    // soft hyphen, zero-width, bidirectional controls: no part of a key
    kDictionary = 256,   // its word breaks need a dictionary (LineBreak=SA; Han, Hiragana, Katakana)
    kPictograph = 512,   // Extended_Pictographic
    kContextual = 1024,  // key or folding not to be had code point by code point: `fold` is not valid
  };
  uint16_t flags = 0;
  WordBreak word_break = WordBreak::kOther;
  uint8_t fold_size = 0;
  char fold[4] = {};  // the key of this code point alone: folded case, unified quotes and dashes; UTF-8

  bool Is(int mask) const { return (flags & mask) != 0; }
};

// What the tables hold: every alphabet, signs and kana; and the forms of width and presentation.
inline constexpr char32_t kTableEnd = 0x3100;
inline constexpr char32_t kFormsBegin = 0xFE00, kFormsEnd = 0x10000;

struct CodePointTable {
  std::array<CodePoint, kTableEnd> low;
  std::array<CodePoint, kFormsEnd - kFormsBegin> forms;
};

// The table; filled at the first call. Thread-safe.
const CodePointTable& Table();

// The same for a code point that is in no table: Han and Hangul at once, others from ICU.
CodePoint DescribeOther(char32_t c);

inline CodePoint Describe(const CodePointTable& table, char32_t c) {
  if (c < kTableEnd) return table.low[c];
  if (c >= kFormsBegin && c < kFormsEnd) return table.forms[c - kFormsBegin];
  return DescribeOther(c);
}

Stop StopOf(char32_t c);

// Opening or closing bracket or quotation mark (Sentence_Break=Close).
bool IsClose(char32_t c);

// What NormalizeKey writes for the code point before any folding of case: quotes, dashes and full-width forms
// made one; the code point itself where it has no other form.
char32_t UnifiedForm(char32_t c);

// DecodeUtf8 with the usual cases in line.
inline char32_t DecodeFast(std::string_view bytes, size_t* position) {
  const auto* p = reinterpret_cast<const unsigned char*>(bytes.data()) + *position;
  const size_t left = bytes.size() - *position;
  if (p[0] < 0x80) {
    ++*position;
    return p[0];
  }
  if (p[0] >= 0xC2 && p[0] <= 0xDF && left >= 2 && (p[1] & 0xC0) == 0x80) {
    *position += 2;
    return (p[0] & 0x1Fu) << 6 | (p[1] & 0x3Fu);
  }
  if (p[0] >= 0xE1 && p[0] <= 0xEC && left >= 3 && (p[1] & 0xC0) == 0x80 && (p[2] & 0xC0) == 0x80) {
    *position += 3;
    return (p[0] & 0x0Fu) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu);
  }
  return DecodeUtf8(bytes, position);
}

}  // namespace samestory
