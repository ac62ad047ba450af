// The grammar of dates over the tokens of date_lexer.h.
#pragma once

#include <cstddef>
#include <optional>
#include <span>

#include "engine/article/date.h"
#include "engine/article/date_lexer.h"

namespace samestory {

struct DateMatch {
  Date date;
  size_t end = 0;  // index of the first token after it
};

// The longest date that begins with the first token: a calendar date, with a clock time before or after it
// and a zone where they stand. Nothing where that is no date of the calendar or no time of the day.
std::optional<DateMatch> MatchDate(std::span<const DateToken> tokens);

}  // namespace samestory
