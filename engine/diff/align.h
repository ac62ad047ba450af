// Which sentences of two documents say the same.
//
// Equal sentences are anchors. Others are found through the terms they share and scored (candidates.h): by
// likeness, above what sentences of these two articles have in common anyway, raised or lowered by the best
// rivals, by the sentences before and after and by where the two stand. A pair has to be the best for at least
// one of its two sentences, so that one sentence can stand against the several it was split into; each of
// these has to share something new with it. Captions, by-lines and the like are never split: theirs have to be
// the best for both.
//
// Against the judges of CSTNews (786 pairs) F1 of rows of two articles is .72 at the defaults (precision .76,
// recall .70; bench/runs/rows.md). Coefficients and threshold fitted on nine tenths of the clusters and scored
// on the last, in turn: .716; without the stems .711, contrast .708, neighbours .714, the opening .708, with
// likeness alone .689. Shared numbers and names, word pairs, lengths, neighbours farther off, a second round
// that sees the first one's scores, boosted trees on all of these: nothing or less. Two judges of one text
// reach .85 against each other.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/diff/collation.h"
#include "engine/diff/terms.h"

namespace samestory {

struct AlignedPair {
  uint32_t a = 0, b = 0;  // sentences
  double likeness = 0;    // 1 for equal sentences
  double score = 0;       // Score() of candidates.h, 1 for equal sentences; at least near_likeness
};

// By a, then b. `a` and `b` are positions in space.documents. Where the documents share terms so common that
// more than a few million pairs would have to be looked at, the commonest are left out and *degraded is set
// (never cleared). The result for (b, a) is the mirror of the result for (a, b) but for the order of repeated
// equal sentences, which is resolved from the start.
std::vector<AlignedPair> AlignSentences(const TermSpace& space, uint32_t a, uint32_t b,
                                        const CollateOptions& options, bool* degraded);

}  // namespace samestory
