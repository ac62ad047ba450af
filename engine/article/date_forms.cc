#include "engine/article/date_forms.h"

#include <algorithm>
#include <chrono>
#include <initializer_list>
#include <string_view>

#include "engine/article/date_words.h"

namespace samestory {
namespace {

struct CivilDate {
  int year = 0, month = 0, day = 0;
};

struct ClockTime {
  int hour = 0, minute = 0, second = 0;
  bool has_seconds = false;
};

struct Parts {
  std::optional<CivilDate> date;
  std::optional<ClockTime> time;
  std::optional<int> offset_minutes;
};

// Every reader either moves past what it names and returns true, or leaves the position alone.
class DateReader {
 public:
  explicit DateReader(std::span<const DateToken> tokens) : tokens_(tokens) {}

  size_t position() const { return at_; }
  bool ReadAll(Parts* parts);

 private:
  const DateToken* Peek(size_t ahead = 0) const {
    return at_ + ahead < tokens_.size() ? &tokens_[at_ + ahead] : nullptr;
  }
  bool Sign(char sign, size_t ahead = 0) const {
    const DateToken* token = Peek(ahead);
    return token != nullptr && token->kind == DateToken::Kind::kSign && token->sign == sign;
  }
  bool Word(std::string_view word, size_t ahead = 0) const {
    const DateToken* token = Peek(ahead);
    return token != nullptr && token->kind == DateToken::Kind::kWord && token->word == word;
  }
  const DateToken* Number(size_t ahead = 0) const {
    const DateToken* token = Peek(ahead);
    return token != nullptr && token->kind == DateToken::Kind::kNumber ? token : nullptr;
  }
  bool Glued(size_t ahead) const {
    const DateToken* token = Peek(ahead);
    return token != nullptr && token->glued;
  }
  std::string_view WordAt(size_t ahead) const {
    const DateToken* token = Peek(ahead);
    return token != nullptr && token->kind == DateToken::Kind::kWord ? std::string_view(token->word)
                                                                     : std::string_view();
  }
  bool SkipSign(char sign) { return Sign(sign) && ++at_ > 0; }
  bool SkipWord(std::string_view word) { return Word(word) && ++at_ > 0; }

  void SkipBetween();
  bool ReadWeekday();
  bool ReadMonth(int* month);
  bool ReadDay(int* day);
  bool ReadYear(int* year, bool two_digits_too);
  bool ReadNumericDate(CivilDate* date);
  bool ReadPackedDate(CivilDate* date);
  bool ReadDayFirst(CivilDate* date);
  bool ReadMonthFirst(CivilDate* date);
  bool ReadYearFirst(CivilDate* date);
  bool ReadDate(CivilDate* date);
  bool ReadColonTime(ClockTime* time);
  bool ReadHourWordTime(ClockTime* time);
  bool ReadPackedTime(ClockTime* time);
  bool ReadHalf(bool* afternoon);
  bool ReadTime(ClockTime* time);
  bool ReadOffset(int* minutes);
  bool ReadZone(int* minutes);
  bool ReadTimeAndZone(Parts* parts);
  bool ReadUnixOrder(Parts* parts);
  void ReadZoneAfter(Parts* parts);

