// Numbers in digits and words, and what they count.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "engine/base/hash.h"
#include "engine/text/decimal.h"
#include "engine/text/fact_text.h"
#include "engine/text/number_subject.h"
#include "engine/text/number_words.h"

namespace samestory {
namespace {

using std::string_view_literals::operator""sv;
using Kind = Numeral::Kind;

constexpr uint64_t kNumberSeed = 11, kPercentSeed = 12;

template <size_t N>
bool IsAnyOf(std::string_view key, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), key) != words.end();
}

size_t DigitsEnd(std::string_view key) { return std::min(key.find_first_not_of("0123456789.,"), key.size()); }

class NumberFinder {
 public:
  NumberFinder(TokenRange sentence, Capitals capitals, FactText* text)
      : in_(sentence), capitals_(capitals), text_(*text) {}

  void Run() {
    for (size_t i = in_.first; i < in_.end;) {
      if (text_.IsTaken(i)) {
        ++i;
      } else if (StartsWithDigit(i)) {
        i = ReadDigits(i);
      } else {
        i = StartsNumberWords(i) ? ReadWords(i) : i + 1;
      }
    }
  }

 private:
  std::string_view Key(size_t i) const { return text_.Key(i, in_); }
  bool Touch(size_t i) const { return text_.Touches(i, in_); }
  bool Is(size_t i, uint32_t roles) const { return text_.Is(i, in_, roles); }
  bool IsFree(size_t i) const { return i < in_.end && !text_.IsTaken(i); }
  bool StartsWithDigit(size_t i) const { return !Key(i).empty() && Key(i)[0] >= '0' && Key(i)[0] <= '9'; }
  bool IsDigits(size_t i) const { return StartsWithDigit(i) && text_.IsNumber(i, in_) && IsFree(i); }
  bool IsScale(size_t i) const { return text_.Word(i, in_).numeral.kind == Kind::kScale; }

  bool IsConnector(size_t i) const {
    return IsAnyOf(Key(i), std::array{"-"sv, "/"sv, ":"sv, "."sv, "+"sv, "x"sv, "*"sv, "#"sv, "@"sv, "_"sv,
                                      "="sv, "&"sv, "'"sv, "×"sv});
  }

  // The end of what is written together with the number at `i`, so that parts of scores, telephone numbers and
  // names of things are not taken for numbers.
  size_t ClusterEnd(size_t i) const {
    size_t k = i + 1;
    while (k < in_.end) {
      if (IsDigits(k) && (Touch(k) || IsDigits(k - 1))) {
        ++k;
      } else if (Touch(k) && IsConnector(k) && Touch(k + 1) && IsFree(k + 1) &&
                 (text_.IsWord(k + 1, in_) || text_.IsNumber(k + 1, in_))) {
        k += 2;
      } else {
        break;
      }
    }
    return k;
  }

  bool JoinsBefore(size_t i) const {
    if (!Touch(i)) return false;
    return IsConnector(i - 1) || text_.IsWord(i - 1, in_) || text_.IsNumber(i - 1, in_);
  }

  struct Reading {
    Decimal value;
    size_t end = 0;
    bool percent = false;
    bool multiplied = false;
  };

  // What follows the bare number: multipliers, further parts ("3 tỷ 200 triệu"), percent.
  Reading ReadTail(Decimal value, size_t end) const {
    Reading reading{value, end};
    if (Key(end) == "-" && Touch(end) && Touch(end + 1) && IsScale(end + 1)) ++reading.end;
    const size_t before = reading.end;
    reading.value = ReadMultipliers(text_, in_, &reading.end, value);
    reading.multiplied = reading.end > before;
    for (int parts = 0; parts < 2 && reading.multiplied && IsDigits(reading.end) && IsScale(reading.end + 1);
         ++parts) {
      const std::optional<Decimal> part = ParseDecimal(Key(reading.end), Style(), true);
      const int exponent = text_.Word(reading.end + 1, in_).numeral.value;
      if (!part || text_.Word(reading.end - 1, in_).numeral.value <= exponent) break;
      const std::optional<Decimal> sum = reading.value.Plus(part->Shifted(exponent));
      if (!sum) break;
      reading.value = *sum;
      reading.end += 2;
    }
    if (Is(reading.end, FactWord::kPercent)) {
      reading.percent = true;
      reading.end += 1;
    } else if (text_.Pair(reading.end, in_).Is(FactWord::kPercent)) {
      reading.percent = true;
      reading.end += 2;
    }
    return reading;
  }

