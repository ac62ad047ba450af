// The slow, complete normalisation of a word by ICU. Internal to text/.
#pragma once

#include <string>
#include <string_view>

namespace samestory {

// NFC, then full case folding: two spellings that Unicode calls equivalent give the same bytes. Runs of more
// than 30 combining marks are normalised piece by piece (the Stream-Safe Text Format of UAX #15), so the cost
// is linear for any input.
std::string FoldWord(std::string_view word);

}  // namespace samestory
