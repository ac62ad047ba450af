// Days, months with their year, years and times of day.
#include <algorithm>
#include <array>
#include <span>
#include <string_view>

#include "engine/base/hash.h"
#include "engine/text/fact_text.h"
#include "engine/text/named_days.h"

namespace samestory {
namespace {

using std::string_view_literals::operator""sv;

constexpr uint64_t kDay = 1, kMonth = 2, kYear = 3, kTime = 4;

uint64_t DateValue(uint64_t what, uint64_t major, uint64_t minor = 0) {
  return CombineHash(CombineHash(what, major), minor);
}

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// A number of up to `most` digits; -1 for anything else.
int Whole(std::string_view digits, size_t most) {
  if (digits.empty() || digits.size() > most) return -1;
  int value = 0;
  for (const char c : digits) {
    if (!IsDigit(c)) return -1;
    value = value * 10 + (c - '0');
  }
  return value;
}

class DateFinder {
 public:
  DateFinder(TokenRange sentence, FactText* text) : in_(sentence), text_(*text) {}

  void Run() {
    Days();
    for (size_t i = in_.first; i < in_.end;) {
      const bool number =
          !text_.IsTaken(i) && IsDigit(text_.view().Key(i).empty() ? '-' : text_.view().Key(i)[0]);
      i = number ? Read(i) : i + 1;
    }
  }

 private:
  std::string_view Key(size_t i) const { return text_.Key(i, in_); }
  bool Touch(size_t i) const { return text_.Touches(i, in_); }

  int YearAt(size_t i) const {
    const int year = Key(i).size() == 4 ? Whole(Key(i), 4) : -1;
    return year >= 1000 && year < 2200 ? year : 0;
  }

  int MonthAt(size_t i) const {
    if (!text_.IsWord(i, in_)) return 0;
    const bool capitalised = text_.view().IsCapitalised(i);
    if (const int month = NamedMonth(Key(i), capitalised); month != 0) return month;
    return capitalised && text_.language() == FactLanguage::kEnglish ? text_.Word(i, in_).month : 0;
  }

  // The end of a date with the year that follows it.
  size_t YearEnd(size_t i, bool month_in_words) const {
    const std::string_view key = Key(i);
    const bool mark = (key == "/" || key == "-" || key == ".") && Touch(i) && Touch(i + 1);
    if (mark && (YearAt(i + 1) != 0 || (key == "/" && Whole(Key(i + 1), 2) >= 0))) return i + 2;
    if ((key == "năm" || key == "tahun" || (month_in_words && (key == "de" || key == "del" || key == ","))) &&
        YearAt(i + 1) != 0) {
      return i + 2;
    }
    return month_in_words && YearAt(i) != 0 ? i + 1 : i;
  }

  // Unless something of it is read already.
  void Add(size_t first, size_t end, uint64_t value) {
    for (size_t i = first; i < end; ++i) {
      if (text_.IsTaken(i)) return;
    }
    text_.Add(TextFact::Kind::kDate, {first, end}, value);
  }

  void AddDay(size_t first, size_t end, int day, int month) {
    if (day >= 1 && day <= 31 && month >= 1 && month <= 12)
      Add(first, end, DateValue(kDay, static_cast<uint64_t>(month), static_cast<uint64_t>(day)));
  }

  void Days() {
    const auto tokens = std::span(text_.tokenized().tokens).subspan(in_.first, in_.size());
    for (const FoundDay& found : FindNamedDays(text_.tokenized(), tokens)) {
      const size_t first = in_.first + found.first, end = first + found.count;
      const bool slash = found.count == 3 && Key(first + 1) == "/";
      // "12/10 tỉnh" counts, whatever it is.
      if (slash && text_.Is(end, in_, FactWord::kCounted | FactWord::kPercent | FactWord::kMoney)) continue;
      const bool in_words = found.count > 1 && !slash && Key(first + 1) != "tháng";
      AddDay(first, found.count == 1 && !HasMark(first) ? end : YearEnd(end, in_words), found.day % 32,
             found.day / 32);
      if (found.count > 1) AddDayBefore(first, found.day % 32, found.day / 32);
    }
  }

