#include <algorithm>
#include <numeric>

#include "absl/strings/str_format.h"
#include "engine/report/diff_rows.h"
#include "engine/report/download.h"
#include "engine/report/html_controls.h"
#include "engine/report/html_diff.h"
#include "engine/report/html_row.h"
#include "engine/report/row_facts.h"
#include "engine/report/wording_front.h"

namespace samestory {
namespace {

constexpr size_t kFoldFrom = 5;      // sentences of one article
constexpr size_t kFewArticles = 4;   // whose columns leave the sentence enough room on a tablet
constexpr size_t kManyArticles = 9;  // from here on the table scrolls sideways

const char* SizeClass(size_t articles) {
  return articles <= kFewArticles ? "few" : articles < kManyArticles ? "some" : "many";
}

// Escaped; a long host may break after its dots.
std::string Breakable(std::string_view name) {
  std::string out;
  for (const char c : EscapeHtml(name)) {
    out.push_back(c);
    if (c == '.') out += "<wbr>";
  }
  return out;
}

void AppendHead(const NamedView& named, const std::vector<size_t>& articles, const Wording& wording,
                std::string* out) {
  const FrontWording& words = FrontWordingFor(wording.language);
  Add(out, {"<thead><tr><th scope=\"col\" class=\"place\">", SpokenHtml(words.row),
            "<span aria-hidden=\"true\">#</span></th><th scope=\"col\" class=\"sentence\">",
            EscapeHtml(words.sentence), "</th>"});
  for (const size_t i : articles) {
    Add(out, {"<th scope=\"col\" class=\"by\"><span class=\"letter\">", EscapeHtml(named.letters[i]),
              "</span> <span class=\"by-name\">", "<bdi>", Breakable(OutletOf(named.view->articles[i])),
              "</bdi></span></th>"});
  }
  Add(out, {"</tr></thead>\n<tbody>\n"});
}

// The signs of the cells with their words.
void AppendKey(const Wording& wording, std::string* out) {
  const FrontWording& words = FrontWordingFor(wording.language);
  Add(out, {"<ul class=\"key\" aria-label=\"", EscapeHtml(words.key), "\">"});
  const struct {
    const char *kind, *sign, *word;
  } keys[] = {{"reference", "●", words.reference_note}, {"same", "=", wording.same},
              {"edited", "~", wording.edited},          {"near", "≈", wording.near},
              {"absent", "·", wording.absent},          {"moved", "↕", wording.moved},
              {"facts", "≠", words.facts_differ}};
  for (const auto& [kind, sign, word] : keys) {
    Add(out, {"<li class=\"is-", kind, "\"><span class=\"tile\" aria-hidden=\"true\">", sign, "</span> ",
              EscapeHtml(word), "</li>"});
  }
  Add(out, {"</ul>\n"});
}

void AppendSharedRows(const NamedView& named, const Wording& wording, std::string* out) {
  const FrontWording& words = FrontWordingFor(wording.language);
  const DiffView& view = *named.view;
  const bool many = view.articles.size() >= kManyArticles;
  Add(out, {"<div class=\"matrix-frame ", SizeClass(view.articles.size()), "\""});
  if (many) Add(out, {" role=\"region\" tabindex=\"0\" aria-label=\"", EscapeHtml(words.scrolls), "\""});
  Add(out, {">\n<table class=\"matrix ", SizeClass(view.articles.size()), "\">\n<caption>",
            EscapeHtml(words.shared_rows), "</caption>\n"});
  std::vector<size_t> articles(view.articles.size());
  std::iota(articles.begin(), articles.end(), 0);
  AppendHead(named, articles, wording, out);
  MatrixRows rows(named, wording, out);
  for (size_t i = 0; i < view.collation.rows.size(); ++i) {
    if (IsShared(view.collation.rows[i])) rows.Shared(i + 1, view.collation.rows[i]);
  }
  Add(out, {"</tbody>\n</table>\n</div>\n"});
}

// What one article alone has, folded where it is long.
void AppendOnlyRows(const NamedView& named, const Wording& wording, std::string* out) {
  const FrontWording& words = FrontWordingFor(wording.language);
  const DiffView& view = *named.view;
  std::vector<std::vector<size_t>> only(view.articles.size());
  for (size_t i = 0; i < view.collation.rows.size(); ++i) {
    const Row& row = view.collation.rows[i];
    if (!row.cells.empty() && !IsShared(row)) only[row.cells[0].article].push_back(i);
  }
  for (size_t article = 0; article < only.size(); ++article) {
    if (only[article].empty()) continue;
    const auto asides =
        static_cast<size_t>(std::count_if(only[article].begin(), only[article].end(),
                                          [&](size_t i) { return IsAside(view.collation.rows[i]); }));
    const bool fold = only[article].size() >= kFoldFrom || view.articles.size() >= kManyArticles;
    Add(out, {"<details class=\"only\"", fold ? "" : " open=\"\"",
              asides < only[article].size() ? " data-diff=\"\"" : "", "><summary>",
              EscapeHtml(Counted(only[article].size() - asides, wording.sentence)), " ",
              EscapeHtml(wording.only_in), " ", NamedOutlet(named.letters[article], view.articles[article])});
    if (asides > 0) {
      Add(out, {" <span class=\"quiet\">+ ", std::to_string(asides), " ", EscapeHtml(words.also_aside),
                "</span>"});
    }
    Add(out, {"</summary>\n<table class=\"matrix only\">\n"});
    AppendHead(named, {article}, wording, out);
    MatrixRows rows(named, wording, out);
    for (const size_t i : only[article]) rows.Only(i + 1, view.collation.rows[i]);
    Add(out, {"</tbody>\n</table></details>\n"});
  }
}

}  // namespace

void AppendCarriers(const NamedView& named, const Reading& reading, const Wording& wording,
                    std::string* out) {
  Add(out, {"<p class=\"note\">", EscapeHtml(wording.carriers_note),
            "</p>\n<table class=\"cards\">\n<thead><tr>"});
  for (const char* head :
       {wording.outlet_head, wording.sentences_head, wording.elsewhere, wording.only_here}) {
    Add(out, {"<th scope=\"col\">", EscapeHtml(head), "</th>"});
  }
  Add(out, {"</tr></thead>\n<tbody>\n"});
  const std::vector<SentenceTally> tallies = TallySentences(*named.view, reading);
  for (size_t i = 0; i < tallies.size(); ++i) {
    const auto [all, only] = tallies[i];
    const double share = all == 0 ? 0 : static_cast<double>(only) / static_cast<double>(all);
    const auto cell = [&](const char* label, const std::string& content) {
      Add(out, {"<td class=\"number\" data-label=\"", EscapeHtml(label), "\">", content, "</td>"});
    };
    Add(out, {"<tr><th scope=\"row\">", NamedOutlet(named.letters[i], named.view->articles[i]), "</th>"});
    cell(wording.sentences_head, std::to_string(all));
    cell(wording.elsewhere, std::to_string(all - only));
    cell(wording.only_here, BarHtml(share) + absl::StrFormat("%d (%.0f %%)", only, share * 100));
    Add(out, {"</tr>\n"});
  }
  Add(out, {"</tbody>\n</table>\n"});
}

void AppendMatrix(const NamedView& named, const Wording& wording, std::string_view name, std::string* out) {
  const FrontWording& words = FrontWordingFor(wording.language);
  const std::vector<Row>& all = named.view->collation.rows;
  Add(out, {"<div id=\"who-carries\" data-copy=\"", EscapeHtml(words.copy_quotation), "\" data-copied=\"",
            EscapeHtml(words.copied), "\" data-failed=\"", EscapeHtml(words.copy_failed),
            "\" data-in-article=\"", EscapeHtml(words.in_article), "\">\n"});
  AppendSpellingSwitches(*named.view, wording, out);
  AppendMatrixFilters(named, wording, out);
  if (std::any_of(all.begin(), all.end(), IsShared)) {
    AppendKey(wording, out);
    AppendSharedRows(named, wording, out);
  }
  AppendOnlyRows(named, wording, out);
  Add(out, {"<p class=\"nothing\" id=\"row-nothing\" hidden=\"\">", EscapeHtml(words.no_rows), "</p>\n"});
  if (std::any_of(all.begin(), all.end(), [](const Row& row) { return IsAside(row); })) {
    Add(out, {"<p class=\"note\">", EscapeHtml(words.aside_note), "</p>\n"});
  }
  AppendDownloads(named, wording, name, out);
  Add(out, {"</div>\n"});
}

}  // namespace samestory
