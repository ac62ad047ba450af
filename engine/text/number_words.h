// Numbers in words: "hai mươi mốt", "twenty-one", "ba triệu rưỡi". Internal to text/.
#pragma once

#include <optional>

#include "engine/text/decimal.h"
#include "engine/text/fact_text.h"

namespace samestory {

struct NumberWords {
  size_t end = 0;                // the token after the last word
  bool single = false;           // one word, and no multiplier
  std::optional<Decimal> value;  // nothing for words that do not make one number: "hai ba", "năm ba"
};

// The number that begins with the numeral at `i`; whatever numerals follow are read with it. Requires that a
// unit, teen, ten or full hundred stands there. Linear in the words read.
NumberWords ReadNumberWords(const FactText& text, TokenRange in, size_t i);

// Multipliers after a number in digits or words, from `*i` on: "tỷ", "nghìn tỷ", "million", "triệu rưỡi". Moves
// `*i` past them.
Decimal ReadMultipliers(const FactText& text, TokenRange in, size_t* i, Decimal number);

}  // namespace samestory
