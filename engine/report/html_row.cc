#include "engine/report/html_row.h"

#include <map>

#include "engine/report/names.h"
#include "engine/report/row_facts.h"

namespace samestory {
namespace {

struct KindMark {
  std::string_view sign;
  std::string_view word;
};

KindMark MarkOf(std::string_view kind, const Wording& wording) {
  if (kind == "reference") return {"●", FrontWordingFor(wording.language).reference};
  if (kind == "same") return {"=", wording.same};
  if (kind == "edited") return {"~", wording.edited};
  if (kind == "near") return {"≈", wording.near};
  return {"+", wording.only_in};
}

std::string_view FactWord(FactKind kind, const FrontWording& words) {
  switch (kind) {
    case FactKind::kNumber:
      return words.numbers;
    case FactKind::kDate:
      return words.dates;
    case FactKind::kName:
      return words.names;
    case FactKind::kQuotation:
      break;
  }
  return words.quotations;
}

}  // namespace

MatrixRows::MatrixRows(const NamedView& named, const Wording& wording, std::string* out)
    : named_(named),
      view_(*named.view),
      wording_(wording),
      words_(FrontWordingFor(wording.language)),
      out_(*out) {}

void MatrixRows::Begin(size_t number, const Row& row, const RowVersions& versions) {
  const std::string n = std::to_string(number);
  std::string in;
  for (const uint32_t article : versions.articles) Add(&in, {in.empty() ? "" : " ", named_.letters[article]});
  Add(&out_, {"<tr id=\"row-", n, "\" data-kind=\"", NameOf(row.kind), "\" data-in=\"", EscapeHtml(in),
              "\" data-count=\"", std::to_string(versions.articles.size()), "\""});
  if (!row.disagreements.empty()) Add(&out_, {" data-facts=\"1\""});
  const bool aside = IsAside(row);
  if (aside) Add(&out_, {" class=\"aside\""});
  const bool differs =
      row.kind == RowKind::kEdited || row.kind == RowKind::kNear || !row.disagreements.empty();
  if (differs && !aside) Add(&out_, {" data-diff=\"\""});
  Add(&out_, {"><th scope=\"row\" class=\"place\"><a href=\"#row-", n, "\">", n, "</a></th>"});
}

void MatrixRows::Shared(size_t number, const Row& row) {
  const RowVersions versions = VersionsOf(view_, row);
  const Cell& reference = row.cells[versions.reference];
  Begin(number, row, versions);
  Add(&out_, {"<td class=\"sentence\"><details><summary", TextAttributes(view_.articles[reference.article]),
              ">", EscapeHtml(TextOf(view_, reference)), "</summary>\n"});
  Versions(row, versions);
  Add(&out_, {"</details>"});
  Facts(row);
  Add(&out_, {"</td>"});
  for (uint32_t i = 0; i < view_.articles.size(); ++i) Place(i, row, versions);
  Add(&out_, {"</tr>\n"});
}

void MatrixRows::Only(size_t number, const Row& row) {
  const RowVersions versions = VersionsOf(view_, row);
  const Cell& first = row.cells[versions.reference];
  Begin(number, row, versions);
  Add(&out_,
      {"<td class=\"sentence\" data-cell=\"", std::to_string(versions.reference), "\"><span",
       TextAttributes(view_.articles[first.article]), ">", EscapeHtml(TextOf(view_, first)), "</span></td>"});
  Place(first.article, row, versions);
  Add(&out_, {"</tr>\n"});
}

// The article's main sentence and, smaller, its others in the row.
void MatrixRows::Place(uint32_t article, const Row& row, const RowVersions& versions) {
  const std::string letter = EscapeHtml(named_.letters[article]);
  const std::vector<size_t> cells = CellsOf(row, article);
  if (cells.empty()) {
    Add(&out_, {"<td class=\"absent\" data-letter=\"", letter, "\"><span aria-hidden=\"true\">·</span>",
                SpokenHtml(wording_.absent), "</td>"});
    return;
  }
  const std::string_view kind = CellKindName(row, versions, cells[0]);
  const KindMark mark = MarkOf(kind, wording_);
  Add(&out_, {"<td class=\"is-", kind, "\" data-letter=\"", letter, "\"><span class=\"tile\">"});
  if (kind != "only") {
    Add(&out_, {"<span class=\"sign\" aria-hidden=\"true\">", mark.sign, "</span>",
                SpokenHtml(std::string(mark.word) + ", ")});
  }
  Add(&out_, {SpokenHtml(std::string(wording_.sentence.one) + " ")});
  for (size_t i = 0; i < cells.size(); ++i) {
    const Cell& cell = row.cells[cells[i]];
    if (i == 1) Add(&out_, {" <span class=\"also\">", SpokenHtml(words_.further), "+"});
    if (i > 1) Add(&out_, {", "});
    Add(&out_, {std::to_string(cell.sentence + 1)});
    if (cell.moved) Add(&out_, {"<span aria-hidden=\"true\">↕</span>", SpokenHtml(wording_.moved)});
  }
  Add(&out_, {cells.size() > 1 ? "</span>" : "", "</span></td>"});
}

// Texts that are the same to the byte stand once, under all who have them.
void MatrixRows::Versions(const Row& row, const RowVersions& versions) {
  std::vector<std::vector<size_t>> groups;
  std::map<std::string_view, size_t> group_of;
  for (const uint32_t article : versions.articles) {
    for (const size_t cell : CellsOf(row, article)) {
      const auto [found, fresh] = group_of.try_emplace(TextOf(view_, row.cells[cell]), groups.size());
      if (fresh) groups.emplace_back();
      groups[found->second].push_back(cell);
    }
  }
  Add(&out_, {"<ol class=\"versions\" lang=\"", wording_.language, "\">\n"});
  for (const std::vector<size_t>& group : groups) {
    const ReportArticle& article = view_.articles[row.cells[group[0]].article];
    const KindMark mark = MarkOf(CellKindName(row, versions, group[0]), wording_);
    Add(&out_, {"<li><div class=\"whose\"><span class=\"kind\"><span aria-hidden=\"true\">", mark.sign,
                "</span> ", EscapeHtml(mark.word), "</span>\n"});
    for (const size_t cell : group) Who(row, cell);
    Add(&out_, {"</div>\n<div class=\"version\"", TextAttributes(article), ">"});
    Text(row, versions, group[0]);
    Add(&out_, {"</div></li>\n"});
  }
  Add(&out_, {"</ol>"});
}

void MatrixRows::Who(const Row& row, size_t cell) {
  const Cell& it = row.cells[cell];
  Add(&out_,
      {"<span class=\"who\" data-cell=\"", std::to_string(cell), "\">",
       NamedOutlet(named_.letters[it.article], view_.articles[it.article]), " <span class=\"quiet\">",
       EscapeHtml(it.main ? wording_.sentence.one : words_.further), " ", std::to_string(it.sentence + 1)});
  if (it.moved) Add(&out_, {" ↕ ", EscapeHtml(wording_.moved)});
  Add(&out_, {"</span></span>\n"});
}

void MatrixRows::Text(const Row& row, const RowVersions& versions, size_t cell) {
  const std::vector<Stretch>& stretches = versions.against[cell];
  if (stretches.empty()) Add(&out_, {EscapeHtml(TextOf(view_, row.cells[cell]))});
  const bool whole = SharesLittle(stretches);
  for (const Stretch& stretch : stretches) {
    const bool kept = stretch.op == '=';
    if (whole) {
      kept ? AppendShared(stretch.b, &out_) : Add(&out_, {EscapeHtml(stretch.b)});
    } else if (kept && (stretch.change == Change::kNone || stretch.a == stretch.b)) {
      Add(&out_, {EscapeHtml(stretch.b)});
    } else {
      AppendChange(stretch.a, /*dropped=*/true, stretch.change, wording_, &out_);
      AppendChange(stretch.b, /*dropped=*/false, stretch.change, wording_, &out_);
    }
  }
}

std::string MatrixRows::Letters(const std::vector<uint32_t>& articles) const {
  std::string out;
  for (const uint32_t article : articles) {
    Add(&out, {"<span class=\"letter\">", EscapeHtml(named_.letters[article]), "</span>"});
  }
  return out;
}

void MatrixRows::Facts(const Row& row) {
  if (row.disagreements.empty()) return;
  Add(&out_, {"<ul class=\"facts\">"});
  for (const Disagreement& disagreement : row.disagreements) {
    Add(&out_, {"<li><span class=\"sign\" aria-hidden=\"true\">≠</span> ",
                SpokenHtml(std::string(words_.facts_differ) + ": "), "<span class=\"what\">",
                EscapeHtml(FactWord(disagreement.kind, words_)), "</span> "});
    bool first = true;
    for (const FactVersion& version : FactVersionsOf(view_, row, disagreement)) {
      Add(&out_, {first ? "" : " <span class=\"quiet\">·</span> ", "<span class=\"side-of\">",
                  Letters(version.articles), "<b", TextAttributes(view_.articles[version.articles[0]]), ">",
                  EscapeHtml(version.text), "</b></span>"});
      first = false;
    }
    Add(&out_, {"</li>"});
  }
  Add(&out_, {"</ul>"});
}

}  // namespace samestory
