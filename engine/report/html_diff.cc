#include "engine/report/html_diff.h"

#include "engine/report/html_pair.h"

namespace samestory {
namespace {

constexpr size_t kOpenPairs = 6;  // of more articles than that pairs are folded

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

void AppendPair(const NamedView& named, const Reading& reading, uint32_t other, bool folded, bool open,
                const Wording& wording, std::string* out) {
  const DiffView& view = *named.view;
  const std::string a_name = NamedOutlet(named.letters[view.base], view.articles[view.base]),
                    b_name = NamedOutlet(named.letters[other], view.articles[other]),
                    letter = EscapeHtml(named.letters[other]);
  const std::vector<PairRow> rows = PairRows(view, view.base, other);
  const PairCounts counts = CountRows(rows);
  const std::string heading = "<h3>" + a_name + " <span aria-hidden=\"true\">↔</span> " + b_name + "</h3>";
  if (folded) {
    Add(out, {"<details class=\"pair-block\" id=\"pair-", letter, "\"", open ? " open=\"\"" : "",
              "><summary>", heading, "</summary>\n"});
  } else {
    Add(out, {"<div class=\"pair-block\" id=\"pair-", letter, "\">\n", heading, "\n"});
  }
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
  PairTable(named, reading, other, wording, out).Rows(rows);
  Add(out, {"</tbody>\n</table>\n", folded ? "</details>\n" : "</div>\n"});
}

}  // namespace

std::string NamedOutlet(std::string_view letter, const ReportArticle& article) {
  return "<span class=\"letter\">" + EscapeHtml(letter) + "</span>" + Isolated(OutletOf(article));
}

void AppendPairs(const NamedView& named, const Wording& wording, std::string* out) {
  const DiffView& view = *named.view;
  if (view.collation.degraded) Add(out, {"<p class=\"warn\">", EscapeHtml(wording.degraded), "</p>\n"});
  const Reading reading = ReadingOf(view);
  const bool folded = view.articles.size() > kOpenPairs;
  bool open = true;
  for (uint32_t other = 0; other < view.articles.size(); ++other) {
    if (other == view.base) continue;
    AppendPair(named, reading, other, folded, open, wording, out);
    open = false;
  }
}

}  // namespace samestory
