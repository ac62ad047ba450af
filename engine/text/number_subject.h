// What numbers count or measure. Internal to text/.
#pragma once

#include "engine/text/fact_text.h"

namespace samestory {

// Of the number that ends at token `i`: the unit or word that follows, one value for all forms of a unit and
// for an English noun and its plural; 0 where a small word, a mark or the end follows.
uint64_t NumberSubject(const FactText& text, TokenRange in, size_t i);

// The same of a percentage; "%" where no word follows.
uint64_t PercentSubject(const FactText& text, TokenRange in, size_t i);

// Of the currency's mark at `mark`, with the letters that it touches: "R$" is not "US$".
uint64_t MoneySubject(const FactText& text, TokenRange in, size_t mark);

}  // namespace samestory
