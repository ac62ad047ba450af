// What a row of a comparison says beyond its texts: who carries it, in which place, what disagrees.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/report/diff_rows.h"
#include "engine/report/model.h"

namespace samestory {

// Positions in row.cells of the article's cells, the main one first; empty where it has none.
std::vector<size_t> CellsOf(const Row& row, uint32_t article);

// Whether two articles or more carry the row.
bool IsShared(const Row& row);

// Whether every cell of the row is an aside: such a row does not count as added, dropped or of one article only.
bool IsAside(const Row& row);

// "reference", "same", "edited", "near" or "only": what a cell is against the row's reference.
std::string_view CellKindName(const Row& row, const RowVersions& versions, size_t cell);

// Those who state the same, with their words.
struct FactVersion {
  std::vector<uint32_t> articles;  // ascending, each once
  std::string_view text;           // as the first of them has it
};

// The versions of one disagreement in their order; sides that name no cell of the row are passed over.
std::vector<FactVersion> FactVersionsOf(const DiffView& view, const Row& row,
                                        const Disagreement& disagreement);

}  // namespace samestory
