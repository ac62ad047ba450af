// The terms of an article: its words, pairs of adjoining words and named days, counted.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/sketch/term.h"
#include "engine/text/background.h"
#include "engine/text/named_days.h"
#include "engine/text/token.h"

namespace samestory {

class TermCounts {
 public:
  TermCounts(const Background& background, Background::Language language)
      : background_(background), language_(language) {}

  // The words of one sentence, or of a title. Each counts `weight` times, up to 255; the first
  // `*lead_words_left`, which is lowered, count as lead.
  void Add(const TokenizedText& text, std::span<const Token> tokens, int weight, int* lead_words_left);

  // The days that title and text name, in their order.
  void Add(std::span<const NamedDay> days);

  // Ascending by key, distinct. To be asked once.
  std::vector<Term> Sum();

 private:
  const Background& background_;
  Background::Language language_;
  std::vector<uint64_t> occurrences_;  // as Pack makes them
  std::vector<uint64_t> keys_;         // of the words under way, and what the background says of them
  std::vector<double> frequencies_, pair_frequencies_;
};

}  // namespace samestory
