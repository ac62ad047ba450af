#include "engine/report/html_annotated.h"

#include <algorithm>
#include <map>

#include "absl/strings/str_format.h"
#include "engine/report/diff_rows.h"
#include "engine/report/html_text.h"
#include "engine/report/row_facts.h"
#include "engine/report/wording_story.h"

namespace samestory {
namespace {

constexpr size_t kMostTicks = 16;     // of more articles than that the gutter has a plain bar
constexpr size_t kMostRowLinks = 12;  // in one note

// For each article and each gap between its sentences (0 before the first) the rows others have there.
using Gaps = std::vector<std::map<uint32_t, std::vector<uint32_t>>>;

// A row is looked for where its first carrier has it: behind the sentence before it that the article has too.
Gaps GapsOf(const DiffView& view, const Reading& reading) {
  const std::vector<Row>& rows = view.collation.rows;
  Gaps gaps(view.articles.size());
  std::vector<bool> seen(rows.size(), false);
  for (uint32_t y = 0; y < view.articles.size(); ++y) {
    std::vector<uint32_t> last(view.articles.size(), 0);  // sentences of each article gone by
    for (const Place& place : reading.order[y]) {
      const Row& row = rows[place.row];
      if (!seen[place.row] && reading.carriers[place.row][0] == y && !IsAside(row)) {
        seen[place.row] = true;
        size_t next = 0;
        const std::vector<uint32_t>& carriers = reading.carriers[place.row];
        for (uint32_t x = 0; x < gaps.size(); ++x) {
          while (next < carriers.size() && carriers[next] < x) ++next;
          if (next == carriers.size() || carriers[next] != x) gaps[x][last[x]].push_back(place.row);
        }
      }
      for (const Cell& cell : row.cells) {
        if (!cell.moved) last[cell.article] = cell.sentence + 1;
      }
    }
  }
  return gaps;
}

class TextWriter {
 public:
  TextWriter(const NamedView& named, const Reading& reading, const Gaps& gaps, const Wording& wording,
             std::string* out)
      : view_(*named.view),
        named_(named),
        reading_(reading),
        gaps_(gaps),
        words_(StoryWordingFor(wording.language)),
        out_(*out) {}

  void Whole(uint32_t article) {
    article_ = article;
    const ReportArticle& source = view_.articles[article];
    bool open = false;
    uint32_t end = 0;
    Note(0);
    for (const Place& place : reading_.order[article]) {
      const Cell& cell = view_.collation.rows[place.row].cells[place.cell];
      const uint32_t from = std::min<uint32_t>(end, static_cast<uint32_t>(source.text.size()));
      const std::string_view before =
          std::string_view(source.text).substr(from, std::max(cell.start, from) - from);
      if (!open || before.find('\n') != std::string_view::npos) {
        Add(&out_, {open ? "</div>\n" : "", "<div class=\"para\">\n"});
        open = true;
      }
      Sentence(place.row, cell);
      end = cell.end;
      Note(cell.sentence + 1);
    }
    Add(&out_, {open ? "</div>\n" : ""});
  }

 private:
  // One tick for each article, dark where it carries the sentence; or a bar of how many do.
  std::string Gutter(uint32_t row) const {
    const std::vector<uint32_t>& carriers = reading_.carriers[row];
    const size_t all = view_.articles.size();
    if (all > kMostTicks) return BarHtml(static_cast<double>(carriers.size()) / static_cast<double>(all));
    std::string ticks;
    for (const uint32_t carrier : carriers) absl::StrAppendFormat(&ticks, "M%d 0v12", carrier * 6 + 2);
    return absl::StrFormat(
        "<svg class=\"ticks\" width=\"%d\" height=\"12\" aria-hidden=\"true\"><path d=\"%s\"></path></svg>",
        all * 6, ticks);
  }

