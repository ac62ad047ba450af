#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>

#include "engine/base/json_writer.h"
#include "engine/report/diff_rows.h"
#include "engine/report/display.h"
#include "engine/report/html.h"
#include "engine/report/html_controls.h"
#include "engine/report/html_data.h"
#include "engine/report/html_page.h"
#include "engine/report/wording_front.h"

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

// What the list shows of a story, and its filters know of it.
struct StoryFigures {
  std::vector<size_t> outlets;  // positions in FrontOutlets::names, in the order of the members
  size_t copies = 0, partials = 0, reports = 0;
};

// The outlets of all stories.
struct FrontOutlets {
  std::vector<std::string_view> names;
  std::vector<size_t> stories;  // of each
  std::map<std::string_view, size_t> position;
};

StoryFigures FiguresOf(const ReportModel& model, const ReportStory& story, FrontOutlets* outlets) {
  StoryFigures figures;
  for (const ReportMember& member : story.members) {
    // One that is not known is no outlet.
    if (const std::string_view outlet = model.articles[member.article].source; !outlet.empty()) {
      const auto [found, fresh] = outlets->position.try_emplace(outlet, outlets->names.size());
      if (fresh) outlets->names.push_back(outlet), outlets->stories.push_back(0);
      if (std::find(figures.outlets.begin(), figures.outlets.end(), found->second) == figures.outlets.end()) {
        figures.outlets.push_back(found->second);
        ++outlets->stories[found->second];
      }
    }
    if (member.role == "earliest") continue;
    ++(member.role == "copy"      ? figures.copies
       : member.role == "partial" ? figures.partials
                                  : figures.reports);
  }
  return figures;
}

void AppendMark(std::string_view role, size_t place, std::string* out) {
  const std::string x = std::to_string(place * 9 + 1);
  const auto rect = [&](const char* name, const char* y, const char* height) {
    Add(out,
        {"<rect class=\"", name, "\" x=\"", x, "\" y=\"", y, "\" width=\"6\" height=\"", height, "\"/>"});
  };
  if (role == "earliest") {
    rect("first", "1", "18");
    return;
  }
  rect(role == "copy" ? "full" : "hollow", "7", "12");
  if (role == "partial") rect("full", "13", "6");
}

// Decoration: the words stand beside it.
void AppendMarks(const std::vector<std::string_view>& roles, std::string* out) {
  const std::string width = std::to_string(roles.size() * 9);
  Add(out, {"<svg class=\"mix\" viewBox=\"0 0 ", width, " 20\" width=\"", width,
            "\" height=\"20\" aria-hidden=\"true\" focusable=\"false\">"});
  for (size_t i = 0; i < roles.size(); ++i) AppendMark(roles[i], i, out);
  Add(out, {"</svg>"});
}

// One mark an article, in time order.
void AppendMix(const ReportStory& story, std::string* out) {
  constexpr size_t kMostMarks = 24;
  std::vector<std::string_view> roles;
  for (const ReportMember& member : story.members) {
    if (roles.size() < kMostMarks) roles.push_back(member.role);
  }
  AppendMarks(roles, out);
}

void AppendMixKey(const Wording& wording, std::string* out) {
  const FrontWording& words = FrontWordingFor(wording.language);
  Add(out, {"<ul class=\"key\" aria-label=\"", EscapeHtml(words.key), "\">"});
  for (const auto& [role, name] :
       {std::pair("earliest", wording.role_earliest), std::pair("copy", wording.copy.one),
        std::pair("partial", wording.partial.one), std::pair("report", words.report.one)}) {
    Add(out, {"<li>"});
    AppendMarks({role}, out);
    Add(out, {EscapeHtml(name), "</li>"});
  }
  Add(out, {"</ul>\n"});
}