  // The 18 of "18 và 19/10", "từ 18 đến 19/10", "18 e 19 de junho".
  void AddDayBefore(size_t first, int day, int month) {
    constexpr std::array kJoints = {"và"sv, "đến"sv, "-"sv, "e"sv, "a"sv, "and"sv, "to"sv, "y"sv, "et"sv};
    if (std::find(kJoints.begin(), kJoints.end(), Key(first - 1)) == kJoints.end()) return;
    const int before = Whole(Key(first - 2), 2);
    if (before >= 1 && before < day) AddDay(first - 2, first - 1, before, month);
  }

  bool HasMark(size_t i) const { return Key(i).find('.') != std::string_view::npos; }

  // The token after what was read from the number at `i` on.
  size_t Read(size_t i) {
    for (const auto reader :
         {&DateFinder::ReadIso, &DateFinder::ReadDotted, &DateFinder::ReadWrittenDay, &DateFinder::ReadClock,
          &DateFinder::ReadHours, &DateFinder::ReadMonth, &DateFinder::ReadYears}) {
      if (const size_t end = (this->*reader)(i); end != 0) return end;
    }
    return i + 1;
  }

  // "2025-10-09"
  size_t ReadIso(size_t i) {
    if (YearAt(i) == 0 || (Key(i + 1) != "-" && Key(i + 1) != "/") || Key(i + 3) != Key(i + 1)) return 0;
    for (size_t k = i + 1; k < i + 5; ++k) {
      if (!Touch(k)) return 0;
    }
    const int month = Whole(Key(i + 2), 2), day = Whole(Key(i + 4), 2);
    if (month < 1 || month > 12 || day < 1 || day > 31 || (Touch(i + 5) && Key(i + 5) == Key(i + 1)))
      return 0;
    AddDay(i, i + 5, day, month);
    return i + 5;
  }

  // "13.6.2017", one token
  size_t ReadDotted(size_t i) {
    const std::string_view key = Key(i);
    const size_t first = key.find('.'), second = key.rfind('.');
    if (first == key.npos || second == first || key.size() - second != 5 || JoinedNumber(i)) return 0;
    const int day = Whole(key.substr(0, first), 2),
              month = Whole(key.substr(first + 1, second - first - 1), 2);
    if (day < 1 || month < 1 || month > 12 || Whole(key.substr(second + 1), 4) < 1000) return 0;
    AddDay(i, i + 1, day, month);
    return i + 1;
  }

  // Written together with what stands before or after, but for brackets and the like.
  bool JoinedNumber(size_t i) const {
    const std::string_view after = Key(i + 1);
    return (Touch(i) && Key(i - 1) != "(" && Key(i - 1) != "\"") ||
           (Touch(i + 1) && (after == "." || after == "/" || after == "-") && Touch(i + 2));
  }

  // What NamedDays leaves: "13th of June", "June 13th", "1er juin", "1º de junho", "Jan. 13", "13 Jan".
  size_t ReadWrittenDay(size_t i) {
    const std::string_view key = Key(i);
    const size_t digits = std::min(key.find_first_not_of("0123456789"), key.size());
    const std::string_view suffix = key.substr(digits);
    const int day = Whole(key.substr(0, digits), 2);
    constexpr std::array kSuffixes = {""sv, "st"sv, "nd"sv, "rd"sv, "th"sv, "er"sv, "º"sv, "°"sv, "ª"sv};
    if (day < 1 || day > 31 || std::find(kSuffixes.begin(), kSuffixes.end(), suffix) == kSuffixes.end()) {
      return 0;
    }
    const bool link = Key(i + 1) == "of" || Key(i + 1) == "de" || Key(i + 1) == "º";
    size_t after = i + 1 + (link ? 1 : 0);
    if (Key(after) == "de") ++after;
    if (const int month = MonthAt(after); month != 0) {
      const size_t end = YearEnd(after + 1, true);
      AddDay(i, end, day, month);
      return end;
    }
    if (text_.language() != FactLanguage::kEnglish) return 0;
    const size_t before = i > in_.first && Key(i - 1) == "." ? i - 2 : i - 1;
    if (MonthAt(before) == 0) return 0;
    const size_t end = YearEnd(i + 1, true);
    AddDay(before, end, day, MonthAt(before));
    return end;
  }

