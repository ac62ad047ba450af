// Dates of publication: ISO 8601 (RFC 3339 and its shorter forms), RFC 2822, and the forms Vietnamese and
// English newspapers print: "15/01/2025 19:16 GMT+7", "19:16 ngày 15-1-2025", "Thứ hai, 15.1.2025, 19:16",
// "15 tháng 1 năm 2025", "January 15, 2025", "15 Jan 2025 7:16 pm". Day before month, unless that is
// impossible.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace samestory {

// The first second of year 1 and the last of year 9999, in UTC.
inline constexpr int64_t kFirstSecond = -62'135'596'800, kLastSecond = 253'402'300'799;

struct Date {
  enum class Precision : uint8_t { kDay, kMinute, kSecond };

  // Seconds since 1970-01-01T00:00:00Z of the moment; where no zone was given the clock time is taken as UTC,
  // and for kDay it is midnight. Years 1 to 9999 only; so order and distance in hours always make sense.
  int64_t unix_seconds = 0;
  int16_t offset_minutes = 0;  // east of UTC, of the zone as written; within ±18 h
  bool has_offset = false;
  Precision precision = Precision::kDay;

  friend bool operator==(const Date&, const Date&) = default;
};

// The whole string must be a date (white space around is fine). 31/02 and the like are not.
std::optional<Date> ParseDate(std::string_view text);

// A number where a date is expected, as JSON has it: seconds or milliseconds since 1970 (from 1973 on;
// smaller numbers are years or counters), or a day written 20250115. Strings of digits are not times.
std::optional<Date> DateFromNumber(double number);

// A date that stands on a line of its own or after a word such as "date" within the first `max_bytes` of an
// article: "15/01/2025 19:16 GMT+7", " date 2025-10-10 Title…"; or, with a clock time, at the end of a line:
// "Title 19/02/2025 05:02". Not a date inside a sentence.
std::optional<Date> FindDateInHead(std::string_view text, size_t max_bytes = 600);

// A day that a file's name begins with, as crawlers name their files: "a/2025-10-10-title.txt",
// "20251010_1.html". The last resort, where the text itself has none.
std::optional<Date> DateFromFileName(std::string_view path);

// ISO 8601: "2025-10-10", "2025-10-09T22:10+07:00", "2025-10-09T22:10:00Z" with what is known and no more.
std::string FormatDate(const Date& date);

}  // namespace samestory
