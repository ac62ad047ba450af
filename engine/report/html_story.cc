#include <algorithm>
#include <map>

#include "engine/report/diff_rows.h"
#include "engine/report/html.h"
#include "engine/report/html_added.h"
#include "engine/report/html_annotated.h"
#include "engine/report/html_articles.h"
#include "engine/report/html_chooser.h"
#include "engine/report/html_data.h"
#include "engine/report/html_diff.h"
#include "engine/report/html_method.h"
#include "engine/report/html_page.h"
#include "engine/report/html_text.h"
#include "engine/report/html_when.h"
#include "engine/report/wording_story.h"

namespace samestory {
namespace {

const char* RoleWord(const std::string& role, const Wording& wording) {
  if (role == "earliest") return wording.role_earliest;
  if (role == "copy") return wording.role_copy;
  if (role == "partial") return wording.role_partial;
  return wording.role_report;
}

struct Section {
  const char *id, *name;
};

void AppendJumps(const std::vector<Section>& sections, const Wording& wording, std::string* out) {
  Add(out, {"<nav class=\"jump\" aria-label=\"", EscapeHtml(wording.sections), "\"><ul>"});
  for (const Section& section : sections) {
    Add(out, {"<li><a href=\"#", section.id, "\">", EscapeHtml(section.name), "</a></li>"});
  }
  Add(out, {"</ul></nav>\n"});
}

// `links`: whether the page has them. Without a comparison there is none to show.
std::vector<Section> SectionsOf(const char* articles, bool links, bool compared, const Wording& wording) {
  const StoryWording& words = StoryWordingFor(wording.language);
  std::vector<Section> sections = {{"articles", articles}};
  if (links) sections.push_back({"links", wording.links});
  if (compared) {
    for (const Section& section :
         {Section{"carries", wording.carriers}, Section{"added", words.added_head},
          Section{"side", words.side_head}, Section{"annotated", words.annotated_head},
          Section{"when", words.when_head}}) {
      sections.push_back(section);
    }
  }
  sections.push_back({"method", wording.method});
  return sections;
}

void Begin(const char* id, std::string_view head, std::string_view note, std::string* out) {
  Add(out, {"<section id=\"", id, "\">\n<h2>", EscapeHtml(head), "</h2>\n"});
  if (!note.empty()) Add(out, {"<p class=\"note\">", EscapeHtml(note), "</p>\n"});
}

void End(std::string* out) { Add(out, {"</section>\n"}); }

// `name` begins the names of what can be downloaded.
void AppendComparison(const NamedView& named, const Reading& reading, std::string_view name,
                      const Wording& wording, std::string* out) {
  const StoryWording& words = StoryWordingFor(wording.language);
  Begin("carries", wording.carriers, "", out);
  AppendCarriers(named, reading, wording, out);
  AppendMatrix(named, wording, name, out);
  End(out);
  Begin("added", words.added_head, words.added_note, out);
  Add(out, {"<div id=\"accounts\">\n"});
  AppendAddedDropped(named, reading, wording, out);
  Add(out, {"</div>\n"});
  End(out);
  Begin("side", words.side_head, wording.pair_note, out);
  AppendPairPicker(named, wording, out);
  Add(out, {"<div id=\"pairs\">\n"});
  AppendPairs(named, wording, out);
  Add(out, {"</div>\n"});
  End(out);
  Begin("annotated", words.annotated_head, words.annotated_note, out);
  AppendAnnotated(named, reading, wording, out);
  End(out);
  Begin("when", words.when_head, words.when_note, out);
  AppendTimeLine(named, wording, out);
  AppendCredits(named, reading, wording, out);
  AppendHolders(named, reading, wording, out);
  End(out);
}

// The strongest of the article's links; story.links are by score.
const ReportLink* StrongestLink(const ReportStory& story, size_t article) {
  const auto found = std::find_if(story.links.begin(), story.links.end(), [&](const ReportLink& link) {
    return link.a == article || link.b == article;
  });
  return found == story.links.end() ? nullptr : &*found;
}

}  // namespace

std::string StoryPageHtml(const ReportModel& model, const ReportStory& story, const DiffView& view) {
  const Wording& wording = WordingFor(model.language);
  const StoryWording& words = StoryWordingFor(model.language);
  std::vector<ArticleLine> lines;
  std::map<size_t, std::string> letters;
  for (size_t i = 0; i < story.members.size(); ++i) letters[story.members[i].article] = ArticleLetter(i);
  for (const ReportMember& member : story.members) {
    ArticleLine line{&model.articles[member.article], letters[member.article],
                     RoleWord(member.role, wording)};
    if (const ReportLink* link = StrongestLink(story, member.article)) {
      const size_t other = link->a == member.article ? link->b : link->a;
      const auto found = letters.find(other);
      line.linked = LinkWords(*link, found == letters.end() ? model.articles[other].id : found->second,
                              member.role, wording);
    }
    lines.push_back(std::move(line));
  }
  if (EarliestByDayOnly(lines)) lines[0].role = wording.role_earliest_day;
  NamedView named{&view, {}};
  for (size_t i = 0; i < view.articles.size(); ++i) named.letters.push_back(ArticleLetter(i));
  const Reading reading = ReadingOf(view);
  const bool compared = view.articles.size() > 1;

  const std::string title = story.title.empty() ? wording.no_title : story.title;
  std::string out = PageStart(wording, title, "../index.html");
  Add(&out, {"<h1", lines.empty() ? " dir=\"auto\"" : TextAttributes(*lines[0].article), ">",
             EscapeHtml(title), "</h1>\n<p class=\"lede\">"});
  if (!story.first.empty()) Add(&out, {TimeHtml(story.first), " · "});
  Add(&out, {EscapeHtml(Counted(story.members.size(), wording.article)), " · ", BarHtml(story.cohesion),
             EscapeHtml(wording.cohesion), " ", Score(story.cohesion, wording), " · ", Isolated(story.id),
             "</p>\n"});
  AppendJumps(SectionsOf(wording.reports, !story.links.empty(), compared, wording), wording, &out);
  if (compared) AppendBaseChooser(named, wording, &out);
  Begin("articles", wording.reports, "", &out);
  if (compared && view.articles.size() < story.members.size()) {
    Add(&out, {"<p class=\"warn\">",
               Filled(words.compared_first,
                      {std::to_string(view.articles.size()), std::to_string(story.members.size())}),
               "</p>\n"});
  }
  if (compared) AppendHeadlines(named, wording, &out);
  AppendArticles(lines, named, reading, wording, &out);
  End(&out);
  if (!story.links.empty()) {
    Begin("links", wording.links, wording.links_note, &out);
    AppendLinks(model, story, letters, wording, &out);
    End(&out);
  }
  if (compared) AppendComparison(named, reading, story.id, wording, &out);
  AppendMethod({&model.method, model.version, title, story.id, compared ? &view : nullptr, named.letters},
               wording, &out);
  if (compared) out += DataBlockHtml(named);
  return out + PageEnd();
}

std::string DiffPageHtml(const DiffView& view, const std::string& version, const std::string& language) {
  const Wording& wording = WordingFor(language);
  NamedView named{&view, {}};
  std::vector<ArticleLine> lines;
  std::string title = std::string(wording.comparison) + ":";
  for (size_t i = 0; i < view.articles.size(); ++i) {
    named.letters.push_back(ArticleLetter(i));
    lines.push_back({&view.articles[i], named.letters[i], i == view.base ? wording.base : "–"});
    title += (i == 0 ? " " : ", ") + std::string(OutletOf(view.articles[i]));
  }
  const Reading reading = ReadingOf(view);
  const bool compared = view.articles.size() > 1;
  std::string out = PageStart(wording, title, "");
  Add(&out, {"<h1>", Isolated(title), "</h1>\n"});
  AppendJumps(SectionsOf(wording.compared, /*links=*/false, compared, wording), wording, &out);
  if (compared) AppendBaseChooser(named, wording, &out);
  Begin("articles", wording.compared, "", &out);
  AppendHeadlines(named, wording, &out);
  AppendArticles(lines, named, reading, wording, &out);
  End(&out);
  if (compared) AppendComparison(named, reading, "diff", wording, &out);
  AppendMethod({nullptr, version, title, "", &view, named.letters}, wording, &out);
  if (compared) out += DataBlockHtml(named);
  return out + PageEnd();
}

}  // namespace samestory
