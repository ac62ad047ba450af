#include "engine/report/html_diff.h"

#include "engine/report/diff_rows.h"

namespace samestory {
namespace {

constexpr size_t kFoldFrom = 3;  // runs of that many like rows are folded

enum class Group { kAlone, kSame, kOnlyBase, kOnlyOther };

Group GroupOf(const PairRow& row) {
  if (row.kind == RowKind::kOnly)
    return row.pairings[0].base != nullptr ? Group::kOnlyBase : Group::kOnlyOther;
  return row.kind == RowKind::kSame && !row.moved ? Group::kSame : Group::kAlone;
}

// Writes the rows of one pair's table.
class PairTable {
 public:
  PairTable(const NamedView& named, uint32_t other, const Wording& wording, std::string_view anchor,
            std::string* out)
      : view_(*named.view),
        base_(view_.articles[view_.base]),
        other_(view_.articles[other]),
        base_letter_(named.letters[view_.base]),
        other_letter_(named.letters[other]),
        wording_(wording),
        anchor_(anchor),
        out_(*out) {}

  void Rows(const std::vector<PairRow>& rows) {
    for (size_t i = 0; i < rows.size();) {
      const Group group = GroupOf(rows[i]);
      size_t end = i + 1, sentences = rows[i].pairings.size();
      while (group != Group::kAlone && end < rows.size() && GroupOf(rows[end]) == group) {
        sentences += rows[end++].pairings.size();
      }
      if (group != Group::kAlone && sentences >= kFoldFrom) {
        Fold(rows, i, end, group, sentences);
      } else {
        for (size_t j = i; j < end; ++j) Plain(rows[j]);
      }
      i = end;
    }
  }

 private:
  void Begin(std::string_view row_class, std::string_view sign, std::string_view spoken, bool again) {
    const std::string id = EscapeHtml(anchor_) + "-r" + std::to_string(++row_number_);
    Add(&out_, {"<tr id=\"", id, "\" class=\"", row_class, again ? " again" : "",
                "\"><th scope=\"row\" class=\"mark\"><a href=\"#", id, "\"><span aria-hidden=\"true\">", sign,
                "</span>", SpokenHtml(spoken), "</a></th>\n"});
  }

  void BeginCell(const ReportArticle& article, std::string_view letter, std::string_view cell_class) {
    Add(&out_, {"<td", TextAttributes(article), " data-letter=\"", EscapeHtml(letter), "\""});
    if (!cell_class.empty()) Add(&out_, {" class=\"", cell_class, "\""});
    Add(&out_, {">"});
  }

  void Empty() { Add(&out_, {"<td class=\"empty\"></td>"}); }

  std::string OnlyIn(bool in_base) const {
    return std::string(wording_.only_in) + " " + (in_base ? base_letter_ : other_letter_);
  }

  void Fold(const std::vector<PairRow>& rows, size_t start, size_t end, Group group, size_t sentences) {
    const bool in_other = group == Group::kOnlyOther;
    std::string summary = Counted(sentences, wording_.sentence) + " ";
    summary += group == Group::kSame ? std::string(wording_.the_same_sentences) : OnlyIn(!in_other);
    if (group == Group::kSame) {
      Begin("row-same", "=", wording_.same, false);
    } else if (in_other) {
      Begin("row-only-other", "+", OnlyIn(false), false);
    } else {
      Begin("row-only-base", "−", OnlyIn(true), false);
    }
    if (in_other) Empty();
    BeginCell(in_other ? other_ : base_, in_other ? other_letter_ : base_letter_, "");
    // The summary is the interface's; the texts below are the article's.
    Add(&out_, {"<details><summary lang=\"", wording_.language, "\">", EscapeHtml(summary), "</summary>\n"});
    for (size_t i = start; i < end; ++i) {
      for (const Pairing& pairing : rows[i].pairings) {
        const Cell& cell = pairing.base != nullptr ? *pairing.base : *pairing.other;
        Add(&out_, {"<p dir=\"auto\">", EscapeHtml(TextOf(view_, cell)), "</p>\n"});
      }
    }
    Add(&out_, {"</details></td>"});
    if (!in_other) Empty();
    Add(&out_, {"</tr>\n"});
  }

  void Plain(const PairRow& row) {
    bool again = false;
    for (const Pairing& pairing : row.pairings) {
      switch (row.kind) {
        case RowKind::kSame:
          Begin("row-same", "=", again ? wording_.again : wording_.same, again);
          break;
        case RowKind::kEdited:
          Begin("row-edited", "~", again ? wording_.again : wording_.edited, again);
          break;
        case RowKind::kNear:
          Begin("row-near", "≈", again ? wording_.again : wording_.near, again);
          break;
        case RowKind::kOnly:
          pairing.base != nullptr ? Begin("row-only-base", "−", OnlyIn(true), false)
                                  : Begin("row-only-other", "+", OnlyIn(false), false);
      }
      again = true;
      Cells(pairing, row.moved);
      Add(&out_, {"</tr>\n"});
    }
  }

