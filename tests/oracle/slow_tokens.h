// Tokens by their definition, one step at a time: every boundary by the rules or the dictionaries, every key by
// NormalizeKey. The twin of Tokenize, which takes most tokens in one look.
#pragma once

#include <string_view>

#include "engine/text/token.h"

namespace samestory::oracle {

// Tokens and keys; no sentences.
TokenizedText SlowTokens(std::string_view text);

}  // namespace samestory::oracle
