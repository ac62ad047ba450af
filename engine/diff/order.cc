#include "engine/diff/order.h"

#include <algorithm>

namespace samestory {
namespace {

constexpr uint32_t kNone = UINT32_MAX;
constexpr size_t kBlockGap = 2;  // sentences from one moved one to the next of its block

bool Holds(const Row& row, uint32_t article) {
  return std::any_of(row.cells.begin(), row.cells.end(),
                     [&](const Cell& cell) { return cell.article == article; });
}

// Where a sentence stands.
struct Place {
  uint32_t row = 0;
  bool moved = false;
};

// A linked list of rows; row k is link k + 1, link 0 the head.
class RowList {
 public:
  RowList(std::span<const Row> rows, uint32_t base)
      : rows_(rows), base_(base), next_(rows.size() + 1, kNone), placed_(rows.size(), false) {}

  // Puts the rows of an article in, each after the one its preceding sentence stands in. A sentence that has
  // moved (a caption, say) takes what follows along only where the next shared one has moved too: then they
  // are a block.
  void Thread(std::span<const Place> places, uint32_t article) {
    std::vector<bool> leads(places.size(), true);
    size_t next_moved = SIZE_MAX;  // the next shared sentence, if it has moved
    for (size_t k = places.size(); k-- > 0;) {
      leads[k] = !places[k].moved || (next_moved != SIZE_MAX && next_moved - k <= kBlockGap);
      if (rows_[places[k].row].cells.size() > 1) next_moved = places[k].moved ? k : SIZE_MAX;
    }
    uint32_t last = 0;
    for (size_t k = 0; k < places.size(); ++k) {
      const uint32_t row = places[k].row;
      const bool is_new = !placed_[row];
      if (is_new) {
        if (article != base_) last = PastOthers(last, article);
        next_[row + 1] = next_[last];
        next_[last] = row + 1;
        placed_[row] = true;
      }
      // The base never steps back: a later cell of a row placed before must not draw what follows after it.
      if (is_new || (article != base_ && leads[k])) last = row + 1;
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
  std::vector<std::vector<Place>> places(documents.size());
  for (size_t d = 0; d < documents.size(); ++d) places[d].resize(documents[d].sentences.size());
  for (uint32_t r = 0; r < rows.size(); ++r) {
    for (const Cell& cell : rows[r].cells) places[cell.article][cell.sentence] = {r, cell.moved};
  }
  RowList list(rows, base);
  list.Thread(places[base], base);
  for (uint32_t d = 0; d < documents.size(); ++d) {
    if (d != base) list.Thread(places[d], d);
  }
  return list.Rows();
}

}  // namespace samestory
