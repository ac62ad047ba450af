// Who had a wording first, as far as the dates of a folder tell.
#include <algorithm>

#include "engine/report/reading.h"
#include "engine/report/row_facts.h"

namespace samestory {
namespace {

constexpr size_t kLeastWords = 8;  // shorter wordings come about by chance
constexpr int64_t kDaySeconds = 86400;

struct Span {
  int64_t first = 0, last = 0;
};

// When the article may have appeared; a day without an hour is one of the comparison's own zone.
Span SpanOf(const ReportArticle& article, int zone_minutes) {
  if (PrecisionOf(article) == Known::kMinute) return {article.unix_seconds, article.unix_seconds};
  const int64_t start = article.unix_seconds - zone_minutes * 60;
  return {start, start + kDaySeconds - 1};
}

// Rows that tell of a wording: two carriers, the sentence itself much alike.
bool IsWording(const Row& row, const std::vector<uint32_t>& carriers) {
  return carriers.size() > 1 && (row.kind == RowKind::kSame || row.kind == RowKind::kEdited) && !IsAside(row);
}

const Cell* CellOf(const Row& row, uint32_t article) {
  const Cell* first = nullptr;
  for (const Cell& cell : row.cells) {
    if (cell.article == article && (first == nullptr || cell.main)) first = &cell;
    if (first != nullptr && first->main) break;
  }
  return first;
}

}  // namespace

Known PrecisionOf(const ReportArticle& article) {
  if (!article.has_date) return Known::kUndated;
  return article.date.size() > 10 ? Known::kMinute : Known::kDay;
}

Zone ZoneOf(const std::vector<ReportArticle>& articles) {
  for (const ReportArticle& article : articles) {
    const std::string& date = article.date;
    if (!article.has_date || date.size() < 17) continue;
    if (date.back() == 'Z') return {0, true};
    const std::string_view zone = std::string_view(date).substr(date.size() - 6);
    const auto digit = [&](size_t i) { return zone[i] >= '0' && zone[i] <= '9' ? zone[i] - '0' : -1; };
    if ((zone[0] != '+' && zone[0] != '-') || zone[3] != ':') continue;
    if (digit(1) < 0 || digit(2) < 0 || digit(4) < 0 || digit(5) < 0) continue;
    const int minutes = (digit(1) * 10 + digit(2)) * 60 + digit(4) * 10 + digit(5);
    return {zone[0] == '-' ? -minutes : minutes, true};
  }
  return {};
}

Earliest EarliestOf(const DiffView& view, const std::vector<uint32_t>& articles) {
  const int zone = ZoneOf(view.articles).minutes;
  Earliest earliest;
  Span best;
  for (const uint32_t i : articles) {
    const ReportArticle& article = view.articles[i];
    if (!article.has_date) {
      earliest.undated.push_back(i);
      continue;
    }
    const Span span = SpanOf(article, zone);
    if (!earliest.found || span.first < best.first) {
      earliest.found = true, earliest.article = i, best = span;
      earliest.known = PrecisionOf(article);
    }
  }
  if (!earliest.found) return earliest;
  for (const uint32_t i : articles) {
    const ReportArticle& article = view.articles[i];
    if (i == earliest.article || !article.has_date) continue;
    if (SpanOf(article, zone).first <= best.last) earliest.rivals.push_back(i);
  }
  earliest.certain = earliest.rivals.empty();
  return earliest;
}

std::vector<Holding> HoldingsOf(const DiffView& view, const Reading& reading) {
  const std::vector<Row>& rows = view.collation.rows;
  std::vector<WordCounter> counters;
  for (const ReportArticle& article : view.articles) counters.emplace_back(article.text);
  std::vector<Holding> holdings;
  uint32_t last = 0;  // row of the last holding
  for (uint32_t r = 0; r < rows.size(); ++r) {
    if (!IsWording(rows[r], reading.carriers[r])) continue;
    const bool joined = !holdings.empty() && last + 1 == r && holdings.back().carriers == reading.carriers[r];
    if (!joined) {
      Holding next;
      next.carriers = reading.carriers[r];
      next.earliest = EarliestOf(view, next.carriers);
      next.article = next.earliest.found ? next.earliest.article : next.carriers[0];
      next.first_row = r;
      const Cell& cell = *CellOf(rows[r], next.article);
      next.start = cell.start, next.end = cell.end;
      holdings.push_back(std::move(next));
    }
    Holding& holding = holdings.back();
    const Cell& cell = *CellOf(rows[r], holding.article);
    holding.words += counters[holding.article].Count(cell.start, cell.end);
    ++holding.sentences;
    last = r;
  }
  std::erase_if(holdings, [](const Holding& holding) { return holding.words < kLeastWords; });
  for (const Passage& passage : view.collation.passages) {
    Holding next;
    next.carriers = {passage.a_article, passage.b_article};
    next.earliest = EarliestOf(view, next.carriers);
    const bool of_b = next.earliest.found && next.earliest.article == passage.b_article;
    next.article = of_b ? passage.b_article : passage.a_article;
    next.start = of_b ? passage.b_start : passage.a_start;
    next.end = of_b ? passage.b_end : passage.a_end;
    next.words = counters[next.article].Count(next.start, next.end);
    next.first_row = PlaceAt(view, reading, next.article, next.start).row;
    if (next.words >= kLeastWords && next.first_row != UINT32_MAX) holdings.push_back(std::move(next));
  }
  return holdings;
}

}  // namespace samestory