  std::span<const DateToken> tokens_;
  size_t at_ = 0;
};

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

// 19:16, 19:16:07, 19:16:07.25; the fraction is dropped.
bool DateReader::ReadColonTime(ClockTime* time) {
  const DateToken *hour = Number(0), *minute = Number(2);
  if (hour == nullptr || hour->digits > 2 || !Sign(':', 1) || minute == nullptr || minute->digits != 2)
    return false;
  *time = {hour->value, minute->value, 0, false};
  at_ += 3;
  const DateToken* second = Number(1);
  if (!Sign(':') || second == nullptr || second->digits != 2) return true;
  time->second = second->value;
  time->has_seconds = true;
  at_ += 2;
  if ((Sign('.') || Sign(',')) && Glued(0) && Glued(1) && Number(1) != nullptr) at_ += 2;
  return true;
}

// 19h16, 19g16, 19h, 19 giờ 16 phút
bool DateReader::ReadHourWordTime(ClockTime* time) {
  const DateToken* hour = Number(0);
  const std::string_view word = WordAt(1);
  if (hour == nullptr || hour->digits > 2 || (word != "h" && word != "g" && word != "gio")) return false;
  *time = {hour->value, 0, 0, false};
  at_ += 2;
  const DateToken* minute = Number(0);
  if (minute == nullptr || minute->digits > 2) return true;
  const std::string_view unit = WordAt(1);
  const bool named = unit == "phut" || unit == "p" || Sign('\'', 1);
  if (!named && !minute->glued) return true;
  time->minute = minute->value;
  at_ += named ? 2 : 1;
  return true;
}

// What follows the T of ISO 8601: 191607, 1916, 22
bool DateReader::ReadPackedTime(ClockTime* time) {
  const DateToken* number = Number();
  if (number == nullptr || Sign(':', 1)) return false;
  switch (number->digits) {
    case 2:
      *time = {number->value, 0, 0, false};
      break;
    case 4:
      *time = {number->value / 100, number->value % 100, 0, false};
      break;
    case 6:
      *time = {number->value / 10000, number->value / 100 % 100, number->value % 100, true};
      break;
    default:
      return false;
  }
  ++at_;
  return true;
}

// am, p.m., SA, CH, sáng, chiều
bool DateReader::ReadHalf(bool* afternoon) {
  const std::string_view word = WordAt(0);
  if ((word == "a" || word == "p") && Sign('.', 1) && Word("m", 2)) {
    *afternoon = word == "p";
    at_ += 3;
    SkipSign('.');
    return true;
  }
  const bool morning = word == "am" || word == "sa" || word == "sang";
  *afternoon = word == "pm" || word == "ch" || word == "chieu" || word == "toi";
  if (!morning && !*afternoon) return false;
  ++at_;
  return true;
}

bool DateReader::ReadTime(ClockTime* time) {
  const size_t start = at_;
  const bool clock = ReadColonTime(time) || ReadHourWordTime(time);
  bool afternoon = false;
  if (clock) {
    // "19:16 chiều": the word adds nothing to a clock of 24 hours.
    if (ReadHalf(&afternoon) && time->hour <= 12) {
      if (time->hour == 12 && !afternoon) time->hour = 0;
      if (time->hour < 12 && afternoon) time->hour += 12;
    }
    return true;
  }
  const DateToken* hour = Number();
  if (hour != nullptr && hour->digits <= 2) {
    ++at_;
    if (hour->value >= 1 && hour->value <= 12 && ReadHalf(&afternoon)) {
      *time = {hour->value % 12 + (afternoon ? 12 : 0), 0, 0, false};
      return true;
    }
  }
  at_ = start;
  return false;
}

// +7, +07, +0700, +07:00 after the sign, which stands before position at_.
bool DateReader::ReadOffset(int* minutes) {
  if (!Sign('+') && !Sign('-')) return false;
  const int direction = Sign('-') ? -1 : 1;
  const DateToken* number = Number(1);
  if (number == nullptr || !number->glued) return false;
  int hours = number->value, rest = 0;
  size_t length = 2;
  if (number->digits == 4) {
    hours = number->value / 100;
    rest = number->value % 100;
  } else if (number->digits > 2) {
    return false;
  } else if (Sign(':', 2) && Glued(2) && Number(3) != nullptr && Number(3)->digits == 2) {
    rest = Number(3)->value;
    length = 4;
  }
  // "22:10 -15/01/2025" is a dash before a date.
  if (Sign('/', length) || Sign('.', length) || (Sign('-', length) && Number(length + 1) != nullptr))
    return false;
  if (rest > 59 || hours * 60 + rest > 18 * 60) return false;
  *minutes = direction * (hours * 60 + rest);
  at_ += length;
  return true;
}

// Z, GMT, GMT+7, (UTC+07:00), +0700, EST, "+0700 (ICT)"
bool DateReader::ReadZone(int* minutes) {
  const size_t start = at_;
  const bool bracket = SkipSign('(');
  const std::optional<int> named = ZoneName(WordAt(0));
  bool found = named.has_value();
  if (found) {
    ++at_;
    *minutes = *named;
    if (*named == 0) ReadOffset(minutes);
  } else {
    found = ReadOffset(minutes);
  }
  if (!found || (bracket && !SkipSign(')'))) {
    at_ = start;
    return false;
  }
  // A comment as of RFC 2822, or the zone's long name.
  if (!bracket && Sign('(')) {
    size_t ahead = 1;
    while (ahead < 8 && !WordAt(ahead).empty()) ++ahead;
    if (Sign(')', ahead)) at_ += ahead + 1;
  }
  return true;
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
