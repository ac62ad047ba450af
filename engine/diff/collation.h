// What N texts have in common, sentence by sentence and token by token. This room knows numbers and byte
// offsets, not languages: callers turn a text into a DiffDocument.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/base/status.h"

namespace samestory {

struct DiffToken {
  uint32_t start = 0, end = 0;  // bytes of the article's text
  uint64_t key = 0;             // equal keys mean equal tokens
  float weight = 1;             // how much it says: about idf for words, near 0 for punctuation
};

struct DiffSentence {
  uint32_t start = 0, end = 0;  // bytes of the article's text
  uint32_t first_token = 0, token_count = 0;
};

struct DiffDocument {
  std::vector<DiffToken> tokens;        // in order
  std::vector<DiffSentence> sentences;  // in order, disjoint, holding every token once
};

// From strongest to weakest: tokens all equal; aligned and close; aligned and far; in one article only.
enum class RowKind : uint8_t { kSame, kEdited, kNear, kOnly };

struct Cell {
  uint32_t article = 0;         // position in the inputs
  uint32_t sentence = 0;        // position in its DiffDocument
  uint32_t start = 0, end = 0;  // bytes
  bool moved = false;           // out of order against the row's other articles
};

// One step of a script from cell a to cell b, in bytes: '=' keeps (the keys agree, the bytes may differ in
// spelling), '-' drops a's bytes, '+' adds b's. Steps in order cover both cells whole.
struct EditOp {
  char op = '=';
  uint32_t a_start = 0, a_end = 0, b_start = 0, b_end = 0;
};

struct CellEdits {
  uint32_t a = 0, b = 0;  // positions in the row's cells; different articles, a's article < b's
  std::vector<EditOp> ops;
};

struct Row {
  RowKind kind = RowKind::kOnly;  // of its weakest pair
  std::vector<Cell> cells;        // by article, then position
  std::vector<CellEdits> edits;   // one for each two cells of different articles
};

// Rows are ordered by where they stand in the articles (the base's order leads), each sentence in one row.
struct Collation {
  std::vector<Row> rows;
  bool degraded = false;  // a bound stopped a search: still right, perhaps not the shortest
};

struct CollateOptions {
  uint32_t base = 0;                     // its order leads the rows'
  double near_likeness = 0.4;            // least likeness of aligned sentences, [0, 1]
  double edited_likeness = 0.6;          // from here on a pair is edited, not near
  uint64_t max_edit_points = 2'000'000;  // dtl's own bound is the same; above it a script is not minimal
};

// Aligns the sentences of the documents, then the tokens inside aligned sentences. Any number of documents
// from one on; an empty document gives no cells. The rows' contents do not depend on the order of the
// documents.
absl::StatusOr<Collation> Collate(std::span<const DiffDocument> documents, const CollateOptions& options);

}  // namespace samestory
