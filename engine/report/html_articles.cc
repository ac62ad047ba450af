#include "engine/report/html_articles.h"

#include <algorithm>

#include "absl/strings/str_format.h"
#include "engine/report/diff_rows.h"
#include "engine/report/html_text.h"
#include "engine/report/wording_story.h"

namespace samestory {
namespace {

constexpr size_t kShownLinks = 200;
constexpr uint32_t kRunBytes = 60;  // of a run's first words

void AppendCell(const char* label, std::string_view content, std::string* out) {
  Add(out, {"<td data-label=\"", EscapeHtml(label), "\">", content, "</td>"});
}

void AppendHeads(std::initializer_list<const char*> heads, std::string* out) {
  Add(out, {"<thead><tr>"});
  for (const char* head : heads) Add(out, {"<th scope=\"col\">", EscapeHtml(head), "</th>"});
  Add(out, {"</tr></thead>\n<tbody>\n"});
}

// How long after `first` the article came; stated to the minute only where both moments are known so.
std::string LagOf(const ReportArticle& article, const ReportArticle& first, const Wording& wording) {
  if (&article == &first || !article.has_date || !first.has_date) return "–";
  if (PrecisionOf(article) == Known::kMinute && PrecisionOf(first) == Known::kMinute)
    return "+" + TimeSpan(article.unix_seconds - first.unix_seconds, wording);
  return article.date.substr(0, 10) == first.date.substr(0, 10) ? wording.same_day : "–";
}

const char* KindWord(const std::string& kind, const Wording& wording) {
  return kind == "copy" ? wording.copy.one : kind == "partial" ? wording.partial.one : wording.event_kind;
}

// The titles as a comparison of their own, in which a headline's script is read like a row's.
struct Titles {
  DiffView view;
  Row row;
};

Titles TitlesOf(const DiffView& view) {
  Titles titles;
  for (uint32_t i = 0; i < view.articles.size(); ++i) {
    titles.view.articles.emplace_back().text = view.articles[i].title;
    titles.row.cells.emplace_back().article = i;
  }
  return titles;
}

void AppendHeadline(const NamedView& named, const Titles& titles, uint32_t article, const Wording& wording,
                    std::string* out) {
  const DiffView& view = *named.view;
  const ReportArticle& source = view.articles[article];
  const bool is_base = article == view.base;
  Add(out, {"<li data-letter=\"", EscapeHtml(named.letters[article]), "\"", is_base ? " class=\"base\"" : "",
            "><span class=\"who\">", NamedOutlet(named.letters[article], source)});
  if (is_base) Add(out, {" <span class=\"quiet\">(", EscapeHtml(wording.base), ")</span>"});
  Add(out, {"</span> <span class=\"headline\"", TextAttributes(source), ">"});
  std::vector<Stretch> stretches;
  for (const CellEdits& edits : view.headlines) {
    if (edits.a >= view.articles.size() || edits.b >= view.articles.size()) continue;
    const bool forward = edits.a == view.base && edits.b == article;
    if (forward || (edits.b == view.base && edits.a == article))
      stretches = StretchesOf(titles.view, titles.row, edits, !forward);
  }
  if (source.title.empty()) {
    Add(out, {"<span lang=\"", wording.language, "\">", EscapeHtml(wording.no_title), "</span>"});
  } else if (is_base || stretches.empty()) {
    Add(out, {EscapeHtml(source.title)});
  } else {
    AppendVersion(stretches, wording, out);
  }
  Add(out, {"</span></li>\n"});
}

// A run's first words, in quotes.
std::string RunWords(const ReportArticle& article, const SharedRun& run) {
  const Excerpt cut = ExcerptOf(article.text, run.start, run.end, kRunBytes);
  std::string_view words =
      std::string_view(article.text).substr(cut.range.start, cut.range.end - cut.range.start);
  words = words.substr(0, words.find_last_not_of(" \t\r\n") + 1);
  return "<q" + TextAttributes(article) + ">" + EscapeHtml(words) + (cut.cut ? "…" : "") + "</q>";
}

}  // namespace

std::string LinkWords(const ReportLink& link, const std::string& other, const std::string& role,
                      const Wording& wording) {
  const std::string kind = link.kind == role ? "" : std::string(KindWord(link.kind, wording)) + " · ";
  return kind + other + " · " + Score(link.score, wording);
}

bool EarliestByDayOnly(const std::vector<ArticleLine>& lines) {
  if (lines.empty() || !lines[0].article->has_date) return false;
  const ReportArticle& first = *lines[0].article;
  return std::any_of(lines.begin() + 1, lines.end(), [&](const ArticleLine& line) {
    return line.article->has_date && line.article->date.substr(0, 10) == first.date.substr(0, 10) &&
           !(PrecisionOf(first) == Known::kMinute && PrecisionOf(*line.article) == Known::kMinute);
  });
}

void AppendHeadlines(const NamedView& named, const Wording& wording, std::string* out) {
  const StoryWording& words = StoryWordingFor(wording.language);
  const Titles titles = TitlesOf(*named.view);
  Add(out, {"<h3>", EscapeHtml(words.headlines), "</h3>\n<p class=\"note\">",
            EscapeHtml(words.headlines_note), "</p>\n<ol class=\"headlines\" id=\"headlines\">\n"});
  for (uint32_t i = 0; i < named.view->articles.size(); ++i) AppendHeadline(named, titles, i, wording, out);
  Add(out, {"</ol>\n"});
}

void AppendArticles(const std::vector<ArticleLine>& lines, const NamedView& named, const Reading& reading,
                    const Wording& wording, std::string* out) {
  const StoryWording& words = StoryWordingFor(wording.language);
  const ReportArticle* earliest = nullptr;
  bool links = false;
  for (const ArticleLine& line : lines) {
    links = links || !line.linked.empty();
    if (!line.article->has_date) continue;
    if (earliest == nullptr || line.article->unix_seconds < earliest->unix_seconds) earliest = line.article;
  }
  const DiffView& view = *named.view;
  const std::vector<SentenceTally> tallies = TallySentences(view, reading);
  const std::vector<SharedRun> runs = LongestRuns(view);
  Add(out, {"<table class=\"cards outlets\">\n<caption>", EscapeHtml(words.run_note), "</caption>\n"});
  AppendHeads({wording.outlet_head, wording.published, wording.lag, wording.words, words.only_share,
               words.longest_run, links ? words.strongest_link : wording.role},
              out);
  for (size_t i = 0; i < lines.size(); ++i) {
    const ReportArticle& article = *lines[i].article;
    Add(out, {"<tr><th scope=\"row\">", NamedOutlet(lines[i].letter, article), "<span class=\"where\">",
              Isolated(article.id), "</span>"});
    if (!article.url.empty()) Add(out, {"<span class=\"where\">", Isolated(article.url), "</span>"});
    // Headlines stand above, of those compared.
    if (i >= view.articles.size())
      Add(out, {"<span class=\"where\"", TextAttributes(article), ">", EscapeHtml(article.title), "</span>"});
    Add(out, {"</th>"});
    AppendCell(wording.published, article.date.empty() ? EscapeHtml(wording.undated) : TimeHtml(article.date),
               out);
    AppendCell(wording.lag, EscapeHtml(earliest == nullptr ? "–" : LagOf(article, *earliest, wording)), out);
    AppendCell(wording.words, article.words == 0 ? "–" : std::to_string(article.words), out);
    const bool compared = i < view.articles.size() && view.articles.size() > 1;
    std::string share = "–", run = "–";
    if (compared && tallies[i].all > 0) {
      const double only = static_cast<double>(tallies[i].only) / static_cast<double>(tallies[i].all);
      share = BarHtml(only) + absl::StrFormat("%.0f\u00A0%%", only * 100) + "<span class=\"where\">" +
              std::to_string(tallies[i].only) + "/" + EscapeHtml(Counted(tallies[i].all, wording.sentence)) +
              "</span>";
    }
    if (compared && runs[i].words > 0) {
      run = Filled(words.with_article, {EscapeHtml(Counted(runs[i].words, wording.word)),
                                        EscapeHtml(named.letters[runs[i].with])}) +
            "<span class=\"where\">" + RunWords(view.articles[i], runs[i]) + "</span>";
    }
    AppendCell(words.only_share, share, out);
    AppendCell(words.longest_run, run, out);
    std::string link = EscapeHtml(lines[i].role);
    if (!lines[i].linked.empty())
      Add(&link, {"<span class=\"where\">", EscapeHtml(lines[i].linked), "</span>"});
    AppendCell(links ? words.strongest_link : wording.role, link, out);
    Add(out, {"</tr>\n"});
  }
  Add(out, {"</tbody>\n</table>\n"});
}

void AppendLinks(const ReportModel& model, const ReportStory& story,
                 const std::map<size_t, std::string>& letters, const Wording& wording, std::string* out) {
  const auto letter = [&](size_t article) {
    const auto found = letters.find(article);
    return EscapeHtml(found == letters.end() ? model.articles[article].id : found->second);
  };
  Add(out, {"<table class=\"cards links\">\n"});
  AppendHeads({wording.pair, wording.kind, wording.strength, wording.jaccard, wording.shared_phrases}, out);
  for (size_t i = 0; i < story.links.size() && i < kShownLinks; ++i) {
    const ReportLink& link = story.links[i];
    const std::string a = letter(link.a), b = letter(link.b);
    Add(out, {"<tr><th scope=\"row\"><span class=\"letter\">", a, "</span><span class=\"letter\">", b,
              "</span></th>"});
    AppendCell(wording.kind, EscapeHtml(KindWord(link.kind, wording)), out);
    AppendCell(wording.strength, BarHtml(link.score) + Score(link.score, wording), out);
    std::string overlap = Score(link.jaccard, wording);
    const auto contained = [&](const std::string& x, const std::string& y, double share) {
      Add(&overlap, {"<span class=\"where\">", x, " ", EscapeHtml(wording.in), " ", y, " ",
                     Score(share, wording), "</span>"});
    };
    contained(a, b, link.containment_a);
    contained(b, a, link.containment_b);
    AppendCell(wording.jaccard, overlap, out);
    std::string phrases = "<ul class=\"phrases\">";
    for (const std::string& phrase : link.shared)
      Add(&phrases, {"<li><q dir=\"auto\">", EscapeHtml(phrase), "</q></li>"});
    AppendCell(wording.shared_phrases, phrases + "</ul>", out);
    Add(out, {"</tr>\n"});
  }
  Add(out, {"</tbody>\n</table>\n"});
  if (story.links.size() > kShownLinks) {
    Add(out, {"<p class=\"note\">+ ", std::to_string(story.links.size() - kShownLinks), "</p>\n"});
  }
}

}  // namespace samestory
