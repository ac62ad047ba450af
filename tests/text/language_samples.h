// Short invented reports, 30 words and more each, in many languages.
#pragma once

#include <span>
#include <string_view>

namespace samestory {

struct LanguageSample {
  std::string_view code;  // as the table's
  std::string_view text;
};

std::span<const LanguageSample> LanguageSamples();

}  // namespace samestory
