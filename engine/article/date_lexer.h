// The words of a printed date: numbers, words and signs, with Vietnamese letters reduced to their base
// letters so that "Thứ", "THỨ", "thu" and the decomposed spelling are one word.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace samestory {

struct DateToken {
  enum class Kind { kNumber, kWord, kSign };
  Kind kind = Kind::kSign;
  std::string word;           // kWord: lower-case base letters
  int value = 0;              // kNumber: the value of at most nine digits; of more digits it is -1
  int digits = 0;             // kNumber: how many
  char sign = 0;              // kSign: dashes are '-', bullets and bars '|', anything foreign '?'
  bool glued = false;         // nothing stands between this token and the one before
  size_t begin = 0, end = 0;  // bytes of the source
};

// White space (no-break spaces too) only separates. Stops after `max_tokens`: a date is short.
std::vector<DateToken> LexDate(std::string_view text, size_t max_tokens);

}  // namespace samestory