  void Cells(const Pairing& pairing, bool moved) {
    if (pairing.base == nullptr) {
      Empty();
    } else {
      BeginCell(base_, base_letter_, "");
      pairing.other == nullptr ? Text(TextOf(view_, *pairing.base))
                               : Side(pairing.stretches, /*of_base=*/true);
      Add(&out_, {"</td>\n"});
    }
    if (pairing.other == nullptr) {
      Empty();
      return;
    }
    const bool twin =
        pairing.base != nullptr && !moved && TextOf(view_, *pairing.base) == TextOf(view_, *pairing.other);
    BeginCell(other_, other_letter_, twin ? "twin" : "");
    pairing.base == nullptr ? Text(TextOf(view_, *pairing.other))
                            : Side(pairing.stretches, /*of_base=*/false);
    if (moved && pairing.base != nullptr) {
      Add(&out_, {"<span class=\"shift\" lang=\"", wording_.language, "\">↕ ", EscapeHtml(wording_.moved),
                  ": ", EscapeHtml(base_letter_), " ", std::to_string(pairing.base->sentence + 1), " → ",
                  EscapeHtml(other_letter_), " ", std::to_string(pairing.other->sentence + 1), "</span>"});
    }
    Add(&out_, {"</td>"});
  }

  void Text(std::string_view text) { Add(&out_, {EscapeHtml(text)}); }

  void Side(const std::vector<Stretch>& stretches, bool of_base) {
    const bool whole = SharesLittle(stretches);
    for (const Stretch& stretch : stretches) {
      const std::string_view text = of_base ? stretch.a : stretch.b;
      if (stretch.op == '=') {
        whole ? AppendShared(text, &out_) : Text(text);
      } else if (whole) {
        Text(text);
      } else {
        AppendChange(text, of_base, wording_, &out_);
      }
    }
  }

  const DiffView& view_;
  const ReportArticle &base_, &other_;
  const std::string base_letter_, other_letter_;
  const Wording& wording_;
  const std::string anchor_;
  std::string& out_;
  size_t row_number_ = 0;
};

struct Count {
  std::string_view sign;
  size_t count;
  std::string name;
};

// With the signs that stand before the rows, so that the line is their key too.
void AppendTally(const std::vector<Count>& counts, std::string* out) {
  Add(out, {"<ul class=\"tally\">"});
  for (const Count& count : counts) {
    Add(out, {"<li><span class=\"sign\" aria-hidden=\"true\">", count.sign, "</span> <b>",
              std::to_string(count.count), "</b> ", EscapeHtml(count.name), "</li>"});
  }
  Add(out, {"</ul>\n"});
}

}  // namespace

std::string NamedOutlet(std::string_view letter, const ReportArticle& article) {
  return "<span class=\"letter\">" + EscapeHtml(letter) + "</span>" + Isolated(OutletOf(article));
}

void AppendPair(const NamedView& named, uint32_t other, const Wording& wording, std::string_view anchor,
                std::string* out) {
  const DiffView& view = *named.view;
  const ReportArticle &a = view.articles[view.base], &b = view.articles[other];
  const std::string a_name = NamedOutlet(named.letters[view.base], a),
                    b_name = NamedOutlet(named.letters[other], b);
  const std::vector<PairRow> rows = PairRows(view, view.base, other);
  const PairCounts counts = CountRows(rows);
  Add(out, {"<section id=\"", EscapeHtml(anchor), "\">\n<h3>", a_name, " ↔ ", b_name, "</h3>\n"});
  AppendTally({{"=", counts.same, wording.same},
               {"~", counts.edited, wording.edited},
               {"≈", counts.near, wording.near},
               {"−", counts.only_base, std::string(wording.only_in) + " " + named.letters[view.base]},
               {"+", counts.only_other, std::string(wording.only_in) + " " + named.letters[other]},
               {"↕", counts.moved, wording.moved}},
              out);
  Add(out,
      {"<table class=\"pair\">\n<thead><tr><th scope=\"col\" class=\"mark\">", SpokenHtml(wording.change),
       "</th><th scope=\"col\">", a_name, " <span class=\"quiet\">(", EscapeHtml(wording.base),
       ")</span></th><th scope=\"col\">", b_name, "</th></tr></thead>\n<tbody>\n"});
  PairTable(named, other, wording, anchor, out).Rows(rows);
  Add(out, {"</tbody>\n</table>\n</section>\n"});
}

void AppendPairs(const NamedView& named, const Wording& wording, std::string_view anchor, std::string* out) {
  if (named.view->collation.degraded)
    Add(out, {"<p class=\"warn\">", EscapeHtml(wording.degraded), "</p>\n"});
  for (uint32_t other = 0; other < named.view->articles.size(); ++other) {
    if (other == named.view->base) continue;
    AppendPair(named, other, wording, std::string(anchor) + "-" + std::to_string(other + 1), out);
  }
}

}  // namespace samestory
