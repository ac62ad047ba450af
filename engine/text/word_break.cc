#include "engine/text/word_break.h"

#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include <algorithm>
#include <memory>

#include "engine/text/code_points.h"
#include "engine/text/normalize.h"

namespace samestory {
namespace {

bool Ignored(WordBreak value) { return value == WordBreak::kExtend || value == WordBreak::kZwj; }
bool IsLetter(WordBreak value) { return value == WordBreak::kLetter || value == WordBreak::kHebrew; }
bool IsMidNumLetQ(WordBreak value) {
  return value == WordBreak::kMidNumLet || value == WordBreak::kSingleQuote;
}
bool JoinsLetters(WordBreak value) { return value == WordBreak::kMidLetter || IsMidNumLetQ(value); }
bool JoinsDigits(WordBreak value) { return value == WordBreak::kMidNum || IsMidNumLetQ(value); }

// WB5, WB8 to WB10, WB13 to WB13b: joined without a look at anything further on.
bool Joined(WordBreak before, WordBreak after) {
  if (IsLetter(before) || before == WordBreak::kNumeric) {
    return IsLetter(after) || after == WordBreak::kNumeric || after == WordBreak::kExtendNumLet;
  }
  if (before == WordBreak::kKatakana)
    return after == WordBreak::kKatakana || after == WordBreak::kExtendNumLet;
  if (before == WordBreak::kExtendNumLet) {
    return IsLetter(after) || after == WordBreak::kNumeric || after == WordBreak::kKatakana ||
           after == WordBreak::kExtendNumLet;
  }
  return false;
}

// WB6, WB7, WB7b, WB7c, WB11, WB12: joined by `middle` to the character after it.
bool JoinedAcross(WordBreak before, WordBreak middle, WordBreak after) {
  if (before == WordBreak::kNumeric) return JoinsDigits(middle) && after == WordBreak::kNumeric;
  if (!IsLetter(before)) return false;
  if (JoinsLetters(middle)) return IsLetter(after);
  return before == WordBreak::kHebrew && middle == WordBreak::kDoubleQuote && after == WordBreak::kHebrew;
}

class Walk {
 public:
  Walk(std::string_view text, size_t start) : text_(text), position_(start) {}

  size_t Next() {
    WordBreak before = Read().word_break;
    if (before == WordBreak::kNewline) return position_;
    WordBreak last = before;  // with the ignored ones
    bool in_pair = false;
    while (position_ < text_.size()) {
      const size_t boundary = position_;
      const CodePoint next = Read();
      const WordBreak value = next.word_break;
      if (Ignored(value)) {  // WB4
        last = value;
        continue;
      }
      if (last == WordBreak::kZwj && next.Is(CodePoint::kPictograph)) {                          // WB3c
      } else if (last == WordBreak::kSpace && value == WordBreak::kSpace) {                      // WB3d
      } else if (before == WordBreak::kRegional && value == WordBreak::kRegional && !in_pair) {  // WB15
        in_pair = true;
      } else if (before == WordBreak::kHebrew && value == WordBreak::kSingleQuote) {  // WB7a
        if (!JoinedAcross(before, value, Peek())) before = value;
        last = value;
        continue;
      } else if (!Joined(before, value)) {
        if (!JoinedAcross(before, value, Peek())) return boundary;
        last = value;
        continue;  // `before` stays: what follows joins it across this one
      }
      before = last = value;
    }
    return position_;
  }

 private:
  CodePoint Read() { return Describe(table_, DecodeFast(text_, &position_)); }

  // The next one that is not ignored.
  WordBreak Peek() const {
    for (size_t position = position_; position < text_.size();) {
      const WordBreak value = Describe(table_, DecodeFast(text_, &position)).word_break;
      if (!Ignored(value)) return value;
    }
    return WordBreak::kOther;
  }

  const CodePointTable& table_ = Table();
  std::string_view text_;
  size_t position_;
};

// A clone for each thread: opening the rules costs far more than an article.
icu::BreakIterator* ThreadIterator() {
  static const std::unique_ptr<icu::BreakIterator> original = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::BreakIterator> made(
        icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
    return U_SUCCESS(status) ? std::move(made) : nullptr;
  }();
  thread_local const std::unique_ptr<icu::BreakIterator> clone(original ? original->clone() : nullptr);
  return clone.get();
}

void AppendPiece(std::string_view text, size_t offset, std::vector<size_t>* boundaries) {
  icu::BreakIterator* iterator = ThreadIterator();
  UErrorCode status = U_ZERO_ERROR;
  UText utext = UTEXT_INITIALIZER;
  utext_openUTF8(&utext, text.data(), static_cast<int64_t>(text.size()), &status);
  if (iterator != nullptr && U_SUCCESS(status)) iterator->setText(&utext, status);
  if (iterator == nullptr || U_FAILURE(status)) {
    boundaries->push_back(offset + text.size());
  } else {
    for (int32_t end = iterator->next(); end != icu::BreakIterator::DONE; end = iterator->next()) {
      boundaries->push_back(offset + static_cast<size_t>(end));
    }
  }
  utext_close(&utext);
}

// The dictionaries know composed text only.
void AppendDecomposed(std::string_view text, size_t offset, std::vector<size_t>* boundaries) {
  std::vector<size_t> origins, composed;
  const std::string nfc = ToNfc(text, &origins);
  AppendPiece(nfc, 0, &composed);
  size_t last = 0;
  for (size_t boundary : composed) {
    if (origins[boundary] > last) boundaries->push_back(offset + origins[boundary]);
    last = std::max(last, origins[boundary]);
  }
}

// The dictionaries' memory grows with the text, so a very long run goes in pieces.
void AppendRun(std::string_view text, size_t start, size_t end, std::vector<size_t>* boundaries) {
  constexpr size_t kLimit = 1 << 16;
  while (start < end) {
    size_t cut = std::min(end, start + kLimit);
    while (cut < end && (static_cast<unsigned char>(text[cut]) & 0xC0) == 0x80) ++cut;
    const std::string_view piece = text.substr(start, cut - start);
    if (IsNfc(piece)) {
      AppendPiece(piece, start, boundaries);
    } else {
      AppendDecomposed(piece, start, boundaries);
    }
    start = cut;
  }
}

bool IsForDictionary(std::string_view segment) {
  size_t position = 0;
  if (!Describe(Table(), DecodeFast(segment, &position)).Is(CodePoint::kDictionary)) return false;
  while (position < segment.size()) {
    const CodePoint point = Describe(Table(), DecodeFast(segment, &position));
    if (!point.Is(CodePoint::kDictionary) && !Ignored(point.word_break)) return false;
  }
  return true;
}

}  // namespace

size_t NextWordBoundary(std::string_view text, size_t start) { return Walk(text, start).Next(); }

void AppendDictionaryBoundaries(std::string_view text, std::vector<size_t>* boundaries) {
  size_t run = 0;  // where the dictionary characters before `start` begin
  for (size_t start = 0; start < text.size();) {
    const size_t end = NextWordBoundary(text, start);
    if (!IsForDictionary(text.substr(start, end - start))) {
      AppendRun(text, run, start, boundaries);
      boundaries->push_back(end);
      run = end;
    }
    start = end;
  }
  AppendRun(text, run, text.size(), boundaries);
}

}  // namespace samestory
