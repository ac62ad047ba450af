// Text → tokens with comparable keys, and sentences.
//
// A key is the token under: NFC (UAX #15), full case folding, Vietnamese tone placement made one (hoà → hòa,
// thuý → thúy, khoẻ → khỏe; not where it would merge different words, as in "quý"), dashes, quotes and
// full-width forms made one. The steps are those of NormalizeKey(); the key of a token never depends on its
// neighbours.
#pragma once

#include <string>
#include <string_view>

#include "engine/text/token.h"

namespace samestory {

// The key of one token's bytes. Well-formed UTF-8 in and out; ill-formed bytes become U+FFFD. Invisible
// characters (soft hyphen, zero-width, bidirectional controls) have no key, so a key may be empty. Two dots
// and more are one ellipsis: "...".
std::string NormalizeKey(std::string_view token);

// Fills tokens only (sentences empty). Every byte that is not white space stands in one token: invisible
// characters go with the token they touch. Texts up to 1 GiB (keys may be longer than the text). Linear in
// the text, some 150 MB/s for Latin script and far less where dictionaries decide. Thread-safe.
void Tokenize(std::string_view text, TokenizedText* out);

// Tokens and sentences. Sentences do not end at Vietnamese and English abbreviations (TP., GS.TS., Q.1, Mr.,
// U.S.), decimals, dates, initials or inside brackets and quotations (of up to 60 and 80 tokens); they do end
// at a line break that ends a paragraph or headline. Scripts without stops (Thai) are cut at line breaks
// only. Captions, datelines, by-lines and furniture are marked, not removed. Thread-safe.
TokenizedText TokenizeWithSentences(std::string_view text);

}  // namespace samestory