  // Hours and minutes as a fact, with the part of the day that follows.
  size_t AddTime(size_t first, size_t end, int hour, int minute) {
    const FactWord& part = text_.Word(end, in_);
    const bool twelve = text_.language() == FactLanguage::kEnglish;
    if (part.Is(FactWord::kMorning | FactWord::kNoon | FactWord::kEvening | FactWord::kNight)) {
      if (part.Is(FactWord::kNoon) && hour <= 3) hour += 12;
      if (part.Is(FactWord::kNight) && hour >= 8 && hour < 12) hour += 12;
      if (part.Is(FactWord::kEvening) && hour < 12) hour += 12;
      if (twelve && part.Is(FactWord::kMorning) && hour == 12) hour = 0;
      ++end;
    }
    Add(first, end, DateValue(kTime, static_cast<uint64_t>(hour), static_cast<uint64_t>(minute)));
    return end;
  }

  bool IsPartOfDay(size_t i) const {
    return text_.Is(i, in_, FactWord::kMorning | FactWord::kNoon | FactWord::kEvening | FactWord::kNight);
  }

  // "22:10", "10:30 p.m.", "10:30pm", "10.30pm", "10 p.m.", "10pm"
  size_t ReadClock(size_t i) {
    const std::string_view key = Key(i);
    const size_t digits = std::min(key.find_first_not_of("0123456789"), key.size());
    const int hour = Whole(key.substr(0, digits), 2);
    if (hour < 0 || hour > 24 || (Touch(i) && Key(i - 1) == ":")) return 0;
    const std::string_view rest = key.substr(digits);
    if (rest == "am" || rest == "pm") return AddTwelve(i, i + 1, key, hour, 0);
    if (rest.size() == 5 && rest[0] == '.' && (rest.ends_with("am") || rest.ends_with("pm"))) {
      const int past = Whole(rest.substr(1, 2), 2);
      return past >= 0 && past < 60 ? AddTwelve(i, i + 1, key, hour, past) : 0;
    }
    if (digits != key.size()) return 0;
    if (text_.language() == FactLanguage::kEnglish && IsPartOfDay(i + 1)) return AddTime(i, i + 1, hour, 0);
    if (Key(i + 1) != ":" || !Touch(i + 1) || !Touch(i + 2)) return 0;
    const std::string_view minutes = Key(i + 2);
    const int minute = minutes.size() >= 2 ? Whole(minutes.substr(0, 2), 2) : -1;
    if (minute < 0 || minute > 59 || (Touch(i + 3) && Key(i + 3) == ":")) return 0;
    if (minutes.size() == 2) return AddTime(i, i + 3, hour, minute);
    return minutes.substr(2) == "am" || minutes.substr(2) == "pm" ? AddTwelve(i, i + 3, minutes, hour, minute)
                                                                  : 0;
  }

  size_t AddTwelve(size_t first, size_t end, std::string_view key, int hour, int minute) {
    if (hour > 12) return 0;
    hour = hour % 12 + (key.ends_with("pm") ? 12 : 0);
    Add(first, end, DateValue(kTime, static_cast<uint64_t>(hour), static_cast<uint64_t>(minute)));
    return end;
  }

