// The words sentence splitting knows, all as keys. Internal to text/.
#pragma once

#include <string_view>

namespace samestory {

// Abbreviations that a name or a number follows, so that their period ends no sentence: "TS.", "Mr.", "Sr.".
// Meant for capitalised tokens.
bool IsTitleAbbreviation(std::string_view key);

// The same in lower case: "vs.", "cf.", "e.g.".
bool IsLowerAbbreviation(std::string_view key);

// Abbreviations that end a sentence only where a word of IsStarter follows: "Inc.", "Co.".
bool IsTrailingAbbreviation(std::string_view key);

// Abbreviations only before a number: "No. 5", "Nov. 3", "Q. 1".
bool IsNumberAbbreviation(std::string_view key);

// Names of months that follow an ordinal's period: "3. Oktober".
bool IsOrdinalMonth(std::string_view key);

// Words that often begin a sentence and seldom stand inside a name.
bool IsStarter(std::string_view key);

// "ảnh", "photo", …: before a colon it credits a picture.
bool IsCreditWord(std::string_view key);

// Words that may stand on a line of date and place: names of days and months, "gmt", "cập", "nhật".
bool IsDateWord(std::string_view key);

// "theo", "by", "por": the first word of a by-line.
bool IsBylineWord(std::string_view key);

// A short line of a site's own ("chia sẻ", "read more"); words joined by one space.
bool IsFurniture(std::string_view words);

}  // namespace samestory
