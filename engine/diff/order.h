// The order in which rows are shown.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/diff/collation.h"

namespace samestory {

// Positions in `rows` in reading order: the base's rows by the base's first cell in them; every other row
// after the row its article's preceding sentence stands in (articles in their order, the rows of earlier
// articles first), or at the head where nothing precedes. Cells must be by article, then position.
std::vector<uint32_t> ReadingOrder(std::span<const Row> rows, std::span<const DiffDocument> documents,
                                   uint32_t base);

}  // namespace samestory
