#include "engine/text/sentence_break.h"

#include <algorithm>
#include <string_view>

#include "engine/text/sentence_words.h"

namespace samestory {
namespace {

constexpr size_t kBracketTokens = 60;  // a longer bracket is more likely one never closed
constexpr size_t kQuoteTokens = 80;    // a longer quotation is cut into its sentences

bool IsSingleLetter(std::string_view key) {
  size_t position = 0;
  return !key.empty() && (DecodeUtf8(key, &position), position == key.size());
}

bool IsRomanNumeral(std::string_view key) {
  return key.size() <= 4 && key.find_first_not_of("ivx") == key.npos && !key.empty();
}

// "u.s", "t.ư": letters between periods.
bool IsDottedLetters(std::string_view key) {
  if (key.find('.') == key.npos) return false;
  size_t letters = 0;
  for (size_t position = 0; position < key.size();) {
    letters = DecodeUtf8(key, &position) == '.' ? 0 : letters + 1;
    if (letters > 1) return false;
  }
  return true;
}

// "gs.ts", "pgs.ts", "th.s": the last part is a title.
bool IsDottedTitle(std::string_view key) {
  const size_t dot = key.rfind('.');
  if (dot == key.npos) return false;
  const std::string_view head = key.substr(0, key.find('.')), tail = key.substr(dot + 1);
  return IsTitleAbbreviation(tail) || (IsTitleAbbreviation(head) && IsSingleLetter(tail));
}

char32_t Closing(char32_t opening) {
  switch (opening) {
    case 0x201C:
      return 0x201D;
    case 0xAB:
      return 0xBB;
    case 0x300C:
      return 0x300D;
    case 0x300E:
      return 0x300F;
    case '(':
      return ')';
    case '[':
      return ']';
    case 0xFF08:
      return 0xFF09;
    case '"':
      return '"';
    default:
      return 0;
  }
}

class Splitter {
 public:
  Splitter(const TokenView& tokens, TokenRange paragraph) : tokens_(tokens), paragraph_(paragraph) {}

  std::vector<size_t> Run() {
    std::vector<size_t> ends;
    sentence_ = paragraph_.first;
    size_t guarded = paragraph_.first;  // up to here inside a bracket or quotation
    for (size_t i = paragraph_.first; i < paragraph_.end; ++i) {
      if (i >= guarded) guarded = GuardEnd(i);
      if (!tokens_.IsEnd(i)) continue;
      const size_t next = PassClosers(i);
      if (next >= guarded && next < paragraph_.end && Ends(i, next)) {
        ends.push_back(next);
        sentence_ = next;
      }
      i = std::max(i, std::min(next, paragraph_.end) - 1);
    }
    ends.push_back(paragraph_.end);
    return ends;
  }

 private:
  // The token that closes the bracket or quotation which opens at `i`; `i` where none does.
  size_t GuardEnd(size_t i) const {
    if (!tokens_.IsPunctuation(i)) return i;
    const char32_t opening = tokens_.First(i), closing = Closing(opening);
    if (closing == 0) return i;
    // A straight mark after white space or at the start opens.
    if (opening == '"' && i > paragraph_.first && tokens_.Touches(i) && !tokens_.IsQuoteOrBracket(i - 1))
      return i;
    const bool bracket = opening == '(' || opening == '[' || opening == 0xFF08;
    const size_t limit = std::min(paragraph_.end, i + 1 + (bracket ? kBracketTokens : kQuoteTokens));
    for (size_t k = i + 1; k < limit; ++k) {
      if (tokens_.IsPunctuation(k) && tokens_.First(k) == closing) return k;
    }
    return i;
  }

  // The first token after the stops, quotes and brackets that touch the stop at `i`.
  size_t PassClosers(size_t i) const {
    size_t next = i + 1;
    while (next < paragraph_.end && tokens_.Touches(next)) {
      const bool news_end =
          tokens_.Key(next) == "/" && next + 1 < paragraph_.end && tokens_.Key(next + 1) == ".";
      const bool closes = tokens_.IsQuoteOrBracket(next) && !Opens(next);
      if (!news_end && !closes && !tokens_.IsEnd(next)) break;
      ++next;
    }
    return next;
  }

