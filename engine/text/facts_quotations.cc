// What stands between quotation marks.
#include "engine/base/hash.h"
#include "engine/text/fact_text.h"

namespace samestory {
namespace {

constexpr size_t kMostTokens = 400;
constexpr size_t kFewestWords = 3;
constexpr uint64_t kQuotationSeed = 31;

// Whether `mark` closes what `opener` opened. Keyboards and editors mix “ with ".
bool Closes(char32_t opener, char32_t mark) {
  switch (opener) {
    case U'"':
      return mark == U'"' || mark == U'”';
    case U'“':
      return mark == U'”' || mark == U'"';
    case U'„':
      return mark == U'“' || mark == U'”' || mark == U'"';
    case U'«':
      return mark == U'»';
    case U'「':
      return mark == U'」';
    case U'『':
      return mark == U'』';
    default:
      return false;
  }
}

bool IsMark(char32_t c) {
  return c == U'"' || c == U'“' || c == U'”' || c == U'„' || c == U'«' || c == U'»' ||
         (c >= U'「' && c <= U'』');
}

bool Opens(char32_t c) {
  return c == U'"' || c == U'“' || c == U'„' || c == U'«' || c == U'「' || c == U'『';
}

void AddQuotation(TokenRange inside, FactText* text) {
  const TokenView& view = text->view();
  size_t words = 0;
  uint64_t value = kQuotationSeed;
  for (size_t i = inside.first; i < inside.end; ++i) {
    if (view.IsPunctuation(i)) continue;
    ++words;
    value = CombineHash(value, view.at(i).key);
  }
  if (words >= kFewestWords) text->AddNesting(TextFact::Kind::kQuotation, inside, value);
}

}  // namespace

void FindQuotations(TokenRange sentence, FactText* text) {
  const TokenView& view = text->view();
  char32_t opener = 0;
  size_t first = 0;
  for (size_t i = sentence.first; i < sentence.end; ++i) {
    if (!view.IsPunctuation(i)) continue;
    const char32_t c = view.First(i);
    if (!IsMark(c)) continue;
    const bool after_space = !text->Touches(i, sentence);
    const bool before_space = !text->Touches(i + 1, sentence);
    // A straight mark faces the word that it touches.
    const bool may_close = c != U'"' || !after_space, may_open = c != U'"' || !before_space;
    if (opener != 0 && may_close && Closes(opener, c)) {
      if (i - first <= kMostTokens) AddQuotation({first, i}, text);
      opener = 0;
    } else if (Opens(c) && may_open && (opener == 0 || c == opener || i - first > kMostTokens)) {
      opener = c;
      first = i + 1;
    }
  }
}

}  // namespace samestory
