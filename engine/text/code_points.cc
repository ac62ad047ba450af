#include "engine/text/code_points.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <cstring>
#include <string>

namespace samestory {
namespace {

WordBreak WordBreakOf(UChar32 c) {
  // As in ICU's root rules, the colon does not join words (it does in Swedish: "k:a").
  if (c == ':' || c == 0xFE55 || c == 0xFF1A) return WordBreak::kOther;
  switch (u_getIntPropertyValue(c, UCHAR_WORD_BREAK)) {
    case U_WB_ALETTER:
      return WordBreak::kLetter;
    case U_WB_FORMAT:
    case U_WB_EXTEND:
      return WordBreak::kExtend;
    case U_WB_KATAKANA:
      return WordBreak::kKatakana;
    case U_WB_MIDLETTER:
      return WordBreak::kMidLetter;
    case U_WB_MIDNUM:
      return WordBreak::kMidNum;
    case U_WB_NUMERIC:
      return WordBreak::kNumeric;
    case U_WB_EXTENDNUMLET:
      return WordBreak::kExtendNumLet;
    case U_WB_CR:
    case U_WB_LF:
    case U_WB_NEWLINE:
      return WordBreak::kNewline;
    case U_WB_MIDNUMLET:
      return WordBreak::kMidNumLet;
    case U_WB_REGIONAL_INDICATOR:
      return WordBreak::kRegional;
    case U_WB_HEBREW_LETTER:
      return WordBreak::kHebrew;
    case U_WB_SINGLE_QUOTE:
      return WordBreak::kSingleQuote;
    case U_WB_DOUBLE_QUOTE:
      return WordBreak::kDoubleQuote;
    case U_WB_ZWJ:
      return WordBreak::kZwj;
    case U_WB_WSEGSPACE:
      return WordBreak::kSpace;
    default:
      return WordBreak::kOther;
  }
}

bool IsInvisible(UChar32 c) {
  return c == 0xAD || c == 0x61C || c == 0x180E || (c >= 0x200B && c <= 0x200F) ||
         (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2064) || (c >= 0x2066 && c <= 0x206F) ||
         c == 0xFEFF;
}

bool NeedsDictionary(UChar32 c) {
  if (u_getIntPropertyValue(c, UCHAR_LINE_BREAK) == U_LB_COMPLEX_CONTEXT) return true;
  if (c < 0x2E80) return false;
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(c, &status);
  if (script == USCRIPT_HAN || script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA) return true;
  return c == 0x30FC || c == 0xFF70 || c == 0xFF9E || c == 0xFF9F;  // the sound marks of both kana
}

int CategoryFlags(UChar32 c) {
  const uint32_t category = U_GET_GC_MASK(c);
  int flags = 0;
  if (category & U_GC_L_MASK) flags |= CodePoint::kLetter;
  if (category & U_GC_M_MASK) flags |= CodePoint::kMark;
  if (category & U_GC_ND_MASK) flags |= CodePoint::kDigit;
  if (category & (U_GC_NL_MASK | U_GC_NO_MASK)) flags |= CodePoint::kOtherNumber;
  if (category & (U_GC_LU_MASK | U_GC_LT_MASK)) flags |= CodePoint::kUpper;
  if (category & U_GC_LL_MASK) flags |= CodePoint::kLower;
  return flags;
}

// Already NFC on its own and beside any other such code point.
bool IsInert(UChar32 c) {
  return u_getIntPropertyValue(c, UCHAR_NFC_QUICK_CHECK) == UNORM_YES && u_getCombiningClass(c) == 0;
}

// Fills `fold`, or marks the code point as contextual.
void SetFold(UChar32 c, CodePoint* out) {
  std::string bytes;
  bool contextual = out->Is(CodePoint::kInvisible) || !IsInert(c);
  if (c == 0x2026) {
    bytes = "...";
  } else {
    icu::UnicodeString folded(static_cast<UChar32>(UnifiedForm(static_cast<char32_t>(c))));
    folded.foldCase();
    contextual = contextual || folded.countChar32() != 1 || !IsInert(folded.char32At(0));
    folded.toUTF8String(bytes);
  }
  if (contextual || bytes.size() > sizeof(out->fold)) {
    out->flags |= CodePoint::kContextual;
    return;
  }
  out->fold_size = static_cast<uint8_t>(bytes.size());
  std::memcpy(out->fold, bytes.data(), bytes.size());
}

// Han and Hangul syllables: letters without case, in NFC.
CodePoint Ideograph(char32_t c, WordBreak word_break, int flags) {
  CodePoint out;
  out.flags = static_cast<uint16_t>(flags);
  out.word_break = word_break;
  out.fold_size = 3;
  out.fold[0] = static_cast<char>(0xE0 | c >> 12);
  out.fold[1] = static_cast<char>(0x80 | (c >> 6 & 0x3F));
  out.fold[2] = static_cast<char>(0x80 | (c & 0x3F));
  return out;
}

CodePoint Compute(char32_t code_point) {
  const UChar32 c = static_cast<UChar32>(code_point);
  CodePoint out;
  int flags = CategoryFlags(c);
  if (u_isUWhiteSpace(c)) flags |= CodePoint::kWhiteSpace;
  if (IsInvisible(c)) flags |= CodePoint::kInvisible;
  if (NeedsDictionary(c)) flags |= CodePoint::kDictionary;
  if (u_hasBinaryProperty(c, UCHAR_EXTENDED_PICTOGRAPHIC)) flags |= CodePoint::kPictograph;
  out.flags = static_cast<uint16_t>(flags);
  out.word_break = WordBreakOf(c);
  SetFold(c, &out);
  return out;
}

}  // namespace

CodePoint DescribeOther(char32_t c) {
  if (c >= 0x4E00 && c <= 0x9FFF) {
    return Ideograph(c, WordBreak::kOther, CodePoint::kLetter | CodePoint::kDictionary);
  }
  if (c >= 0xAC00 && c <= 0xD7A3) return Ideograph(c, WordBreak::kLetter, CodePoint::kLetter);
  return Compute(c);
}

const CodePointTable& Table() {
  static const CodePointTable* const table = [] {
    auto* filled = new CodePointTable;
    for (char32_t c = 0; c < kTableEnd; ++c) filled->low[c] = Compute(c);
    for (char32_t c = kFormsBegin; c < kFormsEnd; ++c) filled->forms[c - kFormsBegin] = Compute(c);
    return filled;
  }();
  return *table;
}

Stop StopOf(char32_t c) {
  switch (u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_SENTENCE_BREAK)) {
    case U_SB_ATERM:
      return Stop::kPeriod;
    case U_SB_STERM:
      return Stop::kFull;
    default:
      return Stop::kNone;
  }
}

