// What a text states that can be held against another text: numbers, dates, names, quotations.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/text/token.h"

namespace samestory {

struct TextFact {
  enum class Kind : uint8_t { kNumber, kDate, kName, kQuotation };

  Kind kind = Kind::kNumber;
  uint32_t first_token = 0, token_count = 0;  // inside one sentence, positions in TokenizedText::tokens
  uint64_t value = 0;                         // equal values state the same, however written
  // What a number counts or measures: "người" of "17 người", one value for "$" and "USD"; 0 unknown, and for
  // every other kind.
  uint64_t subject = 0;
};

// By first token, longest first. Facts of one kind never overlap; those of different kinds nest or are
// disjoint (a number in a quotation). Datelines, by-lines and page furniture state nothing. Requires that
// `tokenized` was made from `text`, with its sentences. Linear in the text, about as costly as tokenising it;
// deterministic; thread-safe.
std::vector<TextFact> FindFacts(std::string_view text, const TokenizedText& tokenized);

}  // namespace samestory
