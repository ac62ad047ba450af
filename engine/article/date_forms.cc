#include "engine/article/date_forms.h"

#include <algorithm>
#include <chrono>
#include <string_view>

#include "engine/article/date_reader.h"
#include "engine/article/date_words.h"

namespace samestory {

// What stands between a date and its time: "15/01/2025 | 19:16", "lúc", "at", "on", "ngày".
void DateReader::SkipBetween() {
  for (int skipped = 0; skipped < 4; ++skipped) {
    const std::string_view word = WordAt(0);
    const bool sign = Sign(',') || Sign('|') || Sign('-');
    if (!sign && word != "luc" && word != "vao" && word != "at" && word != "on") return;
    ++at_;
  }
}

bool DateReader::ReadWeekday() {
  const size_t length = WeekdayLength(tokens_.subspan(at_));
  if (length == 0) return false;
  at_ += length;
  if (!SkipSign(',')) SkipSign('.');
  SkipBetween();
  return true;
}

bool DateReader::ReadMonth(int* month) {
  size_t length = 0;
  *month = MonthName(tokens_.subspan(at_), &length);
  at_ += length;
  return *month != 0;
}

bool DateReader::ReadDay(int* day) {
  const DateToken* number = Number();
  if (number == nullptr || number->digits > 2) return false;
  *day = number->value;
  ++at_;
  const std::string_view suffix = WordAt(0);
  if (Glued(0) && (suffix == "st" || suffix == "nd" || suffix == "rd" || suffix == "th")) ++at_;
  return true;
}

bool DateReader::ReadYear(int* year, bool two_digits_too) {
  const DateToken* number = Number();
  if (number == nullptr) return false;
  if (number->digits == 4) {
    *year = number->value;
  } else if (number->digits == 2 && two_digits_too && !Sign(':', 1)) {
    *year = number->value + (number->value < 50 ? 2000 : 1900);  // RFC 2822, section 4.3
  } else {
    return false;
  }
  ++at_;
  return true;
}

// 2025-01-15, 15/01/2025, 15.1.2025, and 01/15/2025 where the middle cannot be a month.
bool DateReader::ReadNumericDate(CivilDate* date) {
  const DateToken *first = Number(0), *second = Number(2), *third = Number(4);
  if (first == nullptr || second == nullptr || third == nullptr) return false;
  const char sign = Peek(1)->sign;
  if ((sign != '-' && sign != '/' && sign != '.') || !Sign(sign, 1) || !Sign(sign, 3)) return false;
  if (second->digits > 2) return false;
  if (first->digits == 4 && third->digits <= 2) {
    *date = {first->value, second->value, third->value};
  } else if (first->digits <= 2 && third->digits == 4) {
    *date = {third->value, second->value, first->value};
    if (date->month > 12) std::swap(date->month, date->day);
  } else {
    return false;
  }
  at_ += 5;
  return true;
}

// 20250115
bool DateReader::ReadPackedDate(CivilDate* date) {
  const DateToken* number = Number();
  if (number == nullptr || number->digits != 8) return false;
  *date = {number->value / 10000, number->value / 100 % 100, number->value % 100};
  ++at_;
  return true;
}

// 15 January 2025, 15-Jan-25, 15th of January, 2025, 15 tháng 1 năm 2025, 15 Th1, 2025
bool DateReader::ReadDayFirst(CivilDate* date) {
  const size_t start = at_;
  if (ReadDay(&date->day)) {
    SkipWord("of");
    const bool dashed = SkipSign('-');
    if (ReadMonth(&date->month)) {
      SkipSign('.');
      if (!SkipSign(',') && (dashed || Sign('-') || Sign('/'))) ++at_;
      SkipWord("nam");
      if (ReadYear(&date->year, true)) return true;
    }
  }
  at_ = start;
  return false;
}

// January 15, 2025; Tháng Một 15, 2025
bool DateReader::ReadMonthFirst(CivilDate* date) {
  const size_t start = at_;
  if (ReadMonth(&date->month)) {
    SkipSign('.');
    if (ReadDay(&date->day)) {
      SkipSign(',');
      if (ReadYear(&date->year, false)) return true;
    }
  }
  at_ = start;
  return false;
}

// 2025 January 15, 2025-Jan-15
bool DateReader::ReadYearFirst(CivilDate* date) {
  const size_t start = at_;
  if (ReadYear(&date->year, false)) {
    SkipSign('-');
    if (ReadMonth(&date->month)) {
      SkipSign('-');
      if (ReadDay(&date->day)) return true;
    }
  }
  at_ = start;
  return false;
}

bool DateReader::ReadDate(CivilDate* date) {
  const size_t start = at_;
  SkipWord("ngay");
  if (ReadNumericDate(date) || ReadPackedDate(date) || ReadDayFirst(date) || ReadMonthFirst(date) ||
      ReadYearFirst(date)) {
    return true;
  }
  at_ = start;
  return false;
}

bool DateReader::ReadTimeAndZone(Parts* parts) {
  ClockTime time;
  if (!ReadTime(&time)) return false;
  parts->time = time;
  ReadZoneAfter(parts);
  return true;
}

void DateReader::ReadZoneAfter(Parts* parts) {
  const size_t start = at_;
  SkipSign(',');
  int minutes = 0;
  if (!parts->offset_minutes && ReadZone(&minutes)) {
    parts->offset_minutes = minutes;
  } else {
    at_ = start;
  }
}

// Wed Jan 15 19:16:00 ICT 2025: the order of ctime and date(1).
bool DateReader::ReadUnixOrder(Parts* parts) {
  const size_t start = at_;
  CivilDate date;
  if (ReadMonth(&date.month) && ReadDay(&date.day) && ReadTimeAndZone(parts) && ReadYear(&date.year, false)) {
    parts->date = date;
    return true;
  }
  *parts = {};
  at_ = start;
  return false;
}

bool DateReader::ReadAll(Parts* parts) {
  ReadWeekday();
  if (ReadUnixOrder(parts)) return true;
  CivilDate date;
  if (ReadDate(&date)) {
    parts->date = date;
    const size_t after_date = at_;
    if (SkipWord("t")) {
      ClockTime time;
      if (ReadColonTime(&time) || ReadPackedTime(&time)) {
        parts->time = time;
        if ((Sign('.') || Sign(',')) && time.has_seconds && Glued(1) && Number(1) != nullptr) at_ += 2;
        ReadZoneAfter(parts);
        return true;
      }
      at_ = after_date;
      return true;
    }
    SkipBetween();
    if (!ReadTimeAndZone(parts)) {
      at_ = after_date;
      ReadZoneAfter(parts);
    }
    return true;
  }
  if (!ReadTimeAndZone(parts)) return false;
  SkipBetween();
  if (ReadWeekday()) SkipBetween();
  if (!ReadDate(&date)) return false;
  parts->date = date;
  ReadZoneAfter(parts);
  return true;
}

namespace {

std::optional<Date> Assemble(const Parts& parts) {
  using namespace std::chrono;
  const CivilDate& civil = *parts.date;
  if (civil.year < 1 || civil.year > 9999 || civil.month < 1 || civil.day < 1) return std::nullopt;
  const year_month_day calendar{year(civil.year), month(static_cast<unsigned>(civil.month)),
                                day(static_cast<unsigned>(civil.day))};
  if (!calendar.ok()) return std::nullopt;
  Date date;
  date.unix_seconds = int64_t{sys_days(calendar).time_since_epoch().count()} * 86400;
  if (!parts.time) return date;
  const ClockTime& time = *parts.time;
  if (time.hour > 23 || time.minute > 59 || time.second > 60) return std::nullopt;
  // A leap second is told apart by no clock that news uses.
  date.unix_seconds += time.hour * 3600 + time.minute * 60 + std::min(time.second, 59);
  date.precision = time.has_seconds ? Date::Precision::kSecond : Date::Precision::kMinute;
  if (parts.offset_minutes) {
    date.has_offset = true;
    date.offset_minutes = static_cast<int16_t>(*parts.offset_minutes);
    date.unix_seconds -= int64_t{*parts.offset_minutes} * 60;
    // The zone may have pushed it out of the years there are.
    if (date.unix_seconds < kFirstSecond || date.unix_seconds > kLastSecond) return std::nullopt;
  }
  return date;
}

}  // namespace

std::optional<DateMatch> MatchDate(std::span<const DateToken> tokens) {
  DateReader reader(tokens);
  Parts parts;
  if (!reader.ReadAll(&parts)) return std::nullopt;
  const std::optional<Date> date = Assemble(parts);
  if (!date) return std::nullopt;
  return DateMatch{*date, reader.position()};
}

}  // namespace samestory
