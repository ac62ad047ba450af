// A text under search for facts: its tokens with what is known of their words, and what is taken already.
// Internal to text/.
#pragma once

#include <vector>

#include "engine/text/fact_words.h"
#include "engine/text/facts.h"
#include "engine/text/token_view.h"

namespace samestory {

class FactText {
 public:
  FactText(std::string_view text, const TokenizedText& tokenized)
      : tokenized_(tokenized),
        view_(text, tokenized),
        text_(text),
        language_(FactLanguageOf(tokenized.tokens)),
        vocabulary_(FactWords::Of(language_)),
        taken_(tokenized.tokens.size(), 0) {
    words_.reserve(tokenized.tokens.size());
    for (const Token& token : tokenized.tokens) words_.push_back(&vocabulary_.Find(token.key));
  }

  const TokenizedText& tokenized() const { return tokenized_; }
  const TokenView& view() const { return view_; }
  FactLanguage language() const { return language_; }
  std::string_view Bytes(size_t i) const {
    return text_.substr(view_.at(i).start, view_.at(i).end - view_.at(i).start);
  }

  // Unknown beyond the range's end, so that callers may look ahead and behind freely.
  const FactWord& Word(size_t i, TokenRange in) const { return Holds(in, i) ? *words_[i] : kNoWord; }
  bool Is(size_t i, TokenRange in, uint32_t roles) const { return Holds(in, i) && words_[i]->Is(roles); }
  std::string_view Key(size_t i, TokenRange in) const {
    return Holds(in, i) ? view_.Key(i) : std::string_view();
  }
  const FactWord& Pair(size_t i, TokenRange in) const {
    return Holds(in, i) && i + 1 < in.end ? vocabulary_.FindPair(view_.at(i).key, view_.at(i + 1).key)
                                          : kNoWord;
  }
  bool IsWord(size_t i, TokenRange in) const { return Holds(in, i) && view_.IsWord(i); }
  bool IsNumber(size_t i, TokenRange in) const { return Holds(in, i) && view_.IsNumber(i); }
  bool IsLowerWord(size_t i, TokenRange in) const { return IsWord(i, in) && !view_.IsCapitalised(i); }
  // Nothing between token i and the one before it, both in the range.
  bool Touches(size_t i, TokenRange in) const { return i > in.first && Holds(in, i) && view_.Touches(i); }

  bool IsTaken(size_t i) const { return taken_[i] != 0; }

  void Add(TextFact::Kind kind, TokenRange range, uint64_t value, uint64_t subject = 0) {
    AddNesting(kind, range, value, subject);
    Take(range);
  }
  // Other facts may stand inside.
  void AddNesting(TextFact::Kind kind, TokenRange range, uint64_t value, uint64_t subject = 0) {
    facts_.push_back(
        {kind, static_cast<uint32_t>(range.first), static_cast<uint32_t>(range.size()), value, subject});
  }
  // So that no later search reads these tokens.
  void Take(TokenRange range) {
    for (size_t i = range.first; i < range.end; ++i) taken_[i] = 1;
  }
  std::vector<TextFact> TakeFacts() { return std::move(facts_); }

 private:
  static bool Holds(TokenRange in, size_t i) { return i >= in.first && i < in.end; }
  static inline const FactWord kNoWord{};

  const TokenizedText& tokenized_;
  TokenView view_;
  std::string_view text_;
  FactLanguage language_;
  const FactWords& vocabulary_;
  std::vector<const FactWord*> words_;
  std::vector<uint8_t> taken_;
  std::vector<TextFact> facts_;
};

// How a sentence is written. Capitals tell names only in the first.
enum class Capitals : uint8_t { kSentence, kTitle, kAll };
Capitals CapitalsOf(const FactText& text, TokenRange sentence);

// Each takes the tokens it reads; to be called in this order.
void FindDates(TokenRange sentence, FactText* text);
void FindNumbers(TokenRange sentence, Capitals capitals, FactText* text);
// Names are told from words by all of the text.
void FindNames(const std::vector<TokenRange>& sentences, FactText* text);
void FindQuotations(TokenRange sentence, FactText* text);

}  // namespace samestory