  // "22h10", "22g10", "lúc 22h", "22 giờ 10", "lúc 7 giờ", "7 giờ tối", "10 Uhr". Hours alone may as well be a
  // time that something took.
  size_t ReadHours(size_t i) {
    const std::string_view key = Key(i);
    const size_t digits = std::min(key.find_first_not_of("0123456789"), key.size());
    const int hour = Whole(key.substr(0, digits), 2);
    if (hour < 0 || hour > 24) return 0;
    const std::string_view rest = key.substr(digits);
    const bool clock = i > in_.first && text_.Is(i - 1, in_, FactWord::kClock);
    if (!rest.empty() && (rest[0] == 'h' || rest[0] == 'g')) {
      const int minute = rest.size() == 3 ? Whole(rest.substr(1), 2) : -1;
      if (minute >= 0 && minute < 60) return AddTime(i, i + 1, hour, minute);
      constexpr std::array kBefore = {"từ"sv, "đến"sv, "tới"sv, "khoảng"sv};
      const bool about = std::find(kBefore.begin(), kBefore.end(), Key(i - 1)) != kBefore.end();
      const bool sure = rest == "h" && hour < 24 && (clock || about || IsPartOfDay(i + 1));
      return sure ? AddTime(i, i + 1, hour, 0) : 0;
    }
    if (!rest.empty()) return 0;
    if (Key(i + 1) == "uhr") return AddTime(i, i + 2, hour, 0);
    if (Key(i + 1) == "." && clock && text_.language() == FactLanguage::kIndonesian) return 0;
    if (Key(i + 1) != "giờ") return 0;
    const int minute = Whole(Key(i + 2), 2);
    const bool minutes = minute >= 0 && minute < 60;
    const size_t end = !minutes ? i + 2 : Key(i + 3) == "phút" ? i + 4 : i + 3;
    return clock || IsPartOfDay(end) ? AddTime(i, end, hour, minutes ? minute : 0) : 0;
  }

  // "10/2025", "tháng 10 năm 2025", "tháng 10-2025"; "October 2025" and "outubro de 2025" by their year.
  size_t ReadMonth(size_t i) {
    if (const int year = YearAt(i); year != 0) {
      const bool link = Key(i - 1) == "de" || Key(i - 1) == "del" || Key(i - 1) == ",";
      const size_t word = i - (link ? 2 : 1);
      const int named = MonthAt(word);
      return named != 0 ? AddMonth(word, i + 1, year, named) : 0;
    }
    const int month = Whole(Key(i), 2);
    if (month < 1 || month > 12 || Key(i - 1) == "quý") return 0;  // "quý 3/2013" is a quarter
    const bool announced = Key(i - 1) == "tháng";
    if (announced && Key(i + 1) == "năm" && YearAt(i + 2) != 0)
      return AddMonth(i, i + 3, YearAt(i + 2), month);
    if ((Key(i + 1) != "/" && (Key(i + 1) != "-" || !announced)) || YearAt(i + 2) < 1900) return 0;
    if (!Touch(i + 1) || !Touch(i + 2) || (Touch(i) && Key(i - 1) == Key(i + 1))) return 0;
    return AddMonth(i, i + 3, YearAt(i + 2), month);
  }

  size_t AddMonth(size_t first, size_t end, int year, int month) {
    Add(first, end, DateValue(kMonth, static_cast<uint64_t>(year), static_cast<uint64_t>(month)));
    return end;
  }

  // "năm 2013", "(1982)", and both of "2021-2025".
  size_t ReadYears(size_t i) {
    const int year = YearAt(i);
    if (year == 0) return 0;
    const bool joined = Touch(i) && Key(i - 1) != "(" && Key(i - 1) != "\"";
    const int second = Key(i + 1) == "-" ? YearAt(i + 2) : 0;
    if (second > year && !joined && Key(i + 3) != "-" && !text_.Is(i + 3, in_, kMeasures)) {
      AddYear(i, year);
      AddYear(i + 2, second);
      return i + 3;
    }
    if (joined || (Touch(i + 1) && (Key(i + 1) == "-" || Key(i + 1) == "/"))) return 0;
    const bool sure = Key(i - 1) == "năm" || (Key(i - 1) == "(" && Key(i + 1) == ")");
    const bool announced = text_.Is(i - 1, in_, FactWord::kYear) && !text_.Is(i + 1, in_, kMeasures) &&
                           text_.Word(i + 1, in_).numeral.kind == Numeral::Kind::kNone;
    if (!sure && !announced) return 0;
    AddYear(i, year);
    return i + 1;
  }

  void AddYear(size_t i, int year) { Add(i, i + 1, DateValue(kYear, static_cast<uint64_t>(year))); }

  static constexpr uint32_t kMeasures = FactWord::kCounted | FactWord::kPercent | FactWord::kMoney;

  TokenRange in_;
  FactText& text_;
};

}  // namespace

void FindDates(TokenRange sentence, FactText* text) { DateFinder(sentence, text).Run(); }

}  // namespace samestory
