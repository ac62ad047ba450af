#include "engine/text/decimal.h"

#include <algorithm>
#include <string>

#include "engine/base/hash.h"

namespace samestory {
namespace {

constexpr size_t kMostDigits = 18;
constexpr uint64_t kLimit = 1'000'000'000'000'000'000;
constexpr size_t kLongest = 40;  // bytes of a number with its marks

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// Whole part in groups of three: "1.240.000". One mark at least.
bool IsGrouped(std::string_view whole, char mark) {
  if (whole.empty() || whole[0] == '0') return false;
  const size_t head = whole.find(mark);
  if (head == whole.npos || head == 0 || head > 3) return false;
  for (size_t at = head; at < whole.size(); at += 4) {
    if (whole[at] != mark || whole.size() - at < 4) return false;
    for (size_t i = at + 1; i < at + 4; ++i) {
      if (!IsDigit(whole[i])) return false;
    }
  }
  return true;
}

std::optional<Decimal> WithDecimals(std::string_view whole, std::string_view decimals) {
  std::string digits;
  for (const char c : whole) {
    if (IsDigit(c)) digits += c;
  }
  if (digits.empty() || (digits.size() > 1 && digits[0] == '0')) return std::nullopt;
  digits += decimals;
  const std::optional<Decimal> all = Decimal::OfDigits(digits);
  if (!all) return std::nullopt;
  return all->Shifted(-static_cast<int>(decimals.size()));
}

}  // namespace

std::optional<Decimal> Decimal::OfDigits(std::string_view digits) {
  if (digits.empty() || digits.size() > kMostDigits || !std::all_of(digits.begin(), digits.end(), IsDigit)) {
    return std::nullopt;
  }
  uint64_t value = 0;
  for (const char c : digits) value = value * 10 + static_cast<uint64_t>(c - '0');
  return Decimal(value);
}

Decimal Decimal::Shifted(int exponent) const {
  Decimal shifted = *this;
  shifted.exponent_ += exponent;
  while (shifted.digits_ != 0 && shifted.digits_ % 10 == 0) {
    shifted.digits_ /= 10;
    ++shifted.exponent_;
  }
  if (shifted.digits_ == 0) shifted.exponent_ = 0;
  return shifted;
}

std::optional<Decimal> Decimal::Plus(Decimal other) const {
  Decimal high = Shifted(0), low = other.Shifted(0);
  if (high.IsZero()) return low;
  if (low.IsZero()) return high;
  if (high.exponent_ < low.exponent_) std::swap(high, low);
  for (; high.exponent_ > low.exponent_; --high.exponent_) {
    if (high.digits_ >= kLimit / 10) return std::nullopt;
    high.digits_ *= 10;
  }
  high.digits_ += low.digits_;
  if (high.digits_ >= kLimit) return std::nullopt;
  return high.Shifted(0);
}

bool Decimal::IsLess(const Decimal& other) const {
  if (digits_ == 0 || other.digits_ == 0) return digits_ < other.digits_;
  const auto size = [](const Decimal& number) {
    int digits = number.exponent_;
    for (uint64_t rest = number.digits_; rest != 0; rest /= 10) ++digits;
    return digits;
  };
  if (size(*this) != size(other)) return size(*this) < size(other);
  // As long, so the one of fewer digits is filled up to the other's exponent; 18 digits bound both.
  uint64_t left = digits_, right = other.digits_;
  for (int i = exponent_; i > other.exponent_; --i) left *= 10;
  for (int i = other.exponent_; i > exponent_; --i) right *= 10;
  return left < right;
}

uint64_t Decimal::Hash() const {
  const Decimal plain = Shifted(0);
  return CombineHash(Mix64(plain.digits_), static_cast<uint64_t>(plain.exponent_));
}

std::optional<Decimal> ParseDecimal(std::string_view number, DecimalStyle style, bool measured) {
  if (number.size() > kLongest || number.empty() || !IsDigit(number.front()) || !IsDigit(number.back())) {
    return std::nullopt;
  }
  const size_t last = number.find_last_of(".,");
  if (last == number.npos) return WithDecimals(number, "");
  const char mark = number[last];
  const std::string_view whole = number.substr(0, last), rest = number.substr(last + 1);
  const size_t other = whole.find_first_of(".,");
  if (other != whole.npos) {
    if (whole[other] == mark) return IsGrouped(number, mark) ? WithDecimals(number, "") : std::nullopt;
    return IsGrouped(whole, whole[other]) ? WithDecimals(whole, rest) : std::nullopt;
  }
  if (!IsGrouped(number, mark)) return WithDecimals(whole, rest);
  const char thousands = style == DecimalStyle::kComma ? '.' : ',';
  const bool known = style != DecimalStyle::kUnknown && mark == thousands;
  return !known && measured ? WithDecimals(whole, rest) : WithDecimals(number, "");
}

}  // namespace samestory
