#include <optional>
#include <string_view>

#include "engine/article/date_reader.h"
#include "engine/article/date_words.h"

namespace samestory {

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

}  // namespace samestory
