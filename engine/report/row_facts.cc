#include "engine/report/row_facts.h"

#include <algorithm>
#include <map>

namespace samestory {

std::vector<size_t> CellsOf(const Row& row, uint32_t article) {
  std::vector<size_t> cells;
  for (size_t i = 0; i < row.cells.size(); ++i) {
    if (row.cells[i].article == article) cells.push_back(i);
  }
  std::stable_partition(cells.begin(), cells.end(), [&](size_t i) { return row.cells[i].main; });
  return cells;
}

bool IsShared(const Row& row) {
  return std::any_of(row.cells.begin(), row.cells.end(),
                     [&](const Cell& cell) { return cell.article != row.cells[0].article; });
}

bool IsAside(const Row& row) {
  return !row.cells.empty() &&
         std::all_of(row.cells.begin(), row.cells.end(), [](const Cell& cell) { return cell.aside; });
}

std::string_view CellKindName(const Row& row, const RowVersions& versions, size_t cell) {
  if (versions.articles.size() < 2) return "only";
  if (cell == versions.reference) return "reference";
  // Further sentences of the reference's own article are compared with nothing.
  if (row.cells[cell].article == row.cells[versions.reference].article) return "reference";
  return versions.kinds[cell] == RowKind::kSame     ? "same"
         : versions.kinds[cell] == RowKind::kEdited ? "edited"
                                                    : "near";
}

std::vector<FactVersion> FactVersionsOf(const DiffView& view, const Row& row,
                                        const Disagreement& disagreement) {
  std::map<uint32_t, FactVersion> versions;
  for (const Disagreement::Side& side : disagreement.sides) {
    if (side.cell >= row.cells.size()) continue;
    Cell words = row.cells[side.cell];
    words.start = side.start, words.end = side.end;
    const auto [found, fresh] = versions.try_emplace(side.version);
    if (fresh) found->second.text = TextOf(view, words);
    found->second.articles.push_back(words.article);
  }
  std::vector<FactVersion> out;
  for (auto& [number, version] : versions) {
    std::sort(version.articles.begin(), version.articles.end());
    version.articles.erase(std::unique(version.articles.begin(), version.articles.end()),
                           version.articles.end());
    out.push_back(std::move(version));
  }
  return out;
}

}  // namespace samestory