  // A straight quote that touches the word after it, or a bracket that only opens.
  bool Opens(size_t i) const {
    const char32_t c = tokens_.First(i);
    if (c != '"' && c != '\'') return Closing(c) != 0;
    return i + 1 < paragraph_.end && tokens_.Touches(i + 1) && !tokens_.IsPunctuation(i + 1);
  }

  // Whether the stop at `i` ends the sentence, `next` being the first token after it and its closers.
  bool Ends(size_t i, size_t next) const {
    const size_t word = FirstWord(next);
    if (word < paragraph_.end && tokens_.IsLower(word)) return false;
    const bool spaced = !tokens_.Touches(next);
    if (tokens_.IsEllipsis(i)) return spaced && word < paragraph_.end && !tokens_.IsNumber(word);
    if (tokens_.StopAt(i) == Stop::kFull) return true;
    // A quote, bracket or stop more; an apostrophe may be a genitive's ("the U.S.' allies").
    const bool closed = next > i + 1 && tokens_.Key(i + 1) != "'";
    if (closed) return spaced || (word < paragraph_.end && tokens_.IsCapitalised(word));
    return spaced && !IsAbbreviation(i, word);
  }

  // The first word or number from `next` on, a quote, bracket or dash or two passed over.
  size_t FirstWord(size_t next) const {
    const size_t limit = std::min(paragraph_.end, next + 3);
    while (next < limit && tokens_.IsPunctuation(next)) ++next;
    return next < limit ? next : paragraph_.end;
  }

  bool IsAbbreviation(size_t period, size_t next) const {
    if (period == sentence_ || !tokens_.Touches(period)) return false;
    const size_t i = period - 1;
    const std::string_view key = tokens_.Key(i);
    const bool number_next = next < paragraph_.end && tokens_.IsNumber(next);
    const bool starter_next = next < paragraph_.end && IsStarter(tokens_.Key(next));
    if (IsListNumber(i)) return true;
    if (tokens_.IsNumber(i)) return next < paragraph_.end && IsOrdinalMonth(tokens_.Key(next));
    if (!tokens_.IsWord(i)) return false;
    if (IsLowerAbbreviation(key)) return true;
    if (!tokens_.IsCapitalised(i)) return false;
    if (IsTitleAbbreviation(key) || IsDottedTitle(key)) return true;
    if (IsNumberAbbreviation(key) && number_next) return true;
    if (IsTrailingAbbreviation(key) || IsDottedLetters(key)) return !starter_next && !number_next;
    return IsSingleLetter(key) && IsInitial(i, next, starter_next);
  }

  // "1. Tuổi Thìn", "II. Kết quả", "a. …" at the start of a sentence.
  bool IsListNumber(size_t i) const {
    if (i != sentence_) return false;
    const std::string_view key = tokens_.Key(i);
    return (tokens_.IsNumber(i) && key.size() <= 3) || IsSingleLetter(key) || IsRomanNumeral(key);
  }

  // A letter of a name: after a capitalised word or another initial, or before one. "bảng E. Đội" is none.
  bool IsInitial(size_t i, size_t next, bool starter_next) const {
    if (next + 1 < paragraph_.end && IsSingleLetter(tokens_.Key(next)) && tokens_.IsCapitalised(next) &&
        tokens_.Key(next + 1) == "." && tokens_.Touches(next + 1)) {
      return true;
    }
    if (starter_next || i == sentence_) return i == sentence_;
    return tokens_.IsCapitalised(i - 1) || tokens_.Key(i - 1) == ".";
  }

  const TokenView& tokens_;
  TokenRange paragraph_;
  size_t sentence_ = 0;  // the first token of the sentence under way
};

}  // namespace

std::vector<size_t> SentenceEnds(const TokenView& tokens, TokenRange paragraph) {
  return Splitter(tokens, paragraph).Run();
}

}  // namespace samestory
