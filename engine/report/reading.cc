#include "engine/report/reading.h"

#include <algorithm>
#include <tuple>

namespace samestory {
namespace {

bool IsSpace(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

bool IsWordByte(unsigned char c) {
  return c >= 0x80 || (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

uint32_t SkipSpace(std::string_view text, uint32_t at) {
  while (at < text.size() && IsSpace(text[at])) ++at;
  return at;
}

// A stretch that two articles share, with all that follows it in both.
struct Run {
  uint32_t a = 0, b = 0;  // articles, a before b
  uint32_t a_start = 0, b_start = 0, a_end = 0, b_end = 0;
  size_t words = 0;
};

std::vector<Run> RunsOf(const DiffView& view) {
  std::vector<Run> runs;
  for (const Row& row : view.collation.rows) {
    for (const CellEdits& edits : row.edits) {
      if (edits.a >= row.cells.size() || edits.b >= row.cells.size()) continue;
      const uint32_t a = row.cells[edits.a].article, b = row.cells[edits.b].article;
      for (const EditOp& op : edits.ops) {
        if (op.op == '=' && op.b_end > op.b_start)
          runs.push_back({a, b, op.a_start, op.b_start, op.a_end, op.b_end});
      }
    }
  }
  for (const Passage& passage : view.collation.passages) {
    runs.push_back({passage.a_article, passage.b_article, passage.a_start, passage.b_start, passage.a_end,
                    passage.b_end});
  }
  return runs;
}

std::tuple<uint32_t, uint32_t, uint32_t, uint32_t> Key(const Run& run) {
  return {run.a, run.b, run.a_start, run.b_start};
}

}  // namespace

Reading ReadingOf(const DiffView& view) {
  const std::vector<Row>& rows = view.collation.rows;
  Reading reading;
  reading.order.resize(view.articles.size());
  reading.carriers.resize(rows.size());
  for (uint32_t r = 0; r < rows.size(); ++r) {
    for (uint32_t c = 0; c < rows[r].cells.size(); ++c) {
      reading.order[rows[r].cells[c].article].push_back({r, c});
      reading.carriers[r].push_back(rows[r].cells[c].article);
    }
    std::vector<uint32_t>& carriers = reading.carriers[r];
    std::sort(carriers.begin(), carriers.end());
    carriers.erase(std::unique(carriers.begin(), carriers.end()), carriers.end());
  }
  for (std::vector<Place>& order : reading.order) {
    std::sort(order.begin(), order.end(), [&](const Place& x, const Place& y) {
      const Cell &a = rows[x.row].cells[x.cell], &b = rows[y.row].cells[y.cell];
      return std::tie(a.start, a.sentence, x.row) < std::tie(b.start, b.sentence, y.row);
    });
  }
  return reading;
}

std::vector<SentenceTally> TallySentences(const DiffView& view, const Reading& reading) {
  std::vector<SentenceTally> tallies(view.articles.size());
  for (size_t i = 0; i < tallies.size(); ++i) {
    for (const Place& place : reading.order[i]) {
      if (view.collation.rows[place.row].cells[place.cell].aside) continue;
      ++tallies[i].all;
      if (reading.carriers[place.row].size() == 1) ++tallies[i].only;
    }
  }
  return tallies;
}

WordCounter::WordCounter(std::string_view text) : before_(text.size() + 1, 0) {
  bool inside = false;
  uint32_t words = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    before_[i] = words;
    const auto byte = static_cast<unsigned char>(text[i]);
    if (IsSpace(text[i])) {
      inside = false;
    } else if (byte >= 0xE3 && byte <= 0xE9) {  // leads U+3000 to U+9FFF
      ++words, inside = true;
    } else if (IsWordByte(byte) && !inside) {
      ++words, inside = true;
    }
  }
  before_[text.size()] = words;
}

size_t WordCounter::Count(uint32_t start, uint32_t end) const {
  const size_t last = before_.size() - 1, from = std::min<size_t>(start, last),
               to = std::min<size_t>(end, last);
  return to > from ? before_[to] - before_[from] : 0;
}

std::vector<SharedRun> LongestRuns(const DiffView& view) {
  std::vector<SharedRun> longest(view.articles.size());
  std::vector<WordCounter> counters;
  for (const ReportArticle& article : view.articles) counters.emplace_back(article.text);
  std::vector<Run> runs = RunsOf(view);
  std::sort(runs.begin(), runs.end(), [](const Run& x, const Run& y) { return Key(x) < Key(y); });
  // From the back, so that what follows a run is known whole when the run is come to.
  for (size_t i = runs.size(); i-- > 0;) {
    Run& run = runs[i];
    run.words = counters[run.b].Count(run.b_start, run.b_end);
    const Run next{run.a, run.b, SkipSpace(view.articles[run.a].text, run.a_end),
                   SkipSpace(view.articles[run.b].text, run.b_end)};
    const auto found = std::lower_bound(runs.begin() + static_cast<ptrdiff_t>(i) + 1, runs.end(), next,
                                        [](const Run& x, const Run& y) { return Key(x) < Key(y); });
    if (found != runs.end() && Key(*found) == Key(next)) {
      run.words += found->words;
      run.a_end = found->a_end, run.b_end = found->b_end;
    }
  }
  for (const Run& run : runs) {
    SharedRun& best = longest[run.b];
    if (run.words > best.words) best = {run.a, run.b_start, run.b_end, run.words};
  }
  return longest;
}

Place PlaceAt(const DiffView& view, const Reading& reading, uint32_t article, uint32_t byte) {
  const std::vector<Place>& order = reading.order[article];
  const auto cell = [&](const Place& place) -> const Cell& {
    return view.collation.rows[place.row].cells[place.cell];
  };
  auto after = std::upper_bound(order.begin(), order.end(), byte,
                                [&](uint32_t at, const Place& place) { return at < cell(place).start; });
  if (after == order.begin()) return {UINT32_MAX, 0};
  const Place& place = *--after;
  return byte < cell(place).end ? place : Place{UINT32_MAX, 0};
}

}  // namespace samestory
