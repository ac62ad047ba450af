// The reader behind date_forms.h: dates in date_forms.cc, times and zones in date_clock.cc.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

#include "engine/article/date_lexer.h"

namespace samestory {

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

}  // namespace samestory
