// A small hand-made model with invented outlets and news, for golden outputs and for looking at.
#pragma once

#include <string>
#include <vector>

#include "engine/report/model.h"

namespace samestory {

// The sentences of one article; its text is these with a space or, before an empty string, a line break
// between.
struct SampleArticle {
  ReportArticle article;
  std::vector<std::string> sentences;
};

// Which sentence of which article stands in a row.
struct SampleCell {
  uint32_t article = 0;
  uint32_t sentence = 0;
  bool moved = false;
  uint32_t block = 0;
  bool aside = false;
};

// What an article states in place of another: a word or more of the cell's sentence.
struct SampleSide {
  uint32_t cell = 0;
  std::string words;
  uint32_t version = 0;
};

struct SampleRow {
  RowKind kind = RowKind::kOnly;
  std::vector<SampleCell> cells;
  FactKind fact = FactKind::kNumber;
  std::vector<SampleSide> sides = {};  // of one disagreement, or none
};

// Fills in offsets, weights, hashes, the scripts of the titles and, as the diff room's contract asks, of the
// rows, by a plain longest common subsequence over words.
DiffView MakeDiffView(std::vector<SampleArticle> articles, const std::vector<SampleRow>& rows, uint32_t base);

// Three Vietnamese reports on one bridge: the second edits the first, the third is a report of its own.
std::vector<SampleArticle> SampleArticles();

DiffView SamplePairView();    // articles 0 and 1
DiffView SampleTripleView();  // all three

// All three and a fourth, undated, with facts, credits, asides, a block that moved, a passage and facts that
// disagree: everything a story's page can show.
DiffView SampleFullView();

// Its model: one story of five articles, of which the view compares four.
ReportModel SampleFullModel(const std::string& language);

// Two stories (one of three articles, one of two undated English ones) and some skipped places.
ReportModel SampleModel(const std::string& language);

// A model whose every string is `text`, in each field that an article, a path or a reader could fill.
ReportModel HostileModel(const std::string& text);
DiffView HostileView(const std::string& text, size_t articles);

}  // namespace samestory