void AppendStoryItem(const ReportModel& model, const ReportStory& story, const StoryFigures& figures,
                     const FrontOutlets& outlets, const Wording& wording, std::string* out) {
  constexpr size_t kShownOutlets = 12;
  const FrontWording& words = FrontWordingFor(wording.language);
  const std::string title_attributes =
      story.members.empty() ? " dir=\"auto\"" : TextAttributes(model.articles[story.members[0].article]);
  Add(out,
      {"<li>\n<div><h3><a href=\"", EscapeHtml(StoryHref(story.id)), "\"", title_attributes, ">",
       EscapeHtml(story.title.empty() ? wording.no_title : story.title), "</a></h3>\n<p class=\"quiet\">"});
  // The day stands above, or here where stories do not stand by day.
  if (!story.first.empty()) {
    const bool clock = story.first.size() > 10;
    Add(out,
        {clock ? "" : "<span class=\"day-only\">", TimeHtml(story.first), " · ", clock ? "" : "</span>"});
  }
  Add(out, {EscapeHtml(Counted(story.members.size(), wording.article))});
  if (!figures.outlets.empty()) {
    Add(out, {" · ", EscapeHtml(Counted(figures.outlets.size(), wording.outlet)), "</p>\n<p>"});
  }
  for (size_t i = 0; i < figures.outlets.size() && i < kShownOutlets; ++i) {
    Add(out, {i == 0 ? "" : ", ", Isolated(outlets.names[figures.outlets[i]])});
  }
  if (figures.outlets.size() > kShownOutlets) {
    Add(out, {" + ", std::to_string(figures.outlets.size() - kShownOutlets)});
  }
  Add(out, {"</p></div>\n<div class=\"side\">"});
  AppendMix(story, out);
  Add(out, {"\n<p>"});
  bool first = true;
  for (const auto& [count, word] :
       {std::pair(figures.copies, wording.copy), std::pair(figures.partials, wording.partial),
        std::pair(figures.reports, words.report)}) {
    if (count == 0) continue;
    Add(out, {first ? "" : ", ", EscapeHtml(Counted(count, word))});
    first = false;
  }
  Add(out, {"</p>\n<p>", BarHtml(story.cohesion), EscapeHtml(wording.cohesion), " ",
            Score(story.cohesion, wording), "</p></div>\n</li>\n"});
}

void AppendFilters(const FrontOutlets& outlets, const Wording& wording, std::string* out) {
  const FrontWording& words = FrontWordingFor(wording.language);
  std::vector<size_t> order(outlets.names.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&](size_t a, size_t b) {
    return std::tie(outlets.stories[b], outlets.names[a]) < std::tie(outlets.stories[a], outlets.names[b]);
  });
  Add(out, {"<fieldset class=\"filters js-only\" hidden=\"\" id=\"story-filters\">\n<legend>",
            EscapeHtml(words.find_stories), "</legend>\n<label class=\"wide\">", EscapeHtml(words.search),
            " <input type=\"search\" id=\"story-search\" autocomplete=\"off\" placeholder=\"",
            EscapeHtml(words.search_hint), "\"></label>\n<label>", EscapeHtml(wording.outlet_head),
            " <select id=\"story-outlet\">"});
  AppendOption("", words.all_outlets, out);
  for (const size_t outlet : order) {
    AppendOption(std::to_string(outlet),
                 std::string(outlets.names[outlet]) + " (" + std::to_string(outlets.stories[outlet]) + ")",
                 out);
  }
  Add(out, {"</select></label>\n<label>", EscapeHtml(words.kind), " <select id=\"story-kind\">"});
  AppendOption("", words.kind_all, out);
  AppendOption("copy", words.kind_copies, out);
  AppendOption("partial", words.kind_partial, out);
  AppendOption("report", words.kind_reports, out);
  Add(out, {"</select></label>\n<label>", EscapeHtml(words.from),
            " <input type=\"date\" id=\"story-from\"></label>\n<label>", EscapeHtml(words.to),
            " <input type=\"date\" id=\"story-to\"></label>\n<label>", EscapeHtml(words.sort),
            " <select id=\"story-sort\">"});
  AppendOption("newest", words.newest, out);
  AppendOption("oldest", words.oldest, out);
  AppendOption("articles", words.most_articles, out);
  AppendOption("outlets", words.most_outlets, out);
  AppendOption("cohesion", words.most_cohesive, out);
  Add(out, {"</select></label>\n<button type=\"button\" id=\"story-clear\">", EscapeHtml(words.clear),
            "</button>\n<p class=\"count\" id=\"story-count\" role=\"status\" data-text=\"",
            EscapeHtml(words.stories_shown), "\"></p>\n</fieldset>\n"});
}

