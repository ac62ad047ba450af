#include "engine/text/normalize.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "engine/base/utf8.h"
#include "engine/text/code_points.h"
#include "engine/text/tokenize.h"
#include "engine/text/vietnamese.h"

namespace samestory {
namespace {

constexpr int kMaxMarks = 30;  // the limit of the Stream-Safe Text Format

const icu::Normalizer2* NfcForm() {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* form = icu::Normalizer2::getNFCInstance(status);
  return U_SUCCESS(status) ? form : nullptr;
}

icu::UnicodeString Nfc(const icu::UnicodeString& text) {
  const icu::Normalizer2* nfc = NfcForm();
  if (nfc == nullptr) return text;
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString out = nfc->normalize(text, status);
  return U_SUCCESS(status) ? out : text;
}

// Quotes, dashes and full-width forms made one, invisible characters left out.
icu::UnicodeString Unify(const icu::UnicodeString& text) {
  icu::UnicodeString out;
  for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const UChar32 c = text.char32At(i);
    if (c == 0x2026) {
      out.append(u"...", 3);
    } else if (!Describe(Table(), static_cast<char32_t>(c)).Is(CodePoint::kInvisible)) {
      out.append(static_cast<UChar32>(UnifiedForm(static_cast<char32_t>(c))));
    }
  }
  return out;
}

icu::UnicodeString FoldPiece(icu::UnicodeString piece, bool unify) {
  piece = Nfc(piece);
  if (unify) piece = Nfc(Unify(piece));
  return piece.foldCase();
}

// Calls `take` with the word, or with its pieces where it holds more marks in a row than any script needs.
template <typename Take>
void ForEachPiece(std::string_view word, Take take) {
  icu::UnicodeString piece;
  int marks = 0;
  for (size_t position = 0; position < word.size();) {
    const UChar32 c = static_cast<UChar32>(DecodeUtf8(word, &position));
    marks = u_getCombiningClass(c) == 0 ? 0 : marks + 1;
    if (marks > kMaxMarks) {
      take(piece);
      piece.remove();
      marks = 1;
    }
    piece.append(c);
  }
  take(piece);
}

bool IsDots(std::string_view key) { return key.size() >= 2 && key.find_first_not_of('.') == key.npos; }

}  // namespace

std::string FoldWord(std::string_view word) {
  std::string out;
  ForEachPiece(word, [&](const icu::UnicodeString& piece) { FoldPiece(piece, false).toUTF8String(out); });
  return out;
}

std::string NormalizeKey(std::string_view token) {
  std::string out;
  ForEachPiece(token,
               [&](const icu::UnicodeString& piece) { Nfc(FoldPiece(piece, true)).toUTF8String(out); });
  if (IsDots(out)) return "...";
  UnifyTonePlacement(&out, 0);
  return out;
}

bool IsNfc(std::string_view text) {
  const icu::Normalizer2* nfc = NfcForm();
  UErrorCode status = U_ZERO_ERROR;
  return nfc != nullptr && nfc->isNormalizedUTF8({text.data(), static_cast<int32_t>(text.size())}, status) &&
         U_SUCCESS(status);
}

std::string ToNfc(std::string_view text, std::vector<size_t>* origins) {
  const icu::Normalizer2* nfc = NfcForm();
  std::string out;
  origins->clear();
  for (size_t position = 0; position < text.size();) {
    const size_t start = position;
    icu::UnicodeString piece(static_cast<UChar32>(DecodeUtf8(text, &position)));
    for (size_t next = position; next < text.size() && piece.length() < kMaxMarks; position = next) {
      const UChar32 c = static_cast<UChar32>(DecodeUtf8(text, &next));
      if (nfc == nullptr || nfc->hasBoundaryBefore(c)) break;
      piece.append(c);
    }
    Nfc(piece).toUTF8String(out);
    origins->resize(out.size(), start);
  }
  origins->push_back(text.size());
  return out;
}

}  // namespace samestory
