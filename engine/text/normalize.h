// The slow, complete normalisation of a word by ICU. Internal to text/.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace samestory {

// NFC, then full case folding: two spellings that Unicode calls equivalent give the same bytes. Runs of more
// than 30 combining marks are normalised piece by piece (the Stream-Safe Text Format of UAX #15), so the cost
// is linear for any input.
std::string FoldWord(std::string_view word);

// Well-formed UTF-8 in NFC.
bool IsNfc(std::string_view text);

// The text in NFC. `*origins` gets, for each byte of the result and its end, the byte of `text` where that
// came from: the start of the shortest stretch that can be normalised on its own.
std::string ToNfc(std::string_view text, std::vector<size_t>* origins);

}  // namespace samestory
