// How a collation is read by people: two articles side by side, or one sentence in all its versions. Terminal
// and HTML show the same rows, so what a row is stands here.
//
// All string_views point into the DiffView's texts and live as long as it does. Offsets outside a text are
// cut to it, so a collation that does not fit its texts shows wrongly but is safe. Costs are linear in the
// cells and ops.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/report/model.h"

namespace samestory {

// "A" for 0, "Z" for 25, "AA" for 26: the short name of an article inside one report.
std::string ArticleLetter(size_t position);

// The outlet, or the id where none is known.
std::string_view OutletOf(const ReportArticle& article);

std::string_view TextOf(const DiffView& view, const Cell& cell);

// A stretch of a compared pair. '=': both, whose bytes may differ in spelling; '-': a's only; '+': b's only;
// '~': a's replaced by b's. Where one side has nothing its view is empty.
struct Stretch {
  char op = '=';
  std::string_view a, b;
  // Of '=' kNone where there is nothing to mark, else what the spellings differ in; of the others never kNone.
  Change change = Change::kNone;
};

// The script of one pair with neighbouring steps of one change drawn together, drops with additions. With `from_b` it is read from
// b to a. The a sides in order are the first cell's text, the b sides the second's.
std::vector<Stretch> StretchesOf(const DiffView& view, const Row& row, const CellEdits& edits, bool from_b);

// Whether less than half of the longer side stands in both, spaces and ASCII punctuation not counted. Marking
// each change of such a sentence hides both versions; they are shown whole, with what they share marked.
bool SharesLittle(const std::vector<Stretch>& stretches);

// A sentence of the base and its counterpart; one of them may be missing. Both are never null.
struct Pairing {
  const Cell* base = nullptr;
  const Cell* other = nullptr;
  std::vector<Stretch> stretches;  // from base to other; empty where one is missing
};

// A collation's row seen from two of its articles.
struct PairRow {
  RowKind kind = RowKind::kOnly;
  bool moved = false;             // out of order between these two
  std::vector<Pairing> pairings;  // at least one; more where a sentence was split, merged or repeated
  uint32_t row = 0;               // position in the collation's rows
  // Rows that moved together, one after the other in both, have one number, from 1 on; 0 where not moved.
  uint32_t block = 0;
};

// Its first pairing of two sentences, or null where one of the articles has none.
const Pairing* FirstPair(const PairRow& row);

// Whether it holds only captions, datelines and the like.
bool IsAsidePair(const PairRow& row);

// In the collation's order; rows in which neither article has a cell are left out. Every cell of the two
// stands in at least one pairing. A row that moved against a third article but is in order between these two
// is not moved here.
std::vector<PairRow> PairRows(const DiffView& view, uint32_t base, uint32_t other);

// Asides (captions, datelines) that only one of them has are not counted.
struct PairCounts {
  size_t same = 0, edited = 0, near = 0;  // rows
  size_t only_base = 0, only_other = 0;   // sentences
  size_t moved = 0;                       // rows, each of them counted above too
};

PairCounts CountRows(const std::vector<PairRow>& rows);

// All versions of one row against its reference: the base's main cell, or else the first main cell there is.
struct RowVersions {
  size_t reference = 0;                       // position in the row's cells
  std::vector<std::vector<Stretch>> against;  // one for each cell; empty for those of the reference's article
  std::vector<RowKind> kinds;      // of each cell against the reference; kSame for the reference itself
  std::vector<uint32_t> articles;  // those with a cell in the row, ascending
  bool moved = false;
};

// Requires a row with a cell.
RowVersions VersionsOf(const DiffView& view, const Row& row);

}  // namespace samestory
