#include <algorithm>
#include <string_view>

#include "absl/strings/str_format.h"
#include "engine/report/row_facts.h"
#include "engine/report/terminal.h"
#include "engine/report/terminal_rows.h"
#include "engine/report/wording.h"

namespace samestory {
namespace {

constexpr size_t kFoldFrom = 2;  // runs of that many sentences that are the same are one line

std::string TheSame(size_t sentences) { return absl::StrFormat("%d sentences the same", sentences); }

// Two articles: the base's text with what the other changed, dropped and added.
class PairText {
 public:
  PairText(const DiffView& view, const TerminalStyle& style)
      : view_(view), lines_(view, style), other_(view.base == 0 ? 1 : 0) {}

  std::string Run() {
    lines_.Heads({view_.base, other_});
    const std::vector<PairRow> rows = PairRows(view_, view_.base, other_);
    for (size_t i = 0; i < rows.size();) {
      const size_t end = RunEnd(rows, i);
      const Group group = GroupOf(rows[i]);
      if (group == Group::kSame && end - i >= kFoldFrom) {
        lines_.Line({{TheSame(end - i), Paint::kFaint}}, "=  ");
      } else if (group == Group::kPaired || group == Group::kSame) {
        for (size_t j = i; j < end; ++j) Paired(rows[j]);
      } else {
        OnlyRun(rows, i, end, group);
      }
      i = end;
    }
    const PairCounts counts = CountRows(rows);
    lines_.Closing(
        absl::StrFormat("= %d same, ~ %d edited, ≈ %d near, - %d only in %s, + %d only in %s; ↕ %d moved",
                        counts.same, counts.edited, counts.near, counts.only_base, ArticleLetter(view_.base),
                        counts.only_other, ArticleLetter(other_), counts.moved));
    return lines_.Take();
  }

 private:
  enum class Group { kPaired, kSame, kBase, kOther, kAside };

  Group GroupOf(const PairRow& row) const {
    if (row.kind == RowKind::kSame && !row.moved && row.pairings.size() == 1 && !HasNotes(row)) {
      return Group::kSame;
    }
    if (row.kind != RowKind::kOnly) return Group::kPaired;
    if (IsAside(view_.collation.rows[row.row])) return Group::kAside;
    return row.pairings[0].base != nullptr ? Group::kBase : Group::kOther;
  }

  bool HasNotes(const PairRow& row) const { return !view_.collation.rows[row.row].disagreements.empty(); }

  // Rows that read alike stand together.
  size_t RunEnd(const std::vector<PairRow>& rows, size_t start) const {
    const Group group = GroupOf(rows[start]);
    size_t end = start + 1;
    while (group != Group::kPaired && end < rows.size() && GroupOf(rows[end]) == group) ++end;
    return end;
  }

  void OnlyRun(const std::vector<PairRow>& rows, size_t start, size_t end, Group group) {
    size_t sentences = 0;
    for (size_t i = start; i < end; ++i) sentences += rows[i].pairings.size();
    if (group != Group::kAside) {
      const uint32_t article = group == Group::kBase ? view_.base : other_;
      lines_.Line({{absl::StrFormat("only in %s: %s", ArticleLetter(article),
                                    Counted(sentences, {"sentence", "sentences"})),
                    Paint::kFaint}},
                  "   ");
    }
    for (size_t i = start; i < end; ++i) {
      for (const Pairing& pairing : rows[i].pairings) {
        const bool in_base = pairing.base != nullptr;
        const std::string text(TextOf(view_, in_base ? *pairing.base : *pairing.other));
        if (group == Group::kAside) {
          lines_.Line({{text, Paint::kFaint}}, "·" + ArticleLetter(in_base ? view_.base : other_) + " ");
        } else {
          lines_.Line({{text, in_base ? Paint::kRemoved : Paint::kAdded}}, in_base ? "-  " : "+  ");
        }
      }
      lines_.Notes(view_.collation.rows[rows[i].row]);
    }
  }

  void Paired(const PairRow& row) {
    const std::string sign = absl::StrFormat("%s%s ", SignOf(row.kind), row.moved ? "↕" : " ");
    if (row.pairings.size() > 1) {
      Several(row, sign);
    } else if (SharesLittle(row.pairings[0].stretches)) {
      lines_.Line(WholeVersion(row.pairings[0].stretches, true), sign + "- ");
      lines_.Line(WholeVersion(row.pairings[0].stretches, false), "   + ");
    } else {
      lines_.Line(InlineDiff(row.pairings[0].stretches), sign);
    }
    lines_.Notes(view_.collation.rows[row.row]);
  }

  // A sentence and the several it was split into or repeated as: each of them once, whole.
  void Several(const PairRow& row, const std::string& sign) {
    std::vector<const Cell*> shown;
    for (const bool base : {true, false}) {
      for (const Pairing& pairing : row.pairings) {
        const Cell* cell = base ? pairing.base : pairing.other;
        if (cell == nullptr || std::find(shown.begin(), shown.end(), cell) != shown.end()) continue;
        std::vector<Span> spans = WholeVersion(pairing.stretches, base);
        if (pairing.stretches.empty()) {
          spans = {{std::string(TextOf(view_, *cell)), base ? Paint::kRemoved : Paint::kAdded}};
        }
        lines_.Line(spans, (shown.empty() ? sign : "   ") + (base ? "- " : "+ "));
        shown.push_back(cell);
      }
    }
  }

