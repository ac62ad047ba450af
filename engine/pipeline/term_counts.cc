#include "engine/pipeline/term_counts.h"

#include <algorithm>
#include <array>
#include <bit>

#include "engine/base/hash.h"
#include "engine/base/hash_sort.h"
#include "engine/pipeline/features.h"

namespace samestory {
namespace {

// Of running words in news, one in a few thousand stands in a date, which may be any of some hundred of late.
constexpr double kDayFrequency = 1e-5;

// QuantiseRarity without its logarithm, which would cost more than all the rest of counting: a table by the
// frequency's exponent and first bits of its mantissa. A cell spans 1/16, half a step at most, so that the rarity
// changes at one place in it or nowhere.
class RarityTable {
 public:
  RarityTable() {
    for (size_t i = 0; i < kCells; ++i) {
      uint64_t low = (kFirst + i) << kShift, high = (kFirst + i + 1) << kShift;
      cells_[i].rarity = QuantiseRarity(std::bit_cast<double>(low));
      // The first frequency that is less rare, found among the bits of all between: they are in order.
      while (low < high) {
        const uint64_t middle = low + (high - low) / 2;
        if (QuantiseRarity(std::bit_cast<double>(middle)) == cells_[i].rarity) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      cells_[i].less_from = std::bit_cast<double>(low);
    }
  }

  uint8_t operator()(double frequency) const {
    const uint64_t cell = (std::bit_cast<uint64_t>(frequency) >> kShift) - kFirst;
    if (cell >= kCells) return QuantiseRarity(frequency);
    return static_cast<uint8_t>(cells_[cell].rarity - (frequency >= cells_[cell].less_from));
  }

 private:
  static constexpr int kShift = 48;  // leaves four bits of the mantissa
  static constexpr uint64_t kFirst = std::bit_cast<uint64_t>(0x1p-40) >> kShift;  // 9e-13
  static constexpr size_t kCells = 40 * 16;                                       // up to 1

  struct Cell {
    double less_from = 0;
    uint8_t rarity = 0;
  };
  std::array<Cell, kCells> cells_;
};

const RarityTable& Rarities() {
  static const RarityTable table;
  return table;
}

// An occurrence as a number that sorts by its key.
uint64_t Pack(uint32_t key, uint8_t rarity, int words, int weight, bool lead) {
  return uint64_t{key} << 32 | uint64_t{rarity} << 16 | static_cast<uint64_t>(words) << 9 |
         static_cast<uint64_t>(lead) << 8 | static_cast<uint64_t>(weight);
}

}  // namespace

void TermCounts::Add(const TokenizedText& text, std::span<const Token> tokens, int weight,
                     int* lead_words_left) {
  keys_.clear();
  for (const Token& token : tokens) {
    if (token.kind != Token::Kind::kPunctuation) keys_.push_back(token.key);
  }
  if (keys_.empty()) return;
  frequencies_.resize(keys_.size());
  background_.Frequencies(language_, keys_, frequencies_);
  size_t word = 0;
  for (const Token& token : tokens) {
    if (token.kind == Token::Kind::kNumber) {
      frequencies_[word] = WordFrequency(background_, language_, token, text.Key(token));
    }
    word += token.kind != Token::Kind::kPunctuation;
  }
  pair_frequencies_.resize(keys_.size() - 1);
  background_.PairFrequencies(language_, keys_, frequencies_, pair_frequencies_);
  const RarityTable& rarity = Rarities();
  for (size_t i = 0; i < keys_.size(); ++i) {
    const bool in_lead = *lead_words_left > 0;
    if (in_lead) --*lead_words_left;
    occurrences_.push_back(Pack(WordTermKey(keys_[i]), rarity(frequencies_[i]), 1, weight, in_lead));
    if (i == 0) continue;
    occurrences_.push_back(
        Pack(PairTermKey(keys_[i - 1], keys_[i]), rarity(pair_frequencies_[i - 1]), 2, weight, false));
  }
}

void TermCounts::Add(std::span<const NamedDay> days) {
  for (const NamedDay day : days) {
    occurrences_.push_back(Pack(DayTermKey(day), QuantiseRarity(kDayFrequency), 0, 1, day == days.front()));
  }
}

std::vector<Term> TermCounts::Sum() {
  SortHashes(&occurrences_, &keys_);
  std::vector<Term> terms;
  terms.reserve(occurrences_.size());
  for (size_t i = 0; i < occurrences_.size();) {
    const auto key = static_cast<uint32_t>(occurrences_[i] >> 32);
    Term term{key, 0, 0, 255, 2};
    uint64_t count = 0, lead = 0;
    for (; i < occurrences_.size() && occurrences_[i] >> 32 == key; ++i) {
      const uint64_t occurrence = occurrences_[i];
      count += occurrence & 0xFF;
      lead += occurrence >> 8 & 1;
      // Two terms on one key: the commoner one's background, whichever came first.
      term.rarity = std::min(term.rarity, static_cast<uint8_t>(occurrence >> 16));
      term.words = std::min(term.words, static_cast<uint8_t>(occurrence >> 9 & 3));
    }
    term.count = static_cast<uint8_t>(std::min<uint64_t>(count, 255));
    term.lead_count = static_cast<uint8_t>(std::min<uint64_t>(lead, term.words == 0 ? 1 : 255));
    terms.push_back(term);
  }
  return terms;
}

}  // namespace samestory
