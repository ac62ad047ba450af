// Invented input for the micro-benchmarks: the same for the same seed on every machine, and shaped like news
// where shape decides the cost (syllables with tone marks, word frequencies by Zipf's law, sentences,
// paragraphs).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/hash.h"
#include "engine/diff/collation.h"
#include "engine/sketch/term.h"

namespace samestory {

// SplitMix64: the standard library's distributions are not the same everywhere.
class Draw {
 public:
  explicit Draw(uint64_t seed) : state_(Mix64(seed)) {}

  uint64_t Next() { return Mix64(state_++); }
  // In [0, bound); bound > 0.
  uint64_t Below(uint64_t bound) { return Next() % bound; }
  // In [0, 1).
  double Unit() { return static_cast<double>(Next() >> 11) * 0x1p-53; }
  // A rank in [0, ranks), rank r with a probability of about 1 / (r + 1).
  uint64_t Zipf(uint64_t ranks);

 private:
  uint64_t state_;
};

// One sentence of `words` made-up Vietnamese syllables, without its full stop.
std::string InventSentence(Draw* draw, size_t words);

// Sentences of an article of about `words` words, 8 to 32 words each.
std::vector<std::string> InventSentences(Draw* draw, size_t words);

// Another outlet's version: of five sentences some three stay, one is edited, one is new; two change places.
std::vector<std::string> Rewrite(Draw* draw, const std::vector<std::string>& sentences);

// Three sentences a paragraph, blank lines between.
std::string JoinSentences(const std::vector<std::string>& sentences);

std::string InventArticle(uint64_t seed, size_t words);

// `text` as diff/ takes it, spelling and facts included: words weigh 6, punctuation .05.
DiffDocument ToDiffDocument(const std::string& text);

// Of an article of `words` words, ascending; articles of one `story` share about two fifths.
std::vector<uint64_t> InventShingles(uint64_t seed, uint64_t story, size_t words);
std::vector<Term> InventTerms(uint64_t seed, uint64_t story, size_t words);

}  // namespace samestory