  DecimalStyle Style() const {
    switch (text_.language()) {
      case FactLanguage::kOther:
        return DecimalStyle::kUnknown;
      case FactLanguage::kEnglish:
        return DecimalStyle::kPoint;
      default:
        return DecimalStyle::kComma;
    }
  }

  // The last token of what names the money before the number: "$", "US$".
  bool MoneyBefore(size_t i) const { return i > in_.first && Is(i - 1, FactWord::kMoney) && IsFree(i - 1); }

  // "lớp 5", "No. 5", "thứ 17": the number is a name.
  bool IsLabelled(size_t i) const {
    if (Key(i - 1) == "số") return !IsAnyOf(Key(i - 2), std::array{"trong"sv, "con"sv, "tổng"sv});
    return Is(i - 1, FactWord::kLabel) || (Key(i - 1) == "." && Is(i - 2, FactWord::kLabel));
  }

  // Stands after a capitalised word as its part: "Boeing 737", "Quận 1".
  bool IsNamed(size_t i) const {
    return capitals_ != Capitals::kAll && i > in_.first + 1 && text_.IsWord(i - 1, in_) &&
           HasCapital(i - 1) && IsFree(i - 1);
  }
  bool HasCapital(size_t i) const {
    const std::string_view bytes = text_.Bytes(i);
    return text_.view().IsCapitalised(i) ||
           std::any_of(bytes.begin(), bytes.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  }

  // What stands at `i` is the number of a house, one of several, or both of two sides.
  bool IsOther(size_t i, size_t end) const {
    if (text_.language() != FactLanguage::kVietnamese || end >= in_.end) return false;
    // "2 bên" as "hai bên"
    const FactWords& words = FactWords::Of(text_.language());
    if (Key(i) == "2" && words.FindPair(Hash64("hai"), text_.view().at(end).key).Is(FactWord::kIdiom))
      return true;
    const bool street = IsAnyOf(Key(end), std::array{"đường"sv, "phố"sv, "ngõ"sv});
    if (street && Key(end + 1) == "số") return true;
    const size_t name = street ? end + 1 : end;
    const bool capital = text_.IsWord(name, in_) && text_.view().IsCapitalised(name);
    return (capital && capitals_ == Capitals::kSentence) || Key(end) == "trong";
  }

  bool IsAlone(size_t i, size_t end) const {
    // "1366 x 768"
    const auto times = [&](size_t k) { return Key(k) == "x" || Key(k) == "×"; };
    if ((times(i - 1) && StartsWithDigit(i - 2)) || (times(end) && StartsWithDigit(end + 1))) return true;
    const bool numbering =
        i == in_.first && IsAnyOf(Key(end), std::array{"."sv, ")"sv, "/"sv, "-"sv, ":"sv, ","sv});
    return numbering || (Key(i - 1) == "(" && Key(end) == ")") || in_.size() <= 2;
  }

  void Add(size_t first, const Reading& reading, uint64_t subject) {
    const uint64_t seed = reading.percent ? kPercentSeed : kNumberSeed;
    text_.Add(TextFact::Kind::kNumber, {first, reading.end}, CombineHash(seed, reading.value.Hash()),
              subject);
  }

  size_t ReadDigits(size_t i) {
    const size_t cluster = ClusterEnd(i);
    if (JoinsBefore(i) && !MoneyBefore(i)) return cluster;
    if (IsRange(i)) return ReadRange(i);
    const size_t groups = GroupsEnd(i, cluster);
    const bool hyphen = cluster == i + 3 || cluster == i + 5;
    const bool compound =
        hyphen && Key(i + 1) == "-" && text_.IsLowerWord(i + 2, in_) && !StartsWithDigit(i + 2);
    const bool rate =
        cluster == i + 3 && Key(i + 1) == "/" && text_.IsWord(i + 2, in_) && !text_.IsNumber(i, in_);
    if (groups == 0 && cluster != i + 1 && !compound && !rate) return cluster;
    const size_t end = groups != 0 ? groups : i + 1;
    ReadOne(i, end);
    return std::max(cluster, end);
  }

  // The end of "1 240 000"; 0 where the number at `i` is none such.
  size_t GroupsEnd(size_t i, size_t cluster) const {
    if (cluster < i + 2 || Key(i).size() > 3 || Key(i)[0] == '0') return 0;
    for (size_t k = i; k < cluster; ++k) {
      if (!IsDigits(k) || Key(k).find_first_of(".,") != std::string_view::npos) return 0;
      const uint32_t gap = k > i ? text_.view().at(k).start - text_.view().at(k - 1).end : 1;
      if (k > i && (Key(k).size() != 3 || gap == 0 || gap > 3)) return 0;  // a narrow space has three bytes
    }
    return cluster;
  }

  void ReadOne(size_t i, size_t end) {
    std::string digits;
    for (size_t k = i; k < end; ++k) digits += Key(k);
    const size_t suffix = DigitsEnd(digits);
    const bool attached = suffix < digits.size();
    const std::string unit = digits.substr(suffix);
    digits.resize(suffix);
    const bool money = MoneyBefore(i);
    const Numeral scale = SuffixScale(unit, end, money, attached);
    const FactWord& measure = FactWords::Of(text_.language()).Find(Hash64(unit));
    if (attached && scale.kind == Kind::kNone && !measure.Is(FactWord::kCounted)) return;
    const bool measured = scale.kind != Kind::kNone || IsScale(end) || Is(end, FactWord::kPercent) ||
                          text_.Pair(end, in_).Is(FactWord::kPercent);
    const std::optional<Decimal> number = ParseDecimal(digits, Style(), measured);
    if (!number) return;
    Reading reading = ReadTail(number->Shifted(scale.value), attached || scale.value == 0 ? end : end + 1);
    reading.multiplied |= scale.kind != Kind::kNone;
    const bool certain =
        money || reading.multiplied || reading.percent || attached || Is(end, FactWord::kCounted);
    const bool plain = digits.find_first_of(".,") == digits.npos && end == i + 1;
    const bool id = plain && (digits.size() == 4 ? digits >= "1500" && digits < "2200" : digits.size() > 6);
    if (!certain && (id || IsNamed(i) || IsAlone(i, end))) return;
    if (!money && (IsLabelled(i) || (!certain && IsOther(i, end)))) return;
    // "US$", "R$"
    const bool prefixed =
        money && Key(i - 1) == "$" && Touch(i - 1) && text_.IsWord(i - 2, in_) && IsFree(i - 2);
    const size_t first = !money ? i : prefixed ? i - 2 : i - 1;
    const uint64_t subject = money             ? MoneySubject(text_, in_, i - 1)
                             : reading.percent ? PercentSubject(text_, in_, reading.end)
                             : measure.subject != 0 && attached && scale.kind == Kind::kNone
                                 ? measure.subject
                                 : NumberSubject(text_, in_, reading.end);
    Add(first, reading, subject);
  }

  // "$5m", "5tr": letters that multiply. A metre does not.
  Numeral SuffixScale(std::string_view unit, size_t end, bool money, bool attached) const {
    const std::string_view letters = attached ? unit : Key(end);
    if (money && (attached || Key(end).size() == 1)) {
      if (letters == "k") return {Kind::kScale, 3};
      if (letters == "m") return {Kind::kScale, 6};
      if (letters == "b") return {Kind::kScale, 9};
    }
    if (!attached) return {};
    const Numeral numeral = FactWords::Of(text_.language()).Find(Hash64(unit)).numeral;
    return numeral.kind == Kind::kScale ? numeral : Numeral();
  }

  // "10-15 người", "30 - 40%": two numbers of one thing, where that thing is named; else a score.
  bool IsRange(size_t i) const {
    return IsDigits(i) && Key(i + 1) == "-" && IsDigits(i + 2) && !(Touch(i + 3) && IsConnector(i + 3)) &&
           !IsDigits(i + 3);
  }
  size_t ReadRange(size_t i) {
    const size_t last = i + 2;
    const size_t after = ClusterEnd(last);
    const bool measured = IsScale(last + 1) || Is(last + 1, FactWord::kPercent);
    const std::optional<Decimal> low = ParseDecimal(Key(i), Style(), measured);
    const std::optional<Decimal> high = ParseDecimal(Key(last), Style(), measured);
    if (!low || !high || after != last + 1 || IsLabelled(i) || !low->IsLess(*high))
      return std::max(after, i + 3);
    const Reading end = ReadTail(*high, last + 1);
    if (!end.multiplied && !end.percent && !Is(last + 1, FactWord::kCounted)) return after;
    const uint64_t subject =
        end.percent ? PercentSubject(text_, in_, end.end) : NumberSubject(text_, in_, end.end);
    // The first has the multiplier of the second.
    size_t unused = last + 1;
    Reading first{ReadMultipliers(text_, in_, &unused, *low), i + 1, end.percent, end.multiplied};
    Add(i, first, subject);
    Add(last, end, subject);
    return end.end;
  }

  bool StartsNumberWords(size_t i) const {
    const Kind kind = text_.Word(i, in_).numeral.kind;
    return kind == Kind::kUnit || kind == Kind::kTeen || kind == Kind::kTens || kind == Kind::kFullHundred;
  }

  size_t ReadWords(size_t i) {
    const NumberWords words = ReadNumberWords(text_, in_, i);
    const size_t next = std::max(words.end, i + 1);
    if (!words.value || !MayBeWords(i, words)) return next;
    const Reading reading = ReadTail(*words.value, words.end);
    if (words.single && !reading.multiplied && !reading.percent && !IsSingle(i, reading.end)) return next;
    Add(i, reading,
        reading.percent ? PercentSubject(text_, in_, reading.end) : NumberSubject(text_, in_, reading.end));
    return std::max(next, reading.end);
  }

  bool MayBeWords(size_t i, const NumberWords& words) const {
    if (IsLabelled(i) || Is(i - 1, FactWord::kVague) || JoinsBefore(i) || StartsWithDigit(i - 1))
      return false;
    if (Key(words.end) == "and" && Key(words.end + 1) == "a") return false;  // "two and a half"
    if (Key(words.end) == "mấy") return false;
    // "mười năm" is ten years.
    if (text_.Word(words.end, in_).numeral.kind != Kind::kNone && Key(words.end) != "năm") return false;
    const bool hyphen = Key(words.end) == "-" && Touch(words.end);
    if (IsOrdinal(Key(hyphen ? words.end + 1 : words.end))) return false;
    if (capitals_ != Capitals::kSentence) return true;
    // A capital tells a name ("Hai Bà Trưng", "Six Flags") but at the sentence's start.
    for (size_t k = i; k < words.end; ++k) {
      if (text_.view().IsCapitalised(k) && (k != in_.first || !text_.IsLowerWord(words.end, in_)))
        return false;
    }
    return true;
  }

  // "two-thirds", "twenty-first"
  static bool IsOrdinal(std::string_view key) {
    constexpr std::array kWords = {"first"sv,   "second"sv,  "third"sv,    "thirds"sv, "fourth"sv,
                                   "fourths"sv, "fifth"sv,   "fifths"sv,   "sixth"sv,  "sixths"sv,
                                   "seventh"sv, "eighth"sv,  "eighths"sv,  "ninth"sv,  "tenth"sv,
                                   "tenths"sv,  "quarter"sv, "quarters"sv, "half"sv,   "fold"sv};
    return IsAnyOf(key, kWords);
  }

  // Whether one number word counts something.
  bool IsSingle(size_t i, size_t end) const {
    if (Is(i, FactWord::kArticle) || text_.Pair(i, in_).Is(FactWord::kIdiom)) return false;
    if (Is(i, FactWord::kUnsure)) {
      const bool idiom = Key(i) == "năm" && (Key(end) == "tháng" || Key(end) == "trường");
      constexpr std::array kYearBefore = {"đầu"sv, "cuối"sv, "giữa"sv, "cả"sv, "nửa"sv, "suốt"sv, "tháng"sv};
      if (Key(i) == "năm" && IsAnyOf(Key(i - 1), kYearBefore)) return false;
      return Is(end, FactWord::kCounted) && !idiom &&
             (capitals_ != Capitals::kSentence || text_.IsLowerWord(end, in_));
    }
    const size_t noun = Is(end, FactWord::kLink) ? end + 1 : end;
    if (text_.language() != FactLanguage::kVietnamese) return true;
    return text_.IsWord(noun, in_) && IsFree(noun) && !Is(noun, FactWord::kFunction) &&
           (capitals_ != Capitals::kSentence || !text_.view().IsCapitalised(noun));
  }

  TokenRange in_;
  Capitals capitals_;
  FactText& text_;
};

}  // namespace

void FindNumbers(TokenRange sentence, Capitals capitals, FactText* text) {
  NumberFinder(sentence, capitals, text).Run();
}

}  // namespace samestory
