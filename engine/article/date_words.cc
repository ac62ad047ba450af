#include "engine/article/date_words.h"

#include <array>

namespace samestory {
namespace {

std::string_view WordAt(std::span<const DateToken> tokens, size_t index) {
  if (index >= tokens.size() || tokens[index].kind != DateToken::Kind::kWord) return {};
  return tokens[index].word;
}

// A full name, or its beginning of at least three letters ("sept", "tues", "thurs").
template <size_t kCount>
int EnglishName(const std::array<std::string_view, kCount>& names, std::string_view word) {
  if (word.size() < 3) return 0;
  for (size_t i = 0; i < kCount; ++i) {
    if (names[i].starts_with(word) && (word.size() <= 5 || word == names[i])) return static_cast<int>(i) + 1;
  }
  return 0;
}

constexpr std::array<std::string_view, 12> kMonths = {"january",   "february", "march",    "april",
                                                      "may",       "june",     "july",     "august",
                                                      "september", "october",  "november", "december"};
constexpr std::array<std::string_view, 7> kWeekdays = {"monday", "tuesday",  "wednesday", "thursday",
                                                       "friday", "saturday", "sunday"};

// Numbers in words after "thang"; "tư" is how April is called, "giêng" and "chạp" the first and the last.
int VietnameseMonthNumber(std::string_view word) {
  constexpr std::array<std::string_view, 10> kNumbers = {"mot", "hai", "ba",  "tu",   "nam",
                                                         "sau", "bay", "tam", "chin", "muoi"};
  for (size_t i = 0; i < kNumbers.size(); ++i) {
    if (word == kNumbers[i]) return static_cast<int>(i) + 1;
  }
  if (word == "gieng") return 1;
  return word == "chap" ? 12 : 0;
}

int VietnameseMonth(std::span<const DateToken> tokens, size_t* length) {
  *length = 2;
  if (tokens.size() > 1 && tokens[1].kind == DateToken::Kind::kNumber) {
    const bool month = tokens[1].digits <= 2 && tokens[1].value >= 1 && tokens[1].value <= 12;
    if (!month) *length = 0;
    return month ? tokens[1].value : 0;
  }
  int month = VietnameseMonthNumber(WordAt(tokens, 1));
  if (month == 10) {
    const std::string_view unit = WordAt(tokens, 2);
    if (unit == "mot" || unit == "hai") {
      *length = 3;
      month = unit == "mot" ? 11 : 12;
    }
  }
  if (month == 0) *length = 0;
  return month;
}

}  // namespace

int MonthName(std::span<const DateToken> tokens, size_t* length) {
  *length = 0;
  const std::string_view word = WordAt(tokens, 0);
  if (word == "thang") return VietnameseMonth(tokens, length);
  if (word == "th" && tokens.size() > 1 && tokens[1].kind == DateToken::Kind::kNumber && tokens[1].glued) {
    return VietnameseMonth(tokens, length);
  }
  const int month = EnglishName(kMonths, word);
  if (month != 0) *length = 1;
  return month;
}

size_t WeekdayLength(std::span<const DateToken> tokens) {
  const std::string_view first = WordAt(tokens, 0), second = WordAt(tokens, 1);
  if (first == "chu" && second == "nhat") return 2;
  if (first == "cn") return 1;
  if (first == "thu") {
    for (const std::string_view day : {"hai", "ba", "tu", "nam", "sau", "bay"}) {
      if (second == day) return 2;
    }
    if (tokens.size() > 1 && tokens[1].kind == DateToken::Kind::kNumber && tokens[1].digits == 1 &&
        tokens[1].value >= 2 && tokens[1].value <= 7) {
      // "Thứ 4, ..."; but "Thu 4 Jan 2025" is English, and the day of the month is read as such.
      size_t length = 0;
      return MonthName(tokens.subspan(2), &length) != 0 && WordAt(tokens, 2) != "thang" ? 1 : 2;
    }
  }
  return EnglishName(kWeekdays, first) != 0 ? 1 : 0;
}

std::optional<int> ZoneName(std::string_view word) {
  struct Zone {
    std::string_view name;
    int hours;
  };
  constexpr Zone kZones[] = {{"z", 0},    {"utc", 0},  {"gmt", 0},  {"ut", 0},   {"est", -5},
                             {"edt", -4}, {"cst", -6}, {"cdt", -5}, {"mst", -7}, {"mdt", -6},
                             {"pst", -8}, {"pdt", -7}, {"ict", 7},  {"wib", 7},  {"sgt", 8},
                             {"hkt", 8},  {"jst", 9},  {"kst", 9},  {"cet", 1},  {"cest", 2}};
  for (const Zone& zone : kZones) {
    if (word == zone.name) return zone.hours * 60;
  }
  return std::nullopt;
}

}  // namespace samestory
