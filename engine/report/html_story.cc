#include <algorithm>
#include <map>

#include "absl/strings/str_format.h"
#include "engine/report/diff_rows.h"
#include "engine/report/html.h"
#include "engine/report/html_data.h"
#include "engine/report/html_diff.h"
#include "engine/report/html_page.h"

namespace samestory {
namespace {

constexpr size_t kShownLinks = 200;

const char* RoleWord(const std::string& role, const Wording& wording) {
  if (role == "earliest") return wording.role_earliest;
  if (role == "copy") return wording.role_copy;
  if (role == "partial") return wording.role_partial;
  return wording.role_report;
}

void AppendCell(const char* label, std::string_view content, std::string* out) {
  Add(out, {"<td data-label=\"", EscapeHtml(label), "\">", content, "</td>"});
}

void AppendHeads(std::initializer_list<const char*> heads, std::string* out) {
  Add(out, {"<thead><tr>"});
  for (const char* head : heads) Add(out, {"<th scope=\"col\">", EscapeHtml(head), "</th>"});
  Add(out, {"</tr></thead>\n<tbody>\n"});
}

// The address is text, never a link: nothing of an article is live here.
void AppendHeadline(const ReportArticle& article, const Wording& wording, std::string* out) {
  Add(out,
      {"<td class=\"headline\"><span", TextAttributes(article), ">",
       EscapeHtml(article.title.empty() ? std::string_view(wording.no_title) : article.title), "</span>"});
  Add(out, {"<span class=\"where\">", Isolated(article.id), "</span>"});
  if (!article.url.empty()) Add(out, {"<span class=\"where\">", Isolated(article.url), "</span>"});
  Add(out, {"</td>"});
}

bool HasClock(const ReportArticle& article) { return article.has_date && article.date.size() > 10; }

// Whether the first of `articles`, in time order, may not be the earliest for all that is known: another one
// is of its day, and the hour of one of the two is unknown.
bool EarliestByDayOnly(const std::vector<const ReportArticle*>& articles) {
  if (articles.empty() || !articles[0]->has_date) return false;
  const ReportArticle& first = *articles[0];
  return std::any_of(articles.begin() + 1, articles.end(), [&](const ReportArticle* article) {
    return article->has_date && article->date.substr(0, 10) == first.date.substr(0, 10) &&
           !(HasClock(first) && HasClock(*article));
  });
}

// How long after `first` the article came; stated to the minute only where both moments are known so.
std::string LagOf(const ReportArticle& article, const ReportArticle& first, const Wording& wording) {
  if (&article == &first || !article.has_date || !first.has_date) return "–";
  if (HasClock(article) && HasClock(first)) {
    return "+" + TimeSpan(article.unix_seconds - first.unix_seconds, wording);
  }
  return article.date.substr(0, 10) == first.date.substr(0, 10) ? wording.same_day : "–";
}

// `roles` by position in `articles`, or empty where the page knows none.
void AppendArticles(const std::vector<const ReportArticle*>& articles,
                    const std::vector<std::string>& letters, const std::vector<std::string>& roles,
                    const Wording& wording, std::string* out) {
  const ReportArticle* earliest = nullptr;
  for (const ReportArticle* article : articles) {
    if (!article->has_date) continue;
    if (earliest == nullptr || article->unix_seconds < earliest->unix_seconds) earliest = article;
  }
  Add(out, {"<table class=\"cards\">\n"});
  AppendHeads(
      {wording.outlet_head, wording.headline, wording.published, wording.lag, wording.role, wording.words},
      out);
  for (size_t i = 0; i < articles.size(); ++i) {
    const ReportArticle& article = *articles[i];
    Add(out, {"<tr><th scope=\"row\">", NamedOutlet(letters[i], article), "</th>"});
    AppendHeadline(article, wording, out);
    AppendCell(wording.published, article.date.empty() ? EscapeHtml(wording.undated) : TimeHtml(article.date),
               out);
    const std::string lag = earliest == nullptr ? "–" : LagOf(article, *earliest, wording);
    AppendCell(wording.lag, EscapeHtml(lag), out);
    AppendCell(wording.role, EscapeHtml(roles[i]), out);
    AppendCell(wording.words, article.words == 0 ? "–" : std::to_string(article.words), out);
    Add(out, {"</tr>\n"});
  }
  Add(out, {"</tbody>\n</table>\n"});
}

const char* KindWord(const std::string& kind, const Wording& wording) {
  return kind == "copy" ? wording.copy.one : kind == "partial" ? wording.partial.one : wording.event_kind;
}

void AppendLinks(const ReportModel& model, const ReportStory& story,
                 const std::map<size_t, std::string>& letters, const Wording& wording, std::string* out) {
  const auto letter = [&](size_t article) {
    const auto found = letters.find(article);
    return EscapeHtml(found == letters.end() ? model.articles[article].id : found->second);
  };
  Add(out, {"<p class=\"note\">", EscapeHtml(wording.links_note), "</p>\n<table class=\"cards links\">\n"});
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

bool HasMatrix(const std::vector<NamedView>& views) {
  return std::any_of(views.begin(), views.end(),
                     [](const NamedView& named) { return named.view->articles.size() > 1; });
}

// Anchors and names of the page's parts.
// The heading over the articles is the page's own.
void AppendJumps(const char* articles, bool links, const std::vector<NamedView>& views,
                 const Wording& wording, std::string* out) {
  Add(out, {"<nav class=\"jump\" aria-label=\"", EscapeHtml(wording.sections), "\"><ul>"});
  const auto jump = [&](const char* anchor, const char* name) {
    Add(out, {"<li><a href=\"#", anchor, "\">", EscapeHtml(name), "</a></li>"});
  };
  jump("articles", articles);
  if (links) jump("links", wording.links);
  if (!views.empty()) {
    jump("carriers", wording.carriers);
    if (HasMatrix(views)) jump("matrix", wording.matrix);
    jump("comparisons", wording.comparisons);
  }
  Add(out, {"</ul></nav>\n"});
}

void AppendComparisons(const std::vector<NamedView>& views, const Wording& wording, std::string* out) {
  if (views.empty()) return;
  Add(out, {"<h2 id=\"carriers\">", EscapeHtml(wording.carriers), "</h2>\n"});
  AppendCarriers(views, wording, out);
  if (HasMatrix(views)) Add(out, {"<h2 id=\"matrix\">", EscapeHtml(wording.matrix), "</h2>\n"});
  for (size_t i = 0; i < views.size(); ++i) {
    if (views[i].view->articles.size() > 1)
      AppendMatrix(views[i], wording, absl::StrFormat("d%d", i + 1), out);
  }
  Add(out, {"<h2 id=\"comparisons\">", EscapeHtml(wording.comparisons), "</h2>\n<p class=\"note\">",
            EscapeHtml(wording.pair_note), "</p>\n"});
  for (size_t i = 0; i < views.size(); ++i)
    AppendPairs(views[i], wording, absl::StrFormat("d%d", i + 1), out);
}

}  // namespace

std::string StoryPageHtml(const ReportModel& model, const ReportStory& story, const DiffView& view) {
  const Wording& wording = WordingFor(model.language);
  std::vector<const ReportArticle*> articles;
  std::vector<std::string> letters, roles;
  std::map<size_t, std::string> letter_of;
  std::map<std::string_view, std::string> letter_of_id;
  for (size_t i = 0; i < story.members.size(); ++i) {
    const ReportMember& member = story.members[i];
    articles.push_back(&model.articles[member.article]);
    letters.push_back(ArticleLetter(i));
    roles.push_back(RoleWord(member.role, wording));
    letter_of[member.article] = letters.back();
    letter_of_id.emplace(articles.back()->id, letters.back());
  }
  if (EarliestByDayOnly(articles)) roles[0] = wording.role_earliest_day;
  std::vector<NamedView> views;
  if (view.articles.size() > 1) {
    NamedView named{&view, {}};
    for (size_t i = 0; i < view.articles.size(); ++i) {
      const auto found = letter_of_id.find(view.articles[i].id);
      named.letters.push_back(found == letter_of_id.end() ? ArticleLetter(i) : found->second);
    }
    views.push_back(std::move(named));
  }

  const std::string title = story.title.empty() ? wording.no_title : story.title;
  std::string out = PageStart(wording, title, "../index.html");
  Add(&out, {"<h1", articles.empty() ? " dir=\"auto\"" : TextAttributes(*articles[0]), ">", EscapeHtml(title),
             "</h1>\n<p class=\"lede\">"});
  if (!story.first.empty()) Add(&out, {TimeHtml(story.first), " · "});
  Add(&out, {EscapeHtml(Counted(story.members.size(), wording.article)), " · ", BarHtml(story.cohesion),
             EscapeHtml(wording.cohesion), " ", Score(story.cohesion, wording), " · ", Isolated(story.id),
             "</p>\n"});
  AppendJumps(wording.reports, !story.links.empty(), views, wording, &out);
  Add(&out, {"<h2 id=\"articles\">", EscapeHtml(wording.reports), "</h2>\n"});
  AppendArticles(articles, letters, roles, wording, &out);
  if (!story.links.empty()) {
    Add(&out, {"<h2 id=\"links\">", EscapeHtml(wording.links), "</h2>\n"});
    AppendLinks(model, story, letter_of, wording, &out);
  }
  AppendComparisons(views, wording, &out);
  if (!views.empty()) out += DataBlockHtml(views[0]);
  return out + PageEnd(wording, model.method, model.version);
}

std::string DiffPageHtml(const DiffView& view, const std::string& version, const std::string& language) {
  const Wording& wording = WordingFor(language);
  NamedView named{&view, {}};
  std::vector<const ReportArticle*> articles;
  std::vector<std::string> roles;
  std::string title = std::string(wording.comparison) + ":";
  for (size_t i = 0; i < view.articles.size(); ++i) {
    articles.push_back(&view.articles[i]);
    named.letters.push_back(ArticleLetter(i));
    roles.push_back(i == view.base ? wording.base : "–");
    title += (i == 0 ? " " : ", ") + std::string(OutletOf(view.articles[i]));
  }
  std::string out = PageStart(wording, title, "");
  Add(&out, {"<h1>", Isolated(title), "</h1>\n"});
  AppendJumps(wording.compared, /*links=*/false, {named}, wording, &out);
  Add(&out, {"<h2 id=\"articles\">", EscapeHtml(wording.compared), "</h2>\n"});
  AppendArticles(articles, named.letters, roles, wording, &out);
  AppendComparisons({named}, wording, &out);
  out += DataBlockHtml(named);
  return out + PageEnd(wording, {}, version);
}

}  // namespace samestory
