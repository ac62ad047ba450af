// Runs of capitalised words, out of which names are made. Internal to text/.
#pragma once

#include <vector>

#include "engine/text/fact_text.h"

namespace samestory {

struct NameRun {
  TokenRange tokens;
  TokenRange sentence;
  bool starts = false;       // a clause, whose first word has a capital anyhow
  bool after_title = false;  // "Tổng thống Mỹ …"
};

// In the order of the text, disjoint, of 12 tokens and some at most: what is longer is no name. With the small
// words, initials, hyphens and numbers that stand inside names; without titles and credits of pictures. A
// Vietnamese run goes on in lower case to the end of a word that the tables or the text know ("Bộ Ngoại giao").
// Linear in the sentences.
std::vector<NameRun> ReadNameRuns(const std::vector<TokenRange>& sentences, const FactText& text);

// Whether the token is spelled like a Vietnamese syllable, tone marks aside.
bool IsSyllableAt(const FactText& text, size_t i);

}  // namespace samestory
