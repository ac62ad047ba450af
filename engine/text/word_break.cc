#include "engine/text/word_break.h"

#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include <algorithm>
#include <memory>

#include "engine/text/code_points.h"

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
  if (before == WordBreak::kKatakana) return after == WordBreak::kKatakana || after == WordBreak::kExtendNumLet;
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
      if (last == WordBreak::kZwj && next.Is(CodePoint::kPictograph)) {  // WB3c
      } else if (last == WordBreak::kSpace && value == WordBreak::kSpace) {  // WB3d
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

void AppendRuleBoundaries(std::string_view text, size_t offset, std::vector<size_t>* boundaries) {
  for (size_t position = 0; position < text.size();) {
    position = NextWordBoundary(text, position);
    boundaries->push_back(offset + position);
  }
}

void AppendPiece(std::string_view text, size_t offset, std::vector<size_t>* boundaries) {
  icu::BreakIterator* iterator = ThreadIterator();
  UErrorCode status = U_ZERO_ERROR;
  UText utext = UTEXT_INITIALIZER;
  utext_openUTF8(&utext, text.data(), static_cast<int64_t>(text.size()), &status);
  if (iterator != nullptr && U_SUCCESS(status)) iterator->setText(&utext, status);
  if (iterator == nullptr || U_FAILURE(status)) {
    AppendRuleBoundaries(text, offset, boundaries);
  } else {
    const size_t first = boundaries->size();
    for (int32_t end = iterator->next(); end != icu::BreakIterator::DONE; end = iterator->next()) {
      boundaries->push_back(offset + static_cast<size_t>(end));
    }
    if (boundaries->size() == first || boundaries->back() != offset + text.size()) {
      boundaries->push_back(offset + text.size());
    }
  }
  utext_close(&utext);
}

// The dictionaries' memory grows with the text, so a very long one goes in pieces: cut after a stop where one
// stands in the second half of the limit, else at the limit.
size_t PieceEnd(std::string_view text) {
  constexpr size_t kLimit = 1 << 16;
  if (text.size() <= kLimit) return text.size();
  size_t cut = 0;
  for (size_t position = 0; position < kLimit;) {
    const char32_t c = DecodeFast(text, &position);
    cut = position;
    if (position > kLimit / 2 && StopOf(c) == Stop::kFull) break;
  }
  return cut;
}

}  // namespace

size_t NextWordBoundary(std::string_view text, size_t start) { return Walk(text, start).Next(); }

void AppendDictionaryBoundaries(std::string_view text, std::vector<size_t>* boundaries) {
  for (size_t offset = 0; offset < text.size();) {
    const std::string_view rest = text.substr(offset);
    const size_t size = PieceEnd(rest);
    AppendPiece(rest.substr(0, size), offset, boundaries);
    offset += size;
  }
}

}  // namespace samestory
