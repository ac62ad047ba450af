// Article → sketch: the only place where language becomes numbers for matching.
#pragma once

#include "engine/article/article.h"
#include "engine/base/hash.h"
#include "engine/pipeline/term_block.h"
#include "engine/sketch/term.h"
#include "engine/text/background.h"
#include "engine/text/named_days.h"

namespace samestory {

inline constexpr int kTitleWeight = 3;  // occurrences one in the title counts for
inline constexpr int kLeadWords = 60;   // words of the body that count as lead, after title

// Words and pairs of adjoining words inside a sentence, and the days named; datelines, by-lines and furniture are left
// out. Ascending by key, distinct. `*language` gets the text's language. Thread-safe.
std::vector<Term> EventTerms(const Article& article, const Background& background,
                             Background::Language* language);

// Adds them to `block`, with the language they are judged by.
void AddEventTerms(const Article& article, const Background& background, TermBlockBuilder* block);

// Share of running words, by the background, of a word or number.
double WordFrequency(const Background& background, Background::Language language, const Token& token,
                     std::string_view key);

// Term keys.
inline uint32_t WordTermKey(uint64_t word_key) { return static_cast<uint32_t>(Mix64(word_key)); }
inline uint32_t PairTermKey(uint64_t first_key, uint64_t second_key) {
  return static_cast<uint32_t>(CombineHash(CombineHash(2, first_key), second_key));
}
inline uint32_t DayTermKey(NamedDay day) {
  return static_cast<uint32_t>(CombineHash(CombineHash(3, day), 0));
}

}  // namespace samestory