  const DiffView& view_;
  DiffLines lines_;
  const uint32_t other_;
};

// Three articles and more: each sentence once, with who has it how.
class ManyText {
 public:
  ManyText(const DiffView& view, const TerminalStyle& style) : view_(view), lines_(view, style) {}

  std::string Run() {
    std::vector<uint32_t> articles = {view_.base};
    for (uint32_t i = 0; i < view_.articles.size(); ++i) {
      if (i != view_.base) articles.push_back(i);
    }
    lines_.Heads(articles);
    for (const Row& row : view_.collation.rows) {
      if (row.cells.empty()) continue;
      const RowVersions versions = VersionsOf(view_, row);
      const bool one_each = row.cells.size() == versions.articles.size();
      const bool foldable =
          row.kind == RowKind::kSame && one_each && !versions.moved && row.disagreements.empty();
      const std::string letters = Letters(versions.articles);
      if (!foldable || letters != same_letters_) FlushSame();
      if (!foldable) {
        row.kind == RowKind::kOnly ? Only(row, letters) : Versions(row, versions);
        lines_.Notes(row);
        continue;
      }
      if (same_++ == 0) same_letters_ = letters, same_text_ = TextOf(view_, row.cells[versions.reference]);
    }
    FlushSame();
    Close();
    return lines_.Take();
  }

 private:
  void FlushSame() {
    const std::string first = "=  " + same_letters_ + "  ";
    if (same_ >= kFoldFrom) lines_.Line({{TheSame(same_), Paint::kFaint}}, first);
    if (same_ == 1) lines_.Line({{std::string(same_text_)}}, first);
    same_ = 0;
  }

  void Only(const Row& row, const std::string& letters) {
    const bool in_base = row.cells[0].article == view_.base;
    for (const Cell& cell : row.cells) {
      const Paint paint = cell.aside ? Paint::kFaint : in_base ? Paint::kRemoved : Paint::kAdded;
      const char* sign = cell.aside ? "·" : in_base ? "-" : "+";
      lines_.Line({{std::string(TextOf(view_, cell)), paint}}, absl::StrFormat("%s  %s  ", sign, letters));
    }
  }

  // The reference with all who say the same, then every other version once.
  void Versions(const Row& row, const RowVersions& versions) {
    std::vector<bool> shown(row.cells.size(), false);
    std::string sign = absl::StrFormat("%s%s ", SignOf(row.kind), versions.moved ? "↕" : " ");
    const auto show = [&](size_t i) {
      if (shown[i]) return;
      const Cell& cell = row.cells[i];
      std::vector<uint32_t> articles;
      for (size_t j = 0; j < row.cells.size(); ++j) {
        const bool alike = i == versions.reference ? j == i || (!versions.against[j].empty() &&
                                                                versions.kinds[j] == RowKind::kSame)
                                                   : TextOf(view_, row.cells[j]) == TextOf(view_, cell);
        if (shown[j] || !alike) continue;
        shown[j] = true;
        if (articles.empty() || articles.back() != row.cells[j].article)
          articles.push_back(row.cells[j].article);
      }
      std::vector<Span> spans = {{std::string(TextOf(view_, cell))}};
      if (i != versions.reference && !versions.against[i].empty()) {
        spans = SharesLittle(versions.against[i]) ? WholeVersion(versions.against[i], false)
                                                  : InlineDiff(versions.against[i]);
      }
      lines_.Line(spans, sign + Letters(articles) + "  ");
      sign = "   ";
    };
    show(versions.reference);
    for (size_t i = 0; i < row.cells.size(); ++i) show(i);
  }

  void Close() {
    size_t same = 0, edited = 0, near = 0, moved = 0;
    std::vector<size_t> only(view_.articles.size(), 0);
    for (const Row& row : view_.collation.rows) {
      if (row.cells.empty()) continue;
      same += row.kind == RowKind::kSame;
      edited += row.kind == RowKind::kEdited;
      near += row.kind == RowKind::kNear;
      moved += std::any_of(row.cells.begin(), row.cells.end(), [](const Cell& cell) { return cell.moved; });
      if (row.kind == RowKind::kOnly && !IsAside(row)) only[row.cells[0].article] += row.cells.size();
    }
    std::string counts = absl::StrFormat("= %d same, ~ %d edited, ≈ %d near", same, edited, near);
    for (size_t i = 0; i < only.size(); ++i) {
      counts += absl::StrFormat(", %s %d only in %s", i == view_.base ? "-" : "+", only[i], ArticleLetter(i));
    }
    lines_.Closing(counts + absl::StrFormat("; ↕ %d moved", moved));
  }

  const DiffView& view_;
  DiffLines lines_;
  size_t same_ = 0;  // of a run of sentences that are the same in the same articles
  std::string same_letters_;
  std::string_view same_text_;  // of the run's first: one alone is shown, not counted
};

}  // namespace

std::string FormatDiff(const DiffView& view, const TerminalStyle& style) {
  return view.articles.size() == 2 ? PairText(view, style).Run() : ManyText(view, style).Run();
}

}  // namespace samestory
