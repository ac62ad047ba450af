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
  bool punctuation = false;
  // Equal where tokens that hold a digit hold the same characters but for marks between digits (3,200 and
  // 3200); 0 for those that hold none.
  uint64_t figure = 0;
  // For telling changes of spelling apart; 0 where unknown, then they are not told. Equal where tokens are
  // written alike; where they are so but for letter case; where they are so but for case and tone marks.
  uint64_t written = 0, uncased = 0, toneless = 0;
  uint64_t stem = 0;  // equal stems mean words alike but for their endings; 0 where there is none
};

struct DiffSentence {
  uint32_t start = 0, end = 0;  // bytes of the article's text
  uint32_t first_token = 0, token_count = 0;
  bool aside = false;  // headline, caption, dateline, by-line, page furniture: not the account; never moved
};

enum class FactKind : uint8_t { kNumber, kDate, kName, kQuotation };

// What can be held against another text's: "17 people", "9 October", "Ly Cuong", “…”. Inside one sentence.
struct DiffFact {
  FactKind kind = FactKind::kNumber;
  uint32_t first_token = 0, token_count = 0;
  uint64_t value = 0;    // equal values state the same, however written
  uint64_t subject = 0;  // what a number counts or measures; 0 where unknown
};

struct DiffDocument {
  std::vector<DiffToken> tokens;        // in order
  std::vector<DiffSentence> sentences;  // in order, disjoint, holding every token once
  std::vector<DiffFact> facts;          // by first token, then longest first
};

// From strongest to weakest: tokens all equal; aligned and close; aligned and far; in one article only.
enum class RowKind : uint8_t { kSame, kEdited, kNear, kOnly };

struct Cell {
  uint32_t article = 0;         // position in the inputs
  uint32_t sentence = 0;        // position in its DiffDocument
  uint32_t start = 0, end = 0;  // bytes
  bool moved = false;           // out of order against the row's other articles
  // Moved sentences of one article that moved together have one number, from 1 on; 0 where not moved.
  uint32_t block = 0;
  bool main = true;    // of an article's cells in a row the one most like the others'; one an article
  bool aside = false;  // as its sentence's
  float weight = 0;    // of its tokens, those of facts counted twice
};

// What a step changes, from the lightest on. Case, tone marks (hòa / hoà, Ly / Lý), the way a number or date
// is written (3 / ba, 9/10 / 9-10) and punctuation are matters of spelling that a reader may want to ignore.
enum class Change : uint8_t { kNone, kCase, kTone, kNumber, kPunctuation, kWords };

// One step of a script from cell a to cell b, in bytes: '=' keeps (the keys agree, the bytes may differ in
// spelling), '-' drops a's bytes, '+' adds b's. Steps in order cover both cells whole.
struct EditOp {
  char op = '=';
  uint32_t a_start = 0, a_end = 0, b_start = 0, b_end = 0;
  Change change = Change::kNone;  // of '=' at most kPunctuation; of '-' and '+' side by side the same
};

struct CellEdits {
  uint32_t a = 0, b = 0;  // positions in the row's cells; different articles, a's article < b's
  std::vector<EditOp> ops;
};

// Facts of one row that do not agree: in place of each other, or of one subject with different values.
struct Disagreement {
  struct Side {
    uint32_t cell = 0;            // position in the row's cells
    uint32_t start = 0, end = 0;  // bytes
    uint32_t version = 0;         // equal versions state the same; numbered from 0 in the order of sides
  };
  FactKind kind = FactKind::kNumber;
  std::vector<Side> sides;  // by cell, then position; of two versions at least
};

struct Row {
  RowKind kind = RowKind::kOnly;  // of its weakest pair
  std::vector<Cell> cells;        // by article, then position
  std::vector<CellEdits> edits;   // one for each two cells of different articles
  std::vector<Disagreement> disagreements;
};

// A run of words that two articles share though no row's script keeps it: the sentences it stands in are not
// in one row, or have it elsewhere.
struct Passage {
  uint32_t a_article = 0, a_start = 0, a_end = 0;  // bytes, inside one sentence
  uint32_t b_article = 0, b_start = 0, b_end = 0;  // a_article < b_article
};

// Rows are ordered by where they stand in the articles (the base's order leads), each sentence in one row.
struct Collation {
  std::vector<Row> rows;
  std::vector<Passage>
      passages;           // by a's article and start, then b's; disjoint on either side of two articles
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

// The scripts between the first sentences of each two documents, headlines say, that have one; a and b are
// positions in `documents`, by a, then b.
absl::StatusOr<std::vector<CellEdits>> CompareSentences(std::span<const DiffDocument> documents);

}  // namespace samestory
