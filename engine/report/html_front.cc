#include <algorithm>
#include <map>
#include <tuple>

#include "engine/report/diff_rows.h"
#include "engine/report/display.h"
#include "engine/report/html.h"
#include "engine/report/html_page.h"

namespace samestory {
namespace {

constexpr size_t kShownSkips = 500;  // the rest stands in skipped.jsonl

// Newest first, undated last, ties by id.
std::vector<const ReportStory*> ByTime(const ReportModel& model) {
  std::vector<std::tuple<bool, int64_t, const ReportStory*>> keyed;
  for (const ReportStory& story : model.stories) {
    bool dated = false;
    int64_t first = 0;
    for (const ReportMember& member : story.members) {
      const ReportArticle& article = model.articles[member.article];
      if (!article.has_date) continue;
      first = dated ? std::min(first, article.unix_seconds) : article.unix_seconds;
      dated = true;
    }
    keyed.emplace_back(!dated, dated ? -first : 0, &story);
  }
  std::sort(keyed.begin(), keyed.end(), [](const auto& x, const auto& y) {
    return std::tie(std::get<0>(x), std::get<1>(x), std::get<2>(x)->id) <
           std::tie(std::get<0>(y), std::get<1>(y), std::get<2>(y)->id);
  });
  std::vector<const ReportStory*> stories;
  for (const auto& [undated, time, story] : keyed) stories.push_back(story);
  return stories;
}

void AppendFigures(const ReportModel& model, const Wording& wording, std::string* out) {
  const auto skipped = std::count_if(model.skips.begin(), model.skips.end(),
                                     [](const ReportSkip& skip) { return skip.kind == "skipped"; });
  Add(out, {"<dl class=\"figures\">\n"});
  const auto figure = [&](size_t number, const char* name) {
    Add(out, {"<div><dt>", EscapeHtml(name), "</dt><dd>", std::to_string(number), "</dd></div>\n"});
  };
  figure(model.articles_read, wording.articles_read);
  figure(model.stories.size(), wording.stories);
  figure(model.singles, wording.alone);
  figure(static_cast<size_t>(skipped), wording.skipped);
  Add(out, {"</dl>\n"});
}

std::string OutletsOf(const ReportModel& model, const ReportStory& story, size_t* count) {
  std::vector<std::string_view> outlets;
  for (const ReportMember& member : story.members) {
    const std::string_view outlet = OutletOf(model.articles[member.article]);
    if (std::find(outlets.begin(), outlets.end(), outlet) == outlets.end()) outlets.push_back(outlet);
  }
  *count = outlets.size();
  constexpr size_t kShownOutlets = 12;
  std::string out;
  for (size_t i = 0; i < outlets.size() && i < kShownOutlets; ++i) {
    Add(&out, {i == 0 ? "" : ", ", Isolated(outlets[i])});
  }
  if (outlets.size() > kShownOutlets) Add(&out, {" + ", std::to_string(outlets.size() - kShownOutlets)});
  return out;
}

void AppendLinkCounts(const ReportStory& story, const Wording& wording, std::string* out) {
  size_t copies = 0, partials = 0, events = 0;
  for (const ReportLink& link : story.links) {
    ++(link.kind == "copy" ? copies : link.kind == "partial" ? partials : events);
  }
  for (const auto& [count, word] : {std::pair(copies, wording.copy), std::pair(partials, wording.partial),
                                    std::pair(events, wording.event)}) {
    if (count > 0) Add(out, {"<p>", EscapeHtml(Counted(count, word)), "</p>\n"});
  }
}

void AppendStoryItem(const ReportModel& model, const ReportStory& story, const Wording& wording,
                     std::string* out) {
  size_t outlet_count;
  const std::string outlets = OutletsOf(model, story, &outlet_count);
  Add(out,
      {"<li>\n<div><h3><a href=\"", EscapeHtml(StoryHref(story.id)), "\">",
       Isolated(story.title.empty() ? wording.no_title : story.title), "</a></h3>\n<p class=\"quiet\">"});
  // The day stands above.
  if (story.first.size() > 10) Add(out, {TimeHtml(story.first), " · "});
  Add(out, {EscapeHtml(Counted(story.members.size(), wording.article)), " · ",
            EscapeHtml(Counted(outlet_count, wording.outlet)), "</p>\n<p>", outlets,
            "</p></div>\n<div class=\"side\"><p>", BarHtml(story.cohesion), EscapeHtml(wording.cohesion), " ",
            Score(story.cohesion, wording), "</p>\n"});
  AppendLinkCounts(story, wording, out);
  Add(out, {"</div>\n</li>\n"});
}

void AppendSkips(const ReportModel& model, const Wording& wording, std::string* out) {
  if (model.skips.empty()) return;
  Add(out, {"<details class=\"left-out\"><summary>", EscapeHtml(wording.left_out), " (",
            std::to_string(model.skips.size()), ")</summary>\n<table class=\"cards\">\n<thead><tr>"});
  for (const char* head : {wording.place, wording.kind, wording.reason}) {
    Add(out, {"<th scope=\"col\">", EscapeHtml(head), "</th>"});
  }
  Add(out, {"</tr></thead>\n<tbody>\n"});
  for (size_t i = 0; i < model.skips.size() && i < kShownSkips; ++i) {
    const ReportSkip& skip = model.skips[i];
    Add(out, {"<tr><th scope=\"row\">", Isolated(skip.place), "</th><td>", Isolated(skip.kind), "</td><td>",
              Isolated(skip.reason), "</td></tr>\n"});
  }
  Add(out, {"</tbody>\n</table>\n"});
  if (model.skips.size() > kShownSkips) {
    Add(out, {"<p class=\"note\">", std::to_string(model.skips.size() - kShownSkips), " ",
              EscapeHtml(wording.more_left_out), "</p>\n"});
  }
  Add(out, {"</details>\n"});
}

}  // namespace

std::string FrontPageHtml(const ReportModel& model) {
  const Wording& wording = WordingFor(model.language);
  std::string out = PageStart(wording, wording.stories_title, "");
  Add(&out, {"<h1>", EscapeHtml(wording.stories_title), "</h1>\n<p class=\"lede\">",
             EscapeHtml(wording.stories_lede), "</p>\n"});
  AppendFigures(model, wording, &out);
  std::string day;
  bool open = false;
  for (const ReportStory* story : ByTime(model)) {
    const std::string next = story->first.empty() ? wording.undated : Displayable(story->first.substr(0, 10));
    if (!open || next != day) {
      if (open) Add(&out, {"</ol>\n"});
      Add(&out, {"<h2 class=\"day\">", EscapeHtml(next), "</h2>\n<ol class=\"stories\">\n"});
      open = true, day = next;
    }
    AppendStoryItem(model, *story, wording, &out);
  }
  Add(&out, {open ? "</ol>\n" : ""});
  if (!open) Add(&out, {"<p class=\"note\">", EscapeHtml(wording.no_stories), "</p>\n"});
  AppendSkips(model, wording, &out);
  return out + PageEnd(wording, model.method, model.version);
}

}  // namespace samestory