  void Sentence(uint32_t row, const Cell& cell) {
    const std::string& letter = named_.letters[article_];
    const size_t carriers = reading_.carriers[row].size();
    const std::string number = std::to_string(cell.sentence + 1), row_number = std::to_string(row + 1);
    const bool alone = carriers == 1 && !cell.aside;
    Add(&out_,
        {"<p id=\"", EscapeHtml(letter), "-", number, "\" class=\"line", cell.aside ? " aside" : "",
         alone ? " alone" : "", "\"", alone ? " data-diff=\"\"" : "", "><a class=\"gutter\" href=\"#row-",
         row_number, "\"><span class=\"nth\">", EscapeHtml(letter), "\u00A0", number, "</span>"});
    if (cell.aside) {
      Add(&out_, {"<span class=\"held\">", EscapeHtml(words_.aside_word), "</span>"});
    } else {
      const std::string count = std::to_string(carriers), all = std::to_string(view_.articles.size());
      Add(&out_, {Gutter(row), "<span class=\"held\"><span aria-hidden=\"true\">", count, "/", all, "</span>",
                  "<span class=\"spoken\">",
                  alone ? EscapeHtml(words_.only_here_sentence) : Filled(words_.in_outlets, {count, all}),
                  "</span></span>"});
    }
    const ReportArticle& source = view_.articles[article_];
    Add(&out_, {"</a><span class=\"text\"", TextAttributes(source), ">"});
    AppendMarked(source, cell.start, cell.end, {}, &out_);
    Add(&out_, {"</span></p>\n"});
  }

  // What others say here: first what two or more have, then what each has alone.
  void Note(uint32_t gap) {
    const auto found = gaps_[article_].find(gap);
    if (found == gaps_[article_].end()) return;
    std::vector<uint32_t> together, alone;
    for (const uint32_t row : found->second) {
      (reading_.carriers[row].size() > 1 ? together : alone).push_back(row);
    }
    std::sort(together.begin(), together.end());
    std::sort(alone.begin(), alone.end());
    Add(&out_, {"<div class=\"gap\">"});
    Line(together, words_.others_add_one, words_.others_add, words_.others_add);
    Line(alone, words_.alone_add_one, words_.alone_adds, words_.alone_add);
    Add(&out_, {"</div>\n"});
  }

  // `one` is of one sentence, `many` of several of one article, `several` of several articles.
  void Line(const std::vector<uint32_t>& rows, const char* one, const char* many, const char* several) {
    if (rows.empty()) return;
    std::vector<uint32_t> who;
    for (const uint32_t row : rows) {
      who.insert(who.end(), reading_.carriers[row].begin(), reading_.carriers[row].end());
    }
    std::sort(who.begin(), who.end());
    who.erase(std::unique(who.begin(), who.end()), who.end());
    std::string links;
    for (size_t i = 0; i < rows.size() && i < kMostRowLinks; ++i) {
      const std::string number = std::to_string(rows[i] + 1);
      Add(&links, {i == 0 ? "" : ", ", "<a href=\"#row-", number, "\">", number, "</a>"});
    }
    if (rows.size() > kMostRowLinks) links += ", …";
    Add(&out_, {"<p>",
                Filled(rows.size() == 1  ? one
                       : who.size() == 1 ? many
                                         : several,
                       {LetterList(named_.letters, who), std::to_string(rows.size()), links}),
                "</p>"});
  }

  const DiffView& view_;
  const NamedView& named_;
  const Reading& reading_;
  const Gaps& gaps_;
  const StoryWording& words_;
  std::string& out_;
  uint32_t article_ = 0;
};

}  // namespace

void AppendAnnotated(const NamedView& named, const Reading& reading, const Wording& wording,
                     std::string* out) {
  const DiffView& view = *named.view;
  const Gaps gaps = GapsOf(view, reading);
  TextWriter writer(named, reading, gaps, wording, out);
  for (uint32_t i = 0; i < view.articles.size(); ++i) {
    const ReportArticle& article = view.articles[i];
    Add(out, {"<details class=\"annotated\" id=\"text-", EscapeHtml(named.letters[i]), "\"",
              i == view.base ? " open=\"\"" : "", "><summary><h3>", NamedOutlet(named.letters[i], article),
              "</h3></summary>\n"});
    if (!article.title.empty()) {
      Add(out, {"<p class=\"title\"", TextAttributes(article), ">", EscapeHtml(article.title), "</p>\n"});
    }
    writer.Whole(i);
    Add(out, {"</details>\n"});
  }
}

}  // namespace samestory
