// Days of the year that a text names: "13/6", "ngày 13 tháng 6", "June 13", "13 de junho".
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "engine/text/token.h"

namespace samestory {

// Month (1 to 12) × 32 + day (1 to 31). The year is left out: texts do so too.
using NamedDay = uint16_t;

// Of `tokens`, some of the text's, in their order, repetitions included. Read are numeric days with a slash,
// with a dash or full stop only after what announces a day ("ngày 13-6", "sáng nay (13.6)", "thứ hai
// (13-6)"), both ends of "12-13/6", and names of months in Vietnamese, English, Portuguese, Spanish, French,
// German, Italian, Dutch, Indonesian, Russian and Arabic: English ones with a capital letter only ("may 5
// people"), and they alone before the day. Of two numbers the first is the day unless it cannot be; "2/3"
// could as well be a fraction and wants an announcement, be it a bracket; so does "24/7". Ordinals ("13th") are not read. No
// calendar is asked: 31/2 is a day. Linear in the text; thread-safe.
std::vector<NamedDay> NamedDays(const TokenizedText& text, std::span<const Token> tokens);

// One of them and where it stands: positions in the tokens searched, from its first number or month to the
// last. The first day of "12-13/6" is its number alone.
struct FoundDay {
  uint32_t first = 0, count = 0;
  NamedDay day = 0;
};

// 1 to 12 where the word names a month in one of these languages, else 0; English ones with a capital only.
int NamedMonth(std::string_view key, bool capitalised);

// The same days with their places; disjoint.
std::vector<FoundDay> FindNamedDays(const TokenizedText& text, std::span<const Token> tokens);

}  // namespace samestory
