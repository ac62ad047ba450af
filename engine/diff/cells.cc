#include "engine/diff/cells.h"

#include <algorithm>

namespace samestory {
namespace {

constexpr uint32_t kBlockGap = 2;

// Whether some other article's sentence in `later` comes soon after one in `earlier`.
bool Follows(const Row& earlier, const Row& later, uint32_t article) {
  for (const Cell& x : earlier.cells) {
    for (const Cell& y : later.cells) {
      if (x.article == article || x.article != y.article) continue;
      if (x.sentence < y.sentence && y.sentence - x.sentence <= kBlockGap) return true;
    }
  }
  return false;
}

}  // namespace

void NumberBlocks(std::span<const DiffDocument> documents, std::vector<Row>* rows) {
  struct Place {
    Row* row = nullptr;
    Cell* cell = nullptr;
  };
  std::vector<std::vector<Place>> places(documents.size());
  for (size_t d = 0; d < documents.size(); ++d) places[d].resize(documents[d].sentences.size());
  for (Row& row : *rows) {
    for (Cell& cell : row.cells) places[cell.article][cell.sentence] = {&row, &cell};
  }
  for (uint32_t d = 0; d < documents.size(); ++d) {
    uint32_t blocks = 0;
    const Place* before = nullptr;  // the sentence before, asides passed over
    for (Place& place : places[d]) {
      if (place.cell == nullptr || place.cell->aside) continue;
      if (place.cell->moved) {
        const bool goes_on = before != nullptr && before->cell->moved && Follows(*before->row, *place.row, d);
        place.cell->block = goes_on ? blocks : ++blocks;
      }
      before = &place;
    }
  }
}

void MarkMain(std::vector<Row>* rows) {
  for (Row& row : *rows) {
    std::vector<uint64_t> kept(row.cells.size(), 0);
    for (const CellEdits& edits : row.edits) {
      for (const EditOp& op : edits.ops) {
        if (op.op != '=') continue;
        kept[edits.a] += op.a_end - op.a_start;
        kept[edits.b] += op.b_end - op.b_start;
      }
    }
    for (size_t first = 0; first < row.cells.size();) {
      size_t end = first, main = first;
      for (; end < row.cells.size() && row.cells[end].article == row.cells[first].article; ++end) {
        if (kept[end] > kept[main]) main = end;
      }
      for (size_t k = first; k < end; ++k) row.cells[k].main = k == main;
      first = end;
    }
  }
}

void WeighCells(std::span<const DiffDocument> documents, std::vector<Row>* rows) {
  std::vector<std::vector<float>> weights(documents.size());  // by token
  for (size_t d = 0; d < documents.size(); ++d) {
    std::vector<bool> in_fact(documents[d].tokens.size(), false);
    for (const DiffFact& fact : documents[d].facts) {
      std::fill_n(in_fact.begin() + fact.first_token, fact.token_count, true);
    }
    for (size_t k = 0; k < in_fact.size(); ++k) {
      const float weight = documents[d].tokens[k].weight;
      weights[d].push_back(in_fact[k] ? 2 * weight : weight);
    }
  }
  for (Row& row : *rows) {
    for (Cell& cell : row.cells) {
      const DiffSentence& sentence = documents[cell.article].sentences[cell.sentence];
      cell.aside = sentence.aside;
      cell.weight = 0;
      for (uint32_t k = 0; k < sentence.token_count; ++k) {
        cell.weight += weights[cell.article][sentence.first_token + k];
      }
    }
  }
}

}  // namespace samestory
