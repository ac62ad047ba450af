#include <algorithm>
#include <string_view>

#include "absl/strings/str_format.h"
#include "engine/report/diff_rows.h"
#include "engine/report/display.h"
#include "engine/report/terminal.h"
#include "engine/report/wording.h"

namespace samestory {
namespace {

constexpr size_t kFoldFrom = 2;  // runs of that many sentences that are the same are one line

std::string_view KindSign(RowKind kind) {
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

// One version whole, with what the other shares standing out.
std::vector<Span> WholeVersion(const std::vector<Stretch>& stretches, bool of_base) {
  std::vector<Span> spans;
  for (const Stretch& stretch : stretches) {
    const std::string_view text = of_base ? stretch.a : stretch.b;
    const Paint changed = of_base ? Paint::kRemoved : Paint::kAdded;
    if (!text.empty()) spans.push_back({std::string(text), stretch.op == '=' ? Paint::kStrong : changed});
  }
  return spans;
}

class DiffText {
 public:
  DiffText(const DiffView& view, const TerminalStyle& style) : view_(view), style_(style) {}

  std::string Pair() {
    const uint32_t base = view_.base, other = base == 0 ? 1 : 0;
    Heads({base, other});
    const std::vector<PairRow> rows = PairRows(view_, base, other);
    for (size_t i = 0; i < rows.size();) {
      const size_t end = RunEnd(rows, i);
      if (rows[i].kind == RowKind::kOnly) {
        OnlyRun(rows, i, end);
      } else if (rows[i].kind == RowKind::kSame && !rows[i].moved && end - i >= kFoldFrom) {
        Line({{absl::StrFormat("%d sentences the same", end - i), Paint::kFaint}}, "=  ");
      } else {
        for (size_t j = i; j < end; ++j) Paired(rows[j]);
      }
      i = end;
    }
    PairClosing(CountRows(rows), base, other);
    return std::move(out_);
  }

  std::string Many() {
    std::vector<uint32_t> articles = {view_.base};
    for (uint32_t i = 0; i < view_.articles.size(); ++i) {
      if (i != view_.base) articles.push_back(i);
    }
    Heads(articles);
    size_t same = 0;
    std::string same_letters;
    std::string_view same_text;  // of the run's first sentence: one alone is shown, not counted
    const auto flush = [&] {
      const std::string first = "= " + same_letters + "  ";
      if (same >= kFoldFrom) Line({{absl::StrFormat("%d sentences the same", same), Paint::kFaint}}, first);
      if (same == 1) Line({{std::string(same_text)}}, first);
      same = 0;
    };
    for (const Row& row : view_.collation.rows) {
      if (row.cells.empty()) continue;
      const RowVersions versions = VersionsOf(view_, row);
      const std::string letters = Letters(versions.articles);
      const bool foldable = row.kind == RowKind::kSame && !versions.moved;
      if (!foldable || letters != same_letters) flush();
      if (!foldable) {
        Versions(row, versions, letters);
        continue;
      }
      if (same++ == 0) same_letters = letters, same_text = TextOf(view_, row.cells[versions.reference]);
    }
    flush();
    ManyClosing();
    return std::move(out_);
  }

 private:
  std::string Letters(const std::vector<uint32_t>& articles) const {
    std::string letters;
    for (uint32_t article : articles) {
      if (!letters.empty()) letters += ' ';
      letters += ArticleLetter(article);
    }
    return letters;
  }

  void Line(const std::vector<Span>& spans, std::string_view first) {
    const std::string rest(static_cast<size_t>(ColumnsOf(first)), ' ');
    AppendParagraph(spans, first, rest, style_, &out_);
  }

  void Heads(const std::vector<uint32_t>& articles) {
    for (uint32_t position : articles) {
      const ReportArticle& article = view_.articles[position];
      std::vector<Span> spans = {{std::string(OutletOf(article)), Paint::kStrong}};
      std::string rest = article.date.empty() ? " · undated" : " · " + ReadableDate(article.date);
      if (position == view_.base) rest += " · base";
      spans.push_back({rest, Paint::kFaint});
      const std::string letter = ArticleLetter(position) + "  ";
      Line(spans, letter);
      const std::string indent(letter.size(), ' ');
      if (!article.title.empty()) Line({{article.title}}, indent);
    }
    out_.push_back('\n');
  }

  // Rows that read alike stand together: the same and unmoved ones, and those of one article alone.
  static size_t RunEnd(const std::vector<PairRow>& rows, size_t start) {
    const auto group = [](const PairRow& row) {
      if (row.kind == RowKind::kOnly) return row.pairings[0].base != nullptr ? 1 : 2;
      return row.kind == RowKind::kSame && !row.moved ? 3 : 0;
    };
    size_t end = start + 1;
    if (group(rows[start]) == 0) return end;
    while (end < rows.size() && group(rows[end]) == group(rows[start])) ++end;
    return end;
  }

  void OnlyRun(const std::vector<PairRow>& rows, size_t start, size_t end) {
    const bool in_base = rows[start].pairings[0].base != nullptr;
    size_t sentences = 0;
    for (size_t i = start; i < end; ++i) sentences += rows[i].pairings.size();
    const uint32_t article = in_base ? view_.base : (view_.base == 0 ? 1 : 0);
    Line({{absl::StrFormat("only in %s: %s", ArticleLetter(article),
                           Counted(sentences, {"sentence", "sentences"})),
           Paint::kFaint}},
         "   ");
    const Paint paint = in_base ? Paint::kRemoved : Paint::kAdded;
    for (size_t i = start; i < end; ++i) {
      for (const Pairing& pairing : rows[i].pairings) {
        const Cell& cell = in_base ? *pairing.base : *pairing.other;
        Line({{std::string(TextOf(view_, cell)), paint}}, in_base ? "-  " : "+  ");
      }
    }
  }

  void Paired(const PairRow& row) {
    bool again = false;  // a further counterpart of a sentence in this row
    for (const Pairing& pairing : row.pairings) {
      const std::string sign =
          absl::StrFormat("%s%s ", again ? "│" : KindSign(row.kind), row.moved ? "↕" : " ");
      again = true;
      if (pairing.base == nullptr || pairing.other == nullptr) {
        const Cell& cell = pairing.base != nullptr ? *pairing.base : *pairing.other;
        Line({{std::string(TextOf(view_, cell)), pairing.base != nullptr ? Paint::kRemoved : Paint::kAdded}},
             sign);
      } else if (SharesLittle(pairing.stretches)) {
        Line(WholeVersion(pairing.stretches, true), sign + "- ");
        Line(WholeVersion(pairing.stretches, false), "   + ");
      } else {
        Line(InlineDiff(pairing.stretches), sign);
      }
    }
  }

  void Versions(const Row& row, const RowVersions& versions, const std::string& letters) {
    const Cell& reference = row.cells[versions.reference];
    if (row.kind == RowKind::kOnly) {
      const bool in_base = reference.article == view_.base;
      for (const Cell& cell : row.cells) {
        Line({{std::string(TextOf(view_, cell)), in_base ? Paint::kRemoved : Paint::kAdded}},
             absl::StrFormat("%s %s  ", in_base ? "-" : "+", letters));
      }
      return;
    }
    const std::string sign = absl::StrFormat("%s%s", KindSign(row.kind), versions.moved ? "↕" : " ");
    Line({{std::string(TextOf(view_, reference))}},
         absl::StrFormat("%s%s  ", sign, ArticleLetter(reference.article)));
    for (size_t i = 0; i < row.cells.size(); ++i) {
      if (i == versions.reference) continue;
      const std::string first = absl::StrFormat("  %s  ", ArticleLetter(row.cells[i].article));
      if (versions.against[i].empty()) {
        Line({{std::string(TextOf(view_, row.cells[i]))}}, first);
      } else if (versions.kinds[i] == RowKind::kSame) {
        Line({{absl::StrFormat("the same as %s", ArticleLetter(reference.article)), Paint::kFaint}}, first);
      } else if (SharesLittle(versions.against[i])) {
        Line(WholeVersion(versions.against[i], false), first);
      } else {
        Line(InlineDiff(versions.against[i]), first);
      }
    }
  }

  void PairClosing(const PairCounts& counts, uint32_t base, uint32_t other) {
    Closing(absl::StrFormat("= %d same, ~ %d edited, ≈ %d near, - %d only in %s, + %d only in %s; ↕ %d moved",
                            counts.same, counts.edited, counts.near, counts.only_base, ArticleLetter(base),
                            counts.only_other, ArticleLetter(other), counts.moved));
  }

  void ManyClosing() {
    size_t same = 0, edited = 0, near = 0, moved = 0;
    std::vector<size_t> only(view_.articles.size(), 0);
    for (const Row& row : view_.collation.rows) {
      if (row.cells.empty()) continue;
      same += row.kind == RowKind::kSame;
      edited += row.kind == RowKind::kEdited;
      near += row.kind == RowKind::kNear;
      moved += std::any_of(row.cells.begin(), row.cells.end(), [](const Cell& cell) { return cell.moved; });
      if (row.kind == RowKind::kOnly) only[row.cells[0].article] += row.cells.size();
    }
    std::string counts = absl::StrFormat("= %d same, ~ %d edited, ≈ %d near", same, edited, near);
    for (size_t i = 0; i < only.size(); ++i) {
      counts += absl::StrFormat(", %s %d only in %s", i == view_.base ? "-" : "+", only[i], ArticleLetter(i));
    }
    Closing(counts + absl::StrFormat("; ↕ %d moved", moved));
  }

  // With the signs that stand before the rows, so that it is their key too.
  void Closing(const std::string& counts) {
    out_.push_back('\n');
    AppendParagraph({{"Sentences: " + counts}}, "", "  ", style_, &out_);
    if (view_.collation.degraded) {
      AppendParagraph({{"A bound stopped the search: all of the texts is shown, but perhaps not the shortest "
                        "difference."}},
                      "", "  ", style_, &out_);
    }
  }

  const DiffView& view_;
  const TerminalStyle& style_;
  std::string out_;
};

}  // namespace

std::string FormatDiff(const DiffView& view, const TerminalStyle& style) {
  DiffText text(view, style);
  return view.articles.size() == 2 ? text.Pair() : text.Many();
}

}  // namespace samestory
