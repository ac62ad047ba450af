#include "engine/text/number_words.h"

namespace samestory {
namespace {

using Kind = Numeral::Kind;

class WordsReader {
 public:
  WordsReader(const FactText& text, TokenRange in, size_t first) : text_(text), in_(in), at_(first) {}

  NumberWords Run() {
    const size_t first = at_;
    while (ok_ && Step()) {
    }
    NumberWords out;
    out.end = at_;
    out.single = at_ == first + 1;
    if (!ok_ || state_ == kJoined) return out;  // "hai ba", "hai trăm lẻ"
    const std::optional<Decimal> sum = total_.Plus(Decimal(group_));
    if (sum) out.value = sum;
    return out;
  }

 private:
  // What stands in the group below the next multiplier.
  enum State { kEmpty, kUnit, kTens, kFull, kHundreds, kJoined };

  Numeral At(size_t i) const {
    const bool word = text_.IsWord(i, in_) && !text_.IsTaken(i);
    return word ? text_.Word(i, in_).numeral : Numeral();
  }

  void Take(uint64_t value, State state, size_t tokens = 1) {
    group_ += value;
    state_ = state;
    at_ += tokens;
  }

  bool Step() {
    // "twenty-one"
    if (state_ == kTens && text_.Key(at_, in_) == "-" && text_.Touches(at_, in_) &&
        text_.Touches(at_ + 1, in_) && At(at_ + 1).kind == Kind::kUnit) {
      ++at_;
    }
    const Numeral numeral = At(at_), next = At(at_ + 1);
    switch (numeral.kind) {
      case Kind::kUnit:
        return Unit(numeral.value, next);
      case Kind::kTeen:
        return state_ == kEmpty || state_ == kHundreds ? (Take(numeral.value, kFull), true) : Fail();
      case Kind::kTens:
        return state_ == kEmpty || state_ == kHundreds ? (Take(numeral.value, kTens), true) : Fail();
      case Kind::kAfterTens:
        return state_ == kTens ? (Take(numeral.value, kFull), true) : false;
      case Kind::kFullHundred:
        return state_ == kEmpty ? (Take(numeral.value, kHundreds), true) : Fail();
      case Kind::kJoin:
        return Join(next);
      case Kind::kScale:
        return Scale();
      default:
        return false;
    }
  }

  bool Unit(uint8_t value, const Numeral& next) {
    const bool fresh = state_ == kEmpty || state_ == kHundreds;
    if (next.kind == Kind::kTimesTen) return fresh ? (Take(value * 10u, kTens, 2), true) : Fail();
    if (next.kind == Kind::kPlusTen) return fresh ? (Take(value + 10u, kFull, 2), true) : Fail();
    if (next.kind == Kind::kHundred) {
      return state_ == kEmpty ? (Take(value * 100u, kHundreds, 2), true) : Fail();
    }
    // "mười năm" is ten years, and "hai mươi không" no number.
    const bool unsure =
        text_.Is(at_, in_, FactWord::kUnsure) && text_.language() == FactLanguage::kVietnamese;
    const bool zero = value == 0;
    if ((unsure && value == 5 && state_ != kEmpty && state_ != kJoined) || zero) return false;
    if (next.kind == Kind::kAfterTens && fresh) return Take(value * 10u + next.value, kFull, 2), true;
    if (state_ == kHundreds && text_.language() == FactLanguage::kVietnamese) return Fail();  // 203 or 230
    return state_ == kFull || state_ == kUnit ? Fail()
                                              : (Take(value, state_ == kEmpty ? kUnit : kFull), true);
  }

  // "hai trăm lẻ ba", "two hundred and three", but not "hundreds and"; only where a number goes on.
  bool Join(const Numeral& next) {
    const bool goes_on = next.kind == Kind::kUnit || next.kind == Kind::kTeen || next.kind == Kind::kTens;
    const bool after = state_ == kHundreds || (state_ == kEmpty && !total_.IsZero());
    if (!goes_on || !after) return false;
    ++at_;
    state_ = state_ == kHundreds && text_.language() != FactLanguage::kVietnamese ? kHundreds : kJoined;
    if (state_ == kJoined && next.kind != Kind::kUnit) state_ = kEmpty;
    return true;
  }

  bool Scale() {
    if (state_ == kJoined || state_ == kEmpty) return Fail();
    size_t end = at_;
    const Decimal part = ReadMultipliers(text_, in_, &end, Decimal(group_));
    const std::optional<Decimal> sum = total_.Plus(part);
    if (!sum) return Fail();
    total_ = *sum;
    group_ = 0;
    state_ = kEmpty;
    at_ = end;
    return true;
  }

  bool Fail() {
    ok_ = false;
    while (At(at_).kind != Kind::kNone) ++at_;
    return false;
  }

  const FactText& text_;
  TokenRange in_;
  size_t at_;
  State state_ = kEmpty;
  uint64_t group_ = 0;
  Decimal total_;
  bool ok_ = true;
};

}  // namespace

NumberWords ReadNumberWords(const FactText& text, TokenRange in, size_t i) {
  return WordsReader(text, in, i).Run();
}

Decimal ReadMultipliers(const FactText& text, TokenRange in, size_t* i, Decimal number) {
  constexpr int kMostScales = 3;  // "nghìn tỷ", "mil milhões"
  int last = 0;
  for (int scales = 0; scales < kMostScales; ++scales) {
    const Numeral numeral = text.Word(*i, in).numeral;
    const bool hundred = numeral.kind == Kind::kHundred && scales == 0;
    if (numeral.kind != Kind::kScale && !hundred) break;
    last = hundred ? 2 : numeral.value;
    number = number.Shifted(last);
    ++*i;
  }
  if (last > 0 && text.Word(*i, in).numeral.kind == Kind::kHalf) {
    if (const std::optional<Decimal> sum = number.Plus(Decimal(5).Shifted(last - 1))) {
      number = *sum;
      ++*i;
    }
  }
  return number;
}

}  // namespace samestory
