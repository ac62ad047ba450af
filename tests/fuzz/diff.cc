// Comparing: for any two to four texts the cells cover each text, and scripts rebuild both sides byte for byte.
#include "engine/pipeline/compare.h"
#include "engine/report/jsonl.h"
#include "tests/fuzz/fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace samestory;
  static const std::unique_ptr<Background> background = Background::None();
  std::vector<ReportArticle> articles;
  for (const std::string& part : fuzz::Parts(fuzz::View(data, size), 4)) {
    ReportArticle& article = articles.emplace_back();
    size_t replaced;
    article.text = RepairUtf8(part, &replaced);
    article.id = std::to_string(articles.size());
    article.title = article.text.substr(0, article.text.find('\n'));
  }
  if (articles.size() < 2) articles.push_back(articles.front());
  const std::vector<ReportArticle> given = articles;
  const uint32_t base = static_cast<uint32_t>(size % articles.size());
  const absl::StatusOr<DiffView> view = CompareArticles(std::move(articles), base, *background);
  FUZZ_REQUIRE(view.ok());
  std::vector<std::vector<const Cell*>> cells(given.size());
  for (const Row& row : view->collation.rows) {
    for (const Cell& cell : row.cells) {
      FUZZ_REQUIRE(cell.article < given.size() && cell.start < cell.end &&
                   cell.end <= given[cell.article].text.size());
      cells[cell.article].push_back(&cell);
    }
    for (const CellEdits& edits : row.edits) {
      FUZZ_REQUIRE(edits.a < row.cells.size() && edits.b < row.cells.size());
      const Cell &a = row.cells[edits.a], &b = row.cells[edits.b];
      uint32_t at_a = a.start, at_b = b.start;
      for (const EditOp& op : edits.ops) {
        FUZZ_REQUIRE(op.a_start == at_a && op.b_start == at_b && op.a_end >= at_a && op.b_end >= at_b);
        FUZZ_REQUIRE(op.op != '-' || op.b_end == op.b_start);
        FUZZ_REQUIRE(op.op != '+' || op.a_end == op.a_start);
        at_a = op.a_end;
        at_b = op.b_end;
      }
      FUZZ_REQUIRE(at_a == a.end && at_b == b.end);
    }
  }
  for (size_t i = 0; i < given.size(); ++i) {
    std::sort(cells[i].begin(), cells[i].end(),
              [](const Cell* x, const Cell* y) { return x->start < y->start; });
    uint32_t end = 0;
    for (const Cell* cell : cells[i]) {
      FUZZ_REQUIRE(cell->start >= end);
      end = cell->end;
    }
  }
  std::string line;
  AppendDiffLine(*view, &line);
  FUZZ_REQUIRE(IsValidUtf8(line) && line.ends_with('\n') && line.find('\n') == line.size() - 1);
  return 0;
}