// For the filters: what of a story its entry in the list does not show whole.
void AppendData(const ReportModel& model, const std::vector<const ReportStory*>& stories,
                const std::vector<StoryFigures>& figures, const FrontOutlets& outlets,
                const FrontWording& words, std::string* out) {
  std::string text;
  JsonWriter json(&text);
  json.BeginObject();
  json.Key("outlets");
  json.BeginArray();
  for (const std::string_view name : outlets.names) json.String(name);
  json.EndArray();
  json.Key("stories");
  json.BeginArray();
  for (size_t i = 0; i < stories.size(); ++i) {
    const ReportStory& story = *stories[i];
    json.BeginObject();
    json.Member("id", story.id);
    json.Member("first",
                DayName(story.first, words).empty() ? "" : std::string_view(story.first).substr(0, 10));
    json.Member("articles", story.members.size());
    json.Member("cohesion", story.cohesion);
    json.Key("outlets");
    json.BeginArray();
    for (const size_t outlet : figures[i].outlets) json.Integer(static_cast<int64_t>(outlet));
    json.EndArray();
    json.Key("kinds");
    json.BeginArray();
    if (figures[i].copies > 0) json.String("copy");
    if (figures[i].partials > 0) json.String("partial");
    if (figures[i].reports > 0) json.String("report");
    json.EndArray();
    json.Key("ids");
    json.BeginArray();
    for (const ReportMember& member : story.members) json.String(model.articles[member.article].id);
    json.EndArray();
    json.EndObject();
  }
  json.EndArray();
  json.EndObject();
  Add(out, {"<script type=\"application/json\" id=\"data\">", EscapeJsonForHtml(text), "</script>\n"});
}

// What happened to a place, in the words of the interface.
std::string_view SkipKind(std::string_view kind, const FrontWording& words) {
  if (kind == "skipped") return words.skip_skipped;
  if (kind == "mended") return words.skip_mended;
  if (kind == "ignored") return words.skip_ignored;
  if (kind == "repeated") return words.skip_repeated;
  return kind;
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
    Add(out, {"<tr><th scope=\"row\">", Isolated(skip.place), "</th><td>",
              Isolated(SkipKind(skip.kind, FrontWordingFor(wording.language))), "</td><td>",
              Isolated(skip.reason), "</td></tr>\n"});
  }
  Add(out, {"</tbody>\n</table>\n"});
  if (model.skips.size() > kShownSkips) {
    Add(out, {"<p class=\"note\">", std::to_string(model.skips.size() - kShownSkips), " ",
              EscapeHtml(wording.more_left_out), "</p>\n"});
  }
  Add(out, {"</details>\n"});
}

std::string DayHtml(const std::string& first, const Wording& wording, const FrontWording& words) {
  if (first.empty()) return EscapeHtml(wording.undated);
  const std::string day = first.substr(0, 10), name = DayName(day, words);
  if (name.empty()) return Isolated(Displayable(day));
  return "<time datetime=\"" + EscapeHtml(day) + "\">" + EscapeHtml(name) + "</time>";
}

}  // namespace

std::string FrontPageHtml(const ReportModel& model) {
  const Wording& wording = WordingFor(model.language);
  std::string out = PageStart(wording, wording.stories_title, "");
  Add(&out, {"<h1>", EscapeHtml(wording.stories_title), "</h1>\n<p class=\"lede\">",
             EscapeHtml(wording.stories_lede), "</p>\n"});
  AppendFigures(model, wording, &out);
  const FrontWording& words = FrontWordingFor(model.language);
  const std::vector<const ReportStory*> stories = ByTime(model);
  FrontOutlets outlets;
  std::vector<StoryFigures> figures;
  for (const ReportStory* story : stories) figures.push_back(FiguresOf(model, *story, &outlets));
  if (stories.empty()) {
    Add(&out, {"<p class=\"note\">", EscapeHtml(wording.no_stories), "</p>\n"});
  } else {
    AppendFilters(outlets, wording, &out);
    AppendMixKey(wording, &out);
    Add(&out, {"<div id=\"stories\">\n"});
    std::string day;
    for (size_t i = 0; i < stories.size(); ++i) {
      const std::string next = DayHtml(stories[i]->first, wording, words);
      if (next != day) {
        Add(&out, {i == 0 ? "" : "</ol></div>\n", "<div class=\"day-of\"><h2 class=\"day\">", next,
                   "</h2>\n<ol class=\"stories\">\n"});
        day = next;
      }
      AppendStoryItem(model, *stories[i], figures[i], outlets, wording, &out);
    }
    Add(&out, {"</ol></div>\n</div>\n<p class=\"nothing\" id=\"story-nothing\" hidden=\"\">",
               EscapeHtml(words.nothing_found), "</p>\n"});
  }
  AppendSkips(model, wording, &out);
  if (!stories.empty()) AppendData(model, stories, figures, outlets, words, &out);
  return out + PageEnd(wording, model.method, model.version);
}

}  // namespace samestory
