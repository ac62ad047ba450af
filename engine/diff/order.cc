#include "engine/diff/order.h"

#include <algorithm>

namespace samestory {
namespace {

constexpr uint32_t kNone = UINT32_MAX;

bool Holds(const Row& row, uint32_t article) {
  return std::any_of(row.cells.begin(), row.cells.end(),
                     [&](const Cell& cell) { return cell.article == article; });
}

// A linked list of rows; row k is link k + 1, link 0 the head.
class RowList {
 public:
  RowList(std::span<const Row> rows, uint32_t base)
      : rows_(rows), base_(base), next_(rows.size() + 1, kNone), placed_(rows.size(), false) {}

  // Puts the rows of an article in, each after the one its preceding sentence stands in.
  void Thread(std::span<const uint32_t> row_of_sentence, uint32_t article) {
    uint32_t last = 0;
    for (const uint32_t row : row_of_sentence) {
      if (!placed_[row]) {
        if (article != base_) last = PastOthers(last, article);
        next_[row + 1] = next_[last];
        next_[last] = row + 1;
        placed_[row] = true;
      }
      last = row + 1;
    }
  }

  std::vector<uint32_t> Rows() const {
    std::vector<uint32_t> rows;
    for (uint32_t link = next_[0]; link != kNone; link = next_[link]) rows.push_back(link - 1);
    return rows;
  }

 private:
  // Past what other articles alone have put there before.
  uint32_t PastOthers(uint32_t link, uint32_t article) const {
    while (next_[link] != kNone) {
      const Row& row = rows_[next_[link] - 1];
      if (Holds(row, base_) || Holds(row, article)) break;
      link = next_[link];
    }
    return link;
  }

  std::span<const Row> rows_;
  uint32_t base_;
  std::vector<uint32_t> next_;
  std::vector<bool> placed_;
};

}  // namespace

std::vector<uint32_t> ReadingOrder(std::span<const Row> rows, std::span<const DiffDocument> documents,
                                   uint32_t base) {
  std::vector<std::vector<uint32_t>> row_of(documents.size());
  for (size_t d = 0; d < documents.size(); ++d) row_of[d].resize(documents[d].sentences.size());
  for (uint32_t r = 0; r < rows.size(); ++r) {
    for (const Cell& cell : rows[r].cells) row_of[cell.article][cell.sentence] = r;
  }
  RowList list(rows, base);
  list.Thread(row_of[base], base);
  for (uint32_t d = 0; d < documents.size(); ++d) {
    if (d != base) list.Thread(row_of[d], d);
  }
  return list.Rows();
}

}  // namespace samestory
