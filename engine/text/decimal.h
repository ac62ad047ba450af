// Decimal numbers as texts write them. Internal to text/.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace samestory {

// digits × 10^exponent, exactly; 18 digits at most.
class Decimal {
 public:
  Decimal() = default;
  explicit Decimal(uint64_t whole) : digits_(whole) {}

  // A run of digits; nothing where there are more than 18 or none.
  static std::optional<Decimal> OfDigits(std::string_view digits);

  Decimal Shifted(int exponent) const;
  // Nothing where the sum needs more than 18 digits.
  std::optional<Decimal> Plus(Decimal other) const;

  bool IsZero() const { return digits_ == 0; }
  bool IsLess(const Decimal& other) const;
  // Equal for equal numbers, however they came about.
  uint64_t Hash() const;

 private:
  uint64_t digits_ = 0;
  int exponent_ = 0;
};

// How thousands and decimals are parted where a mark and three digits could be either.
enum class DecimalStyle : uint8_t { kUnknown, kComma, kPoint };

// "1.240", "1,240.5", "3,5". With one mark before exactly three digits the style decides: the mark of
// thousands parts thousands, and so does the other mark unless `measured` (a multiplier, percent or unit
// follows). A number that begins with 0 has decimals. Nothing for what is no such number: 007, 1.2.3, 12,34,56.
std::optional<Decimal> ParseDecimal(std::string_view number, DecimalStyle style, bool measured);

}  // namespace samestory
