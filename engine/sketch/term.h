// What is kept of an article for finding reports of one event: how often it says what, and how rare that is.
#pragma once

#include <cstdint>

namespace samestory {

// A word, a pair of adjoining words, or a named day. Two different ones share a key with probability 2^-32, which
// moves a weighted score by less than it is printed with; Jaccard and containment come from 64-bit shingles.
struct Term {
  uint32_t key = 0;
  uint8_t count = 0;       // occurrences, those in the title weighted; saturates
  uint8_t lead_count = 0;  // occurrences in title and lead, single words only; saturates
  uint8_t rarity = 0;      // -ln of the share of running words that are this term, in steps of 1/kRaritySteps
  uint8_t words = 1;       // 1 or 2; 0 is a day the text names, with a lead_count of 1 if it names it first

  static constexpr double kRaritySteps = 8;
  // The expected share of articles holding the term, by the background alone, in (0, 1].
  double BackgroundShare() const;

  friend bool operator==(const Term&, const Term&) = default;
};
static_assert(sizeof(Term) == 8);

// Background frequency (share of running words) → Term::rarity.
uint8_t QuantiseRarity(double frequency);

}  // namespace samestory
