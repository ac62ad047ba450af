#include <map>

#include "absl/strings/str_format.h"
#include "engine/report/diff_rows.h"
#include "engine/report/html_diff.h"

namespace samestory {
namespace {

struct Carrier {
  const ReportArticle* article = nullptr;
  std::map<uint32_t, bool> shared;  // by sentence
};

std::string_view KindSign(RowKind kind) {
  return kind == RowKind::kSame ? "=" : kind == RowKind::kEdited ? "~" : "≈";
}

std::string_view KindWord(RowKind kind, const Wording& wording) {
  return kind == RowKind::kSame ? wording.same : kind == RowKind::kEdited ? wording.edited : wording.near;
}

void AppendVersions(const NamedView& named, const Row& row, const RowVersions& versions,
                    const Wording& wording, std::string* out) {
  Add(out, {"<ol class=\"versions\">\n"});
  for (size_t i = 0; i < row.cells.size(); ++i) {
    const Cell& cell = row.cells[i];
    const ReportArticle& article = named.view->articles[cell.article];
    Add(out, {"<li>", NamedOutlet(named.letters[cell.article], article), "<br><span", TextAttributes(article),
              ">"});
    if (versions.against[i].empty()) Add(out, {EscapeHtml(TextOf(*named.view, cell))});
    const bool whole = SharesLittle(versions.against[i]);
    for (const Stretch& stretch : versions.against[i]) {
      if (stretch.op == '=') {
        whole ? AppendShared(stretch.b, out) : Add(out, {EscapeHtml(stretch.b)});
      } else if (whole) {
        Add(out, {EscapeHtml(stretch.b)});
      } else {
        AppendChange(stretch.a, /*dropped=*/true, wording, out);
        AppendChange(stretch.b, /*dropped=*/false, wording, out);
      }
    }
    Add(out, {"</span></li>\n"});
  }
  Add(out, {"</ol>"});
}

// The first cell of the article in the row stands for it.
void AppendMatrixCell(const NamedView& named, uint32_t article, const Row& row, const RowVersions& versions,
                      const Wording& wording, std::string* out) {
  Add(out, {"<td data-letter=\"", EscapeHtml(named.letters[article]), "\""});
  for (size_t i = 0; i < row.cells.size(); ++i) {
    const Cell& cell = row.cells[i];
    if (cell.article != article) continue;
    const bool reference = i == versions.reference;
    Add(out, {"><span aria-hidden=\"true\">", reference ? "●" : KindSign(versions.kinds[i]), "</span>",
              SpokenHtml(reference ? wording.base : KindWord(versions.kinds[i], wording)), " ",
              std::to_string(cell.sentence + 1)});
    if (cell.moved) Add(out, {" <span aria-hidden=\"true\">↕</span>", SpokenHtml(wording.moved)});
    Add(out, {"</td>"});
    return;
  }
  Add(out, {" class=\"absent\"><span aria-hidden=\"true\">·</span>", SpokenHtml(wording.absent), "</td>"});
}

void AppendOnlyLists(const NamedView& named, const Wording& wording, std::string* out) {
  const DiffView& view = *named.view;
  std::vector<std::vector<const Cell*>> only(view.articles.size());
  for (const Row& row : view.collation.rows) {
    if (row.kind != RowKind::kOnly) continue;
    for (const Cell& cell : row.cells) only[cell.article].push_back(&cell);
  }
  for (size_t i = 0; i < only.size(); ++i) {
    if (only[i].empty()) continue;
    Add(out, {"<details><summary>", EscapeHtml(Counted(only[i].size(), wording.sentence)), " ",
              EscapeHtml(wording.only_in), " ", NamedOutlet(named.letters[i], view.articles[i]),
              "</summary>\n<ul class=\"only-list\"", TextAttributes(view.articles[i]), ">\n"});
    for (const Cell* cell : only[i]) Add(out, {"<li>", EscapeHtml(TextOf(view, *cell)), "</li>\n"});
    Add(out, {"</ul></details>\n"});
  }
}

}  // namespace

void AppendCarriers(const std::vector<NamedView>& views, const Wording& wording, std::string* out) {
  // A before B before AA: by length, then alphabet.
  std::map<std::pair<size_t, std::string>, Carrier> carriers;
  for (const NamedView& named : views) {
    for (size_t i = 0; i < named.letters.size(); ++i) {
      carriers[{named.letters[i].size(), named.letters[i]}].article = &named.view->articles[i];
    }
    for (const Row& row : named.view->collation.rows) {
      for (const Cell& cell : row.cells) {
        const std::string& letter = named.letters[cell.article];
        const bool shared = row.cells.front().article != row.cells.back().article;
        bool& known = carriers[{letter.size(), letter}].shared[cell.sentence];
        known = known || shared;
      }
    }
  }
  Add(out, {"<p class=\"note\">", EscapeHtml(wording.carriers_note),
            "</p>\n<table class=\"cards\">\n<thead><tr>"});
  for (const char* head :
       {wording.outlet_head, wording.sentences_head, wording.elsewhere, wording.only_here}) {
    Add(out, {"<th scope=\"col\">", EscapeHtml(head), "</th>"});
  }
  Add(out, {"</tr></thead>\n<tbody>\n"});
  for (const auto& [letter, carrier] : carriers) {
    size_t shared = 0;
    for (const auto& [sentence, known] : carrier.shared) shared += known;
    const size_t all = carrier.shared.size(), only = all - shared;
    const double share = all == 0 ? 0 : static_cast<double>(only) / static_cast<double>(all);
    const auto cell = [&](const char* label, const std::string& content) {
      Add(out, {"<td class=\"number\" data-label=\"", EscapeHtml(label), "\">", content, "</td>"});
    };
    Add(out, {"<tr><th scope=\"row\">", NamedOutlet(letter.second, *carrier.article), "</th>"});
    cell(wording.sentences_head, std::to_string(all));
    cell(wording.elsewhere, std::to_string(shared));
    cell(wording.only_here, BarHtml(share) + absl::StrFormat("%d (%.0f %%)", only, share * 100));
    Add(out, {"</tr>\n"});
  }
  Add(out, {"</tbody>\n</table>\n"});
}

void AppendMatrix(const NamedView& named, const Wording& wording, std::string_view anchor, std::string* out) {
  const DiffView& view = *named.view;
  Add(out, {"<table class=\"matrix\">\n<caption>", EscapeHtml(wording.matrix_note),
            "</caption>\n<thead><tr><th scope=\"col\">", EscapeHtml(wording.sentences_head), "</th>"});
  for (size_t i = 0; i < view.articles.size(); ++i) {
    Add(out, {"<th scope=\"col\"><abbr title=\"", EscapeHtml(OutletOf(view.articles[i])), "\">",
              EscapeHtml(named.letters[i]), "</abbr></th>"});
  }
  Add(out, {"</tr></thead>\n<tbody>\n"});
  size_t number = 0;
  for (const Row& row : view.collation.rows) {
    if (row.cells.empty() || row.kind == RowKind::kOnly) continue;
    const RowVersions versions = VersionsOf(view, row);
    const Cell& reference = row.cells[versions.reference];
    const ReportArticle& article = view.articles[reference.article];
    Add(out, {"<tr id=\"", EscapeHtml(anchor), "-m", std::to_string(++number),
              "\"><th scope=\"row\"><details><summary", TextAttributes(article), ">",
              EscapeHtml(TextOf(view, reference)), "</summary>"});
    AppendVersions(named, row, versions, wording, out);
    Add(out, {"</details></th>"});
    for (uint32_t i = 0; i < view.articles.size(); ++i)
      AppendMatrixCell(named, i, row, versions, wording, out);
    Add(out, {"</tr>\n"});
  }
  Add(out, {"</tbody>\n</table>\n"});
  AppendOnlyLists(named, wording, out);
}

}  // namespace samestory
