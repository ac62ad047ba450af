// Why two articles were linked, in their own words.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/match/weights.h"
#include "engine/text/background.h"
#include "engine/text/token.h"

namespace samestory {

struct PhraseText {
  std::string_view text;
  const TokenizedText& tokens;
};

// The rarest word runs that stand in both, at most `count`, as printed in `a` with white space made single,
// rarest first. A run that many articles of the folder hold (a formula) counts for little, names and numbers
// for more. Captions, datelines, by-lines and furniture are left out. Empty where no rare word is shared.
std::vector<std::string> SharedPhrases(const PhraseText& a, const PhraseText& b, const TermWeights& weights,
                                       const Background& background, Background::Language language,
                                       int count);

}  // namespace samestory