bool IsClose(char32_t c) {
  return u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_SENTENCE_BREAK) == U_SB_CLOSE;
}

char32_t UnifiedForm(char32_t c) {
  if (c < 0x80) return c;
  if (c >= 0xFF01 && c <= 0xFF5E) return UnifiedForm(c - 0xFEE0);
  switch (c) {
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:  // hyphens and dashes
    case 0x2043:
    case 0x2212:
    case 0xFE58:
    case 0xFE63:  // bullet, minus, small forms
      return '-';
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x201F:
    case 0xAB:
    case 0xBB:
    case 0x2033:
    case 0x301D:
    case 0x301E:
    case 0x301F:
      return '"';
    case 0x2018:
    case 0x2019:
    case 0x201A:
    case 0x201B:
    case 0x2032:
    case 0x2039:
    case 0x203A:
      return '\'';
    case 0x3000:
      return ' ';
    case 0xFFE0:
      return 0xA2;
    case 0xFFE1:
      return 0xA3;
    case 0xFFE2:
      return 0xAC;
    case 0xFFE3:
      return 0xAF;
    case 0xFFE4:
      return 0xA6;
    case 0xFFE5:
      return 0xA5;
    case 0xFFE6:
      return 0x20A9;
    default:
      return c;
  }
}

}  // namespace samestory
