// Names of months, weekdays and zones in English and Vietnamese, as words of date_lexer.h.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

#include "engine/article/date_lexer.h"

namespace samestory {

// 1 to 12 where `tokens` begin with a month ("jan", "january", "thang 1", "thang gieng", "th1"), and how many
// tokens that takes; 0 and 0 elsewhere.
int MonthName(std::span<const DateToken> tokens, size_t* length);

// Tokens of the weekday at the beginning ("wed", "thu tu", "chu nhat"); 0 where there is none.
size_t WeekdayLength(std::span<const DateToken> tokens);

// Minutes east of UTC. Only zones that mean one thing: RFC 2822's, and those of East Asia.
std::optional<int> ZoneName(std::string_view word);

}  // namespace samestory
