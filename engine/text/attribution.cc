#include "engine/text/attribution.h"

#include <array>

#include "engine/text/token_view.h"

namespace samestory {

std::vector<Attribution> FindAttributions(std::string_view text, const TokenizedText& tokenized) {
  const TokenView view(text, tokenized);
  std::vector<Attribution> found;
  for (const Sentence& sentence : tokenized.sentences) {
    if (sentence.kind == Sentence::Kind::kCaption || sentence.kind == Sentence::Kind::kFurniture) continue;
    const size_t end = sentence.first_token + sentence.token_count;
    for (size_t i = sentence.first_token + 1; i < end; ++i) {
      const std::string_view before = view.Key(i - 1), key = view.Key(i);
      const bool phrase = before == "theo" || before == "(";
      const bool medium =
          key == "ttxvn" || key == "reuters" || key == "afp" || key == "ap" || key == "xinhua";
      if (phrase && medium && view.IsCapitalised(i)) found.push_back({static_cast<uint32_t>(i), 1});
    }
  }
  return found;
}

}  // namespace samestory
