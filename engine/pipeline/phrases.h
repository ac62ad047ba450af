// Why two articles were linked, in their own words.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/match/weights.h"
#include "engine/text/background.h"
#include "engine/text/token.h"

namespace samestory {

// What phrases need of one article, made ready once for all its links. Text and tokens must outlive it.
class PhraseText {
 public:
  PhraseText(std::string_view text, const TokenizedText& tokens);

  // The words of the sentences that carry the report.
  size_t size() const { return words_.size(); }
  const Token& word(size_t i) const { return *words_[i].token; }
  uint64_t key(size_t i) const { return words_[i].token->key; }
  bool starts_sentence(size_t i) const { return words_[i].starts_sentence; }
  std::string_view KeyText(size_t i) const { return tokens_->Key(word(i)); }
  // As it stands in the text, white space made single.
  std::string Printed(size_t first, size_t count) const;

  // Keys with their places, ascending.
  const std::vector<std::pair<uint64_t, uint32_t>>& places() const { return places_; }

 private:
  struct Word {
    const Token* token;
    bool starts_sentence;
  };
  std::string_view text_;
  const TokenizedText* tokens_;
  std::vector<Word> words_;
  std::vector<std::pair<uint64_t, uint32_t>> places_;
};

// The rarest word runs that stand in both, at most `count`, as printed in `a` with white space made single,
// rarest first. A run that many articles of the folder hold (a formula) counts for little, names and numbers
// for more. Captions, datelines, by-lines and furniture are left out. Empty where no rare word is shared.
// `language`: of `a`.
std::vector<std::string> SharedPhrases(const PhraseText& a, const PhraseText& b, const TermWeights& weights,
                                       const Background& background, Background::Language language,
                                       int count);

}  // namespace samestory
