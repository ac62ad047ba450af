// The tables behind fact_words.h. Internal to text/.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "engine/text/fact_words.h"

namespace samestory {

// Words as keys, separated by spaces; a pair of words is joined by '_'.
struct FactRoleRow {
  FactLanguage language;  // kOther: in every language
  uint32_t roles;
  std::string_view words;
};

struct FactNumeralRow {
  FactLanguage language;
  Numeral::Kind kind;
  uint8_t value;  // of the first word; `step` more for each further one
  uint8_t step;
  std::string_view words;
};

// Each measures what the others of its row do.
struct FactUnitRow {
  FactLanguage language;
  uint32_t roles;
  std::string_view words;
};

struct FactVoteRow {
  FactLanguage language;
  std::string_view words;
};

std::span<const FactRoleRow> FactRoleRows();
std::span<const FactNumeralRow> FactNumeralRows();
std::span<const FactUnitRow> FactUnitRows();
std::span<const FactVoteRow> FactVoteRows();

}  // namespace samestory
