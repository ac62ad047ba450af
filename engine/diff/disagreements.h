// Where articles state different facts in one row: 17 people here, 19 there.
#pragma once

#include <span>
#include <vector>

#include "engine/diff/collation.h"

namespace samestory {

// Two facts of one kind disagree where the row's script puts one in the place of the other, or where both are
// the only numbers of their subject in their cells (with words around them in common, where the sentences
// mostly differ); and neither article's cells of the row hold the other's value too. In sentences that mostly
// stand, tokens that hold a digit count as numbers even where the caller read none ("flight VN 417"). Names count only
// inside sentences that mostly stand, and not where one is part of the other ("Cuong" of "Ly Cuong");
// quotations where at least half of the shorter one stands in the other. Facts with one partner in common
// make one disagreement, so that N articles show N sides; a side agrees with another where its version is the
// same. Rows need their cells and edits; by the first side, then kind. O(facts² + ops) for each two cells;
// of a cell's facts the first 64 count.
std::vector<Disagreement> FindDisagreements(std::span<const DiffDocument> documents, const Row& row);

}  // namespace samestory
