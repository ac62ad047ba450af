// What a script's steps change: words, or only the way they are written.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/diff/collation.h"
#include "engine/diff/edits.h"

namespace samestory {

// Gives each run its change and splits it where that differs. Of kept runs, tokens that are written alike are
// parted from those that are not. Of changed runs, words that differ in tone marks alone are taken out where
// they make up half of the run (else they are chance: "ba" and "bà" inside two different phrases); what lies
// inside a number or date with the same value on the other side is a change of its format. Words that turn
// out equal are kept. Runs stay valid and in order; for (b, a) the result mirrors that for (a, b) as far as
// the runs did. O(tokens), and O(m n) for changed runs of at most 64 tokens a side.
void TellChanges(const SentenceTokens& a, const SentenceTokens& b, std::vector<EditRun>* runs);

}  // namespace samestory
