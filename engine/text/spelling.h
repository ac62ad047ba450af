// How a token is written, where its key says what it means: for telling changes of spelling apart.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/text/token.h"

namespace samestory {

// Hashes. Tokens written alike have `written` in common; those alike but for letter case (LÝ / Lý) `uncased`;
// those alike but for case, quotes, dashes, width and Vietnamese tone marks (Lý / Ly, hoà / hòa / hoa)
// `toneless`. Never 0.
struct TokenSpelling {
  // Of the bytes in NFC, invisible characters left out: decomposed and composed text are written alike.
  uint64_t written = 0;
  // The same, case folded. Nothing else is made one: hoà and hòa, – and - stay apart.
  uint64_t uncased = 0;
  // Of AppendToneless() of the key; the key's own hash where no mark is left out, so in every other script.
  uint64_t toneless = 0;
};

// Requires that `token` is one of `tokenized`, made from `text`. Linear in the token. Thread-safe.
TokenSpelling SpellingOf(std::string_view text, const TokenizedText& tokenized, const Token& token);

// Appends a key without the five tone marks (grave, hook, tilde, acute, dot below) of its Latin vowels. What
// tells vowels and letters apart stays: "đầu" gives "đâu", never "dau". Requires a key as NormalizeKey()
// makes them; well-formed UTF-8 stays so.
void AppendToneless(std::string_view key, std::string* out);

// Whether a key without tone marks is spelled like a syllable of Vietnamese: "trang", "nguyên", not "trump".
bool IsVietnameseSyllable(std::string_view toneless);

}  // namespace samestory
