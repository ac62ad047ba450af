// Which sentences of two documents say the same.
//
// Equal sentences are anchors. Others are found through the terms they share, rarest first, and scored by
// likeness, raised or lowered by contrast with the best rivals in both directions and by likeness of the
// sentences before and after. A pair has to be the best for at least one of its two sentences, so that one
// sentence can stand against the several it was split into; each of these has to share something new with it.
//
// Against the judges of CSTNews (786 pairs; prototype, best threshold) F1 of plain weighted Dice under the
// same rule was .68; with damped weights (terms.h) .70; with contrast, neighbours and the doubt about little
// shared .71. With the defaults here rows of two documents reach .70 (precision .75); asking more of pairs
// out of order costs .005 of it and raises the share of right ones among the moved from .65 to .74.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/diff/collation.h"
#include "engine/diff/terms.h"

namespace samestory {

struct AlignedPair {
  uint32_t a = 0, b = 0;  // sentences
  double likeness = 0;    // 1 for equal sentences
  double score = 0;       // likeness with contrast and neighbours; at least near_likeness
};

// By a, then b. `a` and `b` are positions in space.documents. Where the documents share terms so common that
// more than a few million pairs would have to be looked at, the commonest are left out and *degraded is set
// (never cleared). The result for (b, a) is the mirror of the result for (a, b) but for the order of repeated
// equal sentences, which is resolved from the start.
std::vector<AlignedPair> AlignSentences(const TermSpace& space, uint32_t a, uint32_t b,
                                        const CollateOptions& options, bool* degraded);

}  // namespace samestory
