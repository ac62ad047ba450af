#include "engine/report/diff_rows.h"

#include <algorithm>
#include <optional>
#include <tuple>

namespace samestory {
namespace {

constexpr size_t kNone = SIZE_MAX;

// A pair is called edited from this share of kept bytes on, near below: only where a row of more than two
// articles is seen from two, since the collation's kind is that of its weakest pair.
constexpr double kEditedShare = 0.6;

std::string_view Slice(std::string_view text, uint32_t start, uint32_t end) {
  const size_t from = std::min<size_t>(start, text.size());
  return text.substr(from, std::max<size_t>(end, from) - from);
}

size_t KeptBytes(const CellEdits& edits) {
  size_t kept = 0;
  for (const EditOp& op : edits.ops) {
    if (op.op == '=' && op.a_end > op.a_start) kept += op.a_end - op.a_start;
  }
  return kept;
}

RowKind KindOf(const std::vector<Stretch>& stretches) {
  size_t kept = 0, whole = 0;
  bool changed = false;
  for (const Stretch& stretch : stretches) {
    whole += stretch.a.size() + stretch.b.size();
    if (stretch.op == '=') {
      kept += stretch.a.size() + stretch.b.size();
    } else {
      changed = true;
    }
  }
  if (!changed) return RowKind::kSame;
  return static_cast<double>(kept) >= kEditedShare * static_cast<double>(whole) ? RowKind::kEdited
                                                                                : RowKind::kNear;
}

// For each cell of the row the entry of row.edits that links it best to the other article, or kNone.
struct Partners {
  std::vector<size_t> edits;
  std::vector<size_t> kept;
};

Partners BestPartners(const Row& row, uint32_t base, uint32_t other) {
  Partners best{std::vector<size_t>(row.cells.size(), kNone), std::vector<size_t>(row.cells.size(), 0)};
  for (size_t i = 0; i < row.edits.size(); ++i) {
    const CellEdits& edits = row.edits[i];
    if (edits.a >= row.cells.size() || edits.b >= row.cells.size()) continue;
    const uint32_t x = row.cells[edits.a].article, y = row.cells[edits.b].article;
    if (!((x == base && y == other) || (x == other && y == base))) continue;
    const size_t kept = KeptBytes(edits);
    for (uint32_t cell : {edits.a, edits.b}) {
      if (best.edits[cell] != kNone && best.kept[cell] >= kept) continue;
      best.edits[cell] = i;
      best.kept[cell] = kept;
    }
  }
  return best;
}

Pairing MakePairing(const DiffView& view, const Row& row, const CellEdits& edits, uint32_t base) {
  const Cell &a = row.cells[edits.a], &b = row.cells[edits.b];
  const bool from_b = b.article == base;
  return {from_b ? &b : &a, from_b ? &a : &b, StretchesOf(view, row, edits, from_b)};
}

std::vector<Pairing> PairingsOf(const DiffView& view, const Row& row, uint32_t base, uint32_t other) {
  const Partners best = BestPartners(row, base, other);
  std::vector<Pairing> pairings;
  std::vector<bool> shown(row.cells.size(), false);
  // The other's cells choose first; then the base's cells nobody chose.
  for (uint32_t article : {other, base}) {
    for (size_t i = 0; i < row.cells.size(); ++i) {
      const Cell& cell = row.cells[i];
      if (cell.article != article || shown[i]) continue;
      shown[i] = true;
      if (best.edits[i] != kNone) {
        const CellEdits& edits = row.edits[best.edits[i]];
        shown[edits.a] = shown[edits.b] = true;
        pairings.push_back(MakePairing(view, row, edits, base));
      } else {
        pairings.push_back({article == base ? &cell : nullptr, article == other ? &cell : nullptr, {}});
      }
    }
  }
  const auto key = [](const Pairing& pairing) {
    return std::tuple(pairing.base == nullptr ? UINT32_MAX : pairing.base->start,
                      pairing.other == nullptr ? UINT32_MAX : pairing.other->start);
  };
  std::stable_sort(pairings.begin(), pairings.end(),
                   [&](const Pairing& x, const Pairing& y) { return key(x) < key(y); });
  return pairings;
}

// Takes `moved` from rows that are in order among those that did not move.
void KeepOwnMoves(std::vector<PairRow>* rows) {
  struct Point {
    uint32_t base = 0, other = 0;
    PairRow* row = nullptr;
  };
  std::vector<Point> points;
  for (PairRow& row : *rows) {
    if (const Pairing* pair = FirstPair(row))
      points.push_back({pair->base->sentence, pair->other->sentence, &row});
  }
  std::stable_sort(points.begin(), points.end(),
                   [](const Point& x, const Point& y) { return x.base < y.base; });
  std::vector<uint32_t> least_after(points.size() + 1, UINT32_MAX);  // of those that did not move
  for (size_t i = points.size(); i-- > 0;)
    least_after[i] =
        points[i].row->moved ? least_after[i + 1] : std::min(least_after[i + 1], points[i].other);
  int64_t greatest = -1;
  for (size_t i = 0; i < points.size(); ++i) {
    PairRow& row = *points[i].row;
    if (row.moved && points[i].other > greatest && points[i].other < least_after[i + 1]) row.moved = false;
    if (!row.moved) greatest = std::max<int64_t>(greatest, points[i].other);
  }
}

void NumberBlocks(std::vector<PairRow>* rows) {
  const Pairing* last = nullptr;  // of a moved row
  uint32_t blocks = 0;
  for (PairRow& row : *rows) {
    const Pairing* pair = row.moved ? FirstPair(row) : nullptr;
    if (pair != nullptr) {
      const bool follows = last != nullptr && pair->base->sentence == last->base->sentence + 1 &&
                           pair->other->sentence == last->other->sentence + 1;
      const bool marked = last != nullptr && pair->other->block != 0 &&
                          pair->other->block == last->other->block &&
                          pair->base->sentence > last->base->sentence;
      row.block = follows || marked ? blocks : ++blocks;
    }
    last = pair;
  }
}

}  // namespace

std::string ArticleLetter(size_t position) {
  std::string letters;
  for (size_t rest = position + 1; rest > 0; rest = (rest - 1) / 26) {
    letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
  }
  return letters;
}

std::string_view OutletOf(const ReportArticle& article) {
  return article.source.empty() ? article.id : article.source;
}

std::string_view TextOf(const DiffView& view, const Cell& cell) {
  return Slice(view.articles[cell.article].text, cell.start, cell.end);
}

std::vector<Stretch> StretchesOf(const DiffView& view, const Row& row, const CellEdits& edits, bool from_b) {
  const std::string_view a = view.articles[row.cells[edits.a].article].text;
  const std::string_view b = view.articles[row.cells[edits.b].article].text;
  std::vector<Stretch> out;
  const auto kept = [](const EditOp& op) { return op.op == '='; };
  const auto change = [&](const EditOp& op) {
    return kept(op) || op.change != Change::kNone ? op.change : Change::kWords;
  };
  for (size_t i = 0; i < edits.ops.size();) {
    // One run of keeps, or one of drops and additions: contiguous on both sides.
    const EditOp& first = edits.ops[i];
    size_t end = i + 1;
    while (end < edits.ops.size() && kept(edits.ops[end]) == kept(first) &&
           change(edits.ops[end]) == change(first)) {
      ++end;
    }
    const EditOp& last = edits.ops[end - 1];
    i = end;
    Stretch next{'=', Slice(a, first.a_start, last.a_end), Slice(b, first.b_start, last.b_end),
                 change(first)};
    if (next.a.empty() && next.b.empty()) continue;
    if (from_b) std::swap(next.a, next.b);
    if (!kept(first)) next.op = next.a.empty() ? '+' : next.b.empty() ? '-' : '~';
    out.push_back(next);
  }
  return out;
}

bool SharesLittle(const std::vector<Stretch>& stretches) {
  const auto weight = [](std::string_view text) {
    return static_cast<size_t>(std::count_if(text.begin(), text.end(), [](char c) {
      const auto byte = static_cast<unsigned char>(c);
      return byte >= 0x80 || (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
    }));
  };
  size_t a = 0, b = 0, shared = 0;
  for (const Stretch& stretch : stretches) {
    a += weight(stretch.a), b += weight(stretch.b);
    if (stretch.op == '=') shared += std::min(weight(stretch.a), weight(stretch.b));
  }
  return 2 * shared < std::max(a, b);
}

const Pairing* FirstPair(const PairRow& row) {
  for (const Pairing& pairing : row.pairings) {
    if (pairing.base != nullptr && pairing.other != nullptr) return &pairing;
  }
  return nullptr;
}

bool IsAsidePair(const PairRow& row) {
  return std::all_of(row.pairings.begin(), row.pairings.end(), [](const Pairing& pairing) {
    return (pairing.base == nullptr || pairing.base->aside) &&
           (pairing.other == nullptr || pairing.other->aside);
  });
}

std::vector<PairRow> PairRows(const DiffView& view, uint32_t base, uint32_t other) {
  std::vector<PairRow> out;
  for (uint32_t r = 0; r < view.collation.rows.size(); ++r) {
    const Row& row = view.collation.rows[r];
    PairRow pair_row;
    pair_row.row = r;
    pair_row.pairings = PairingsOf(view, row, base, other);
    if (pair_row.pairings.empty()) continue;
    RowKind weakest = RowKind::kSame;
    bool paired = false;
    for (const Pairing& pairing : pair_row.pairings) {
      if (pairing.base == nullptr || pairing.other == nullptr) continue;
      paired = true;
      weakest = std::max(weakest, KindOf(pairing.stretches));
      pair_row.moved = pair_row.moved || pairing.base->moved || pairing.other->moved;
    }
    if (paired) pair_row.kind = view.articles.size() == 2 ? row.kind : weakest;
    out.push_back(std::move(pair_row));
  }
  if (view.articles.size() > 2) KeepOwnMoves(&out);
  NumberBlocks(&out);
  return out;
}

PairCounts CountRows(const std::vector<PairRow>& rows) {
  PairCounts counts;
  for (const PairRow& row : rows) {
    switch (row.kind) {
      case RowKind::kSame:
        ++counts.same;
        break;
      case RowKind::kEdited:
        ++counts.edited;
        break;
      case RowKind::kNear:
        ++counts.near;
        break;
      case RowKind::kOnly:
        for (const Pairing& pairing : row.pairings) {
          const Cell& cell = pairing.base != nullptr ? *pairing.base : *pairing.other;
          if (!cell.aside) ++(pairing.base != nullptr ? counts.only_base : counts.only_other);
        }
        break;
    }
    if (row.moved) ++counts.moved;
  }
  return counts;
}

RowVersions VersionsOf(const DiffView& view, const Row& row) {
  RowVersions out;
  const auto rank = [&](const Cell& cell) { return 2 * (cell.article == view.base) + cell.main; };
  for (size_t i = 1; i < row.cells.size(); ++i) {
    if (rank(row.cells[i]) > rank(row.cells[out.reference])) out.reference = i;
  }
  out.against.resize(row.cells.size());
  out.kinds.assign(row.cells.size(), RowKind::kSame);
  for (const CellEdits& edits : row.edits) {
    if (edits.a >= row.cells.size() || edits.b >= row.cells.size()) continue;
    if (edits.a != out.reference && edits.b != out.reference) continue;
    const bool from_b = edits.b == out.reference;
    const size_t cell = from_b ? edits.a : edits.b;
    out.against[cell] = StretchesOf(view, row, edits, from_b);
    out.kinds[cell] = KindOf(out.against[cell]);
    if (row.kind < out.kinds[cell]) out.kinds[cell] = row.kind;
  }
  for (const Cell& cell : row.cells) {
    out.articles.push_back(cell.article);
    out.moved = out.moved || cell.moved;
  }
  std::sort(out.articles.begin(), out.articles.end());
  out.articles.erase(std::unique(out.articles.begin(), out.articles.end()), out.articles.end());
  return out;
}

}  // namespace samestory
