// Where articles state different facts in one row: 17 people here, 19 there.
#pragma once

#include <span>
#include <vector>

#include "engine/diff/collation.h"

namespace samestory {

// Two facts of one kind disagree where the row's script puts one in the place of the other, or where both are
// the only numbers of their subject in their cells (with words around them in common, where the sentences
// mostly differ); either article must state its value more often in the row than the other one does. In
// sentences that mostly stand, tokens that hold a digit count as figures even where the caller read none
// ("flight VN 417"). Names count only in such sentences, and not where one is part of the other ("Cuong" of
// "Ly Cuong"); quotations where at least half of the shorter one stands in the other. Facts with one partner
// in common make one disagreement, so that N articles show N sides; sides that agree have one version.
//
// Asides state nothing. Rows need their cells and edits. By the first side. O(facts² + ops) for each two cells; of a cell's facts
// the first 64 count.
std::vector<Disagreement> FindDisagreements(std::span<const DiffDocument> documents, const Row& row);

}  // namespace samestory
