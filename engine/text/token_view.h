// Questions about tokens that sentence splitting asks again and again. Internal to text/.
#pragma once

#include <cstddef>
#include <string_view>

#include "engine/text/code_points.h"
#include "engine/text/token.h"

namespace samestory {

// Half-open range of token indices.
struct TokenRange {
  size_t first = 0, end = 0;

  size_t size() const { return end - first; }
};

class TokenView {
 public:
  TokenView(std::string_view text, const TokenizedText& tokenized) : text_(text), tokenized_(tokenized) {}

  size_t size() const { return tokenized_.tokens.size(); }
  const Token& at(size_t i) const { return tokenized_.tokens[i]; }
  std::string_view Key(size_t i) const { return tokenized_.Key(at(i)); }
  bool IsWord(size_t i) const { return at(i).kind == Token::Kind::kWord; }
  bool IsNumber(size_t i) const { return at(i).kind == Token::Kind::kNumber; }
  bool IsPunctuation(size_t i) const { return at(i).kind == Token::Kind::kPunctuation; }
  bool IsCapitalised(size_t i) const { return at(i).capitalised; }

  char32_t First(size_t i) const {
    size_t position = at(i).start;
    return DecodeFast(text_, &position);
  }
  bool IsLower(size_t i) const { return Describe(Table(), First(i)).Is(CodePoint::kLower); }

  // At least two letters, none of them lower-case: "TTXVN".
  bool IsAllCapitals(size_t i) const {
    size_t letters = 0;
    for (size_t position = at(i).start; position < at(i).end;) {
      const CodePoint point = Describe(Table(), DecodeFast(text_, &position));
      if (point.Is(CodePoint::kLower)) return false;
      letters += point.Is(CodePoint::kUpper);
    }
    return letters > 1;
  }

  // Nothing between the token and the one before it.
  bool Touches(size_t i) const { return i > 0 && at(i).start == at(i - 1).end; }

  Stop StopAt(size_t i) const { return IsPunctuation(i) ? StopOf(First(i)) : Stop::kNone; }
  bool IsEllipsis(size_t i) const { return IsPunctuation(i) && Key(i) == "..."; }
  bool IsEnd(size_t i) const { return StopAt(i) != Stop::kNone || IsEllipsis(i); }
  bool IsQuoteOrBracket(size_t i) const {
    return IsPunctuation(i) && (Key(i) == "\"" || Key(i) == "'" || IsClose(First(i)));
  }

  // The range's last word or stop, closing quotes and brackets passed over, ends a sentence.
  bool EndsWithStop(TokenRange range) const {
    size_t last = range.end;
    while (last > range.first && IsQuoteOrBracket(last - 1)) --last;
    return last > range.first && IsEnd(last - 1);
  }

 private:
  std::string_view text_;
  const TokenizedText& tokenized_;
};

}  // namespace samestory
