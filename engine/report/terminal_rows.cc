#include "engine/report/terminal_rows.h"

#include <algorithm>

#include "absl/strings/str_format.h"
#include "engine/report/row_facts.h"
#include "engine/report/wording.h"

namespace samestory {
namespace {

constexpr size_t kShownLetters = 6;

// A changed stretch without the white space after it, which is kept outside the marks.
void AppendMarked(std::string_view text, std::string_view open, std::string_view close, Paint paint,
                  std::vector<Span>* spans) {
  if (text.empty()) return;
  const size_t last = text.find_last_not_of(" \t\r\n");
  const std::string_view words = text.substr(0, last == std::string_view::npos ? 0 : last + 1);
  spans->push_back({absl::StrFormat("%s%s%s", open, words, close), paint});
}

bool EndsInSpace(std::string_view text) {
  return !text.empty() && std::string_view(" \t\r\n").find(text.back()) != std::string_view::npos;
}

const char* NameOfFacts(FactKind kind) {
  switch (kind) {
    case FactKind::kNumber:
      return "numbers";
    case FactKind::kDate:
      return "dates";
    case FactKind::kName:
      return "names";
    case FactKind::kQuotation:
      break;
  }
  return "quotations";
}

}  // namespace

std::vector<Span> InlineDiff(const std::vector<Stretch>& stretches) {
  std::vector<Span> spans;
  for (const Stretch& stretch : stretches) {
    if (stretch.op == '=') {
      spans.push_back({std::string(stretch.a)});
      continue;
    }
    AppendMarked(stretch.a, "[-", "-]", Paint::kRemoved, &spans);
    AppendMarked(stretch.b, "{+", "+}", Paint::kAdded, &spans);
    if (EndsInSpace(stretch.a) || EndsInSpace(stretch.b)) spans.push_back({" "});
  }
  return spans;
}

std::vector<Span> WholeVersion(const std::vector<Stretch>& stretches, bool of_base) {
  std::vector<Span> spans;
  for (const Stretch& stretch : stretches) {
    const std::string_view text = of_base ? stretch.a : stretch.b;
    const Paint changed = of_base ? Paint::kRemoved : Paint::kAdded;
    if (!text.empty()) spans.push_back({std::string(text), stretch.op == '=' ? Paint::kStrong : changed});
  }
  return spans;
}

std::string_view SignOf(RowKind kind) {
  switch (kind) {
    case RowKind::kSame:
      return "=";
    case RowKind::kEdited:
      return "~";
    case RowKind::kNear:
      return "≈";
    case RowKind::kOnly:
      break;
  }
  return " ";
}

std::string Letters(const std::vector<uint32_t>& articles) {
  std::string letters;
  for (size_t k = 0; k < articles.size() && k < kShownLetters; ++k) {
    letters += (k == 0 ? "" : " ") + ArticleLetter(articles[k]);
  }
  if (articles.size() > kShownLetters) letters += absl::StrFormat(" +%d", articles.size() - kShownLetters);
  return letters;
}

void DiffLines::Line(const std::vector<Span>& spans, std::string_view first) {
  const std::string rest(static_cast<size_t>(ColumnsOf(first)), ' ');
  AppendParagraph(spans, first, rest, style_, &out_);
}

void DiffLines::Heads(const std::vector<uint32_t>& articles) {
  for (const uint32_t position : articles) {
    const ReportArticle& article = view_.articles[position];
    std::vector<Span> spans = {{std::string(OutletOf(article)), Paint::kStrong}};
    std::string rest = article.date.empty() ? " · undated" : " · " + ReadableDate(article.date);
    if (position == view_.base) rest += " · base";
    spans.push_back({rest, Paint::kFaint});
    const std::string letter = ArticleLetter(position) + "  ";
    Line(spans, letter);
    if (!article.title.empty()) Line({{article.title}}, std::string(letter.size(), ' '));
  }
  out_.push_back('\n');
}

void DiffLines::Notes(const Row& row) {
  Facts(row);
  Passages(row);
}

void DiffLines::Facts(const Row& row) {
  for (const Disagreement& disagreement : row.disagreements) {
    std::string said;
    for (const FactVersion& version : FactVersionsOf(view_, row, disagreement)) {
      said += absl::StrFormat("%s%s %s", said.empty() ? "" : " · ", Letters(version.articles), version.text);
    }
    Line({{absl::StrFormat("%s differ: ", NameOfFacts(disagreement.kind)), Paint::kFaint},
          {said, Paint::kStrong}},
         "!  ");
  }
}

void DiffLines::Passages(const Row& row) {
  for (const Cell& cell : row.cells) {
    for (const Passage& passage : view_.collation.passages) {
      if (passage.b_article != cell.article || passage.b_start < cell.start || passage.b_start >= cell.end) {
        continue;
      }
      const Place place = PlaceAt(view_, reading_, passage.a_article, passage.a_start);
      if (place.row == UINT32_MAX) continue;
      const std::string& text = view_.articles[passage.a_article].text;
      if (passage.a_start > passage.a_end || passage.a_end > text.size()) continue;
      Line({{absl::StrFormat("%s also has, in its sentence %d: “%s”", ArticleLetter(passage.a_article),
                             view_.collation.rows[place.row].cells[place.cell].sentence + 1,
                             text.substr(passage.a_start, passage.a_end - passage.a_start)),
             Paint::kFaint}},
           "↪  ");
    }
  }
}

void DiffLines::Closing(std::string counts) {
  size_t facts = 0, asides = 0, spellings = 0;
  for (const Row& row : view_.collation.rows) {
    facts += row.disagreements.size();
    if (row.kind == RowKind::kOnly && IsAside(row)) asides += row.cells.size();
    for (const CellEdits& edits : row.edits) {
      spellings +=
          static_cast<size_t>(std::count_if(edits.ops.begin(), edits.ops.end(), [](const EditOp& op) {
            return op.op == '=' && op.change != Change::kNone;
          }));
    }
  }
  if (facts > 0) counts += absl::StrFormat("; ! facts differ in %s", Counted(facts, {"place", "places"}));
  if (asides > 0) counts += absl::StrFormat("; · %d headlines, captions, by-lines, furniture", asides);
  out_.push_back('\n');
  AppendParagraph({{"Sentences: " + counts}}, "", "  ", style_, &out_);
  if (spellings > 0) {
    AppendParagraph({{absl::StrFormat("Not marked: %s of letter case, tone marks or punctuation alone.",
                                      Counted(spellings, {"change", "changes"}))}},
                    "", "  ", style_, &out_);
  }
  if (view_.collation.degraded) {
    AppendParagraph({{"A bound stopped the search: all of the texts is shown, but perhaps not the shortest "
                      "difference."}},
                    "", "  ", style_, &out_);
  }
}

}  // namespace samestory
