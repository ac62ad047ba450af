#include "engine/report/html_when.h"

#include <algorithm>
#include <map>

#include "absl/strings/str_format.h"
#include "engine/report/diff_rows.h"
#include "engine/report/html_text.h"
#include "engine/report/time_axis.h"
#include "engine/report/wording_story.h"

namespace samestory {
namespace {

constexpr int64_t kDaySeconds = 86400;
constexpr size_t kShownHoldings = 120;
constexpr size_t kOpenHoldings = 8;
constexpr uint32_t kMostBytes = 200;
constexpr size_t kShownCredits = 60;

std::string At(const TimeAxis& axis, int64_t when) { return absl::StrFormat("%.2f%%", axis.Percent(when)); }

// The rulers that run through every line.
void AppendRulers(const TimeAxis& axis, std::string* out) {
  for (const AxisTick& tick : axis.ticks) {
    const std::string x = At(axis, tick.unix_seconds);
    Add(out, {"<line class=\"ruler\" x1=\"", x, "\" x2=\"", x, "\" y1=\"0\" y2=\"100%\"></line>"});
  }
}

void AppendStrip(const ReportArticle& article, const TimeAxis& axis, int64_t first, int zone,
                 std::string* out) {
  Add(out, {"<svg class=\"strip\" aria-hidden=\"true\" focusable=\"false\">"});
  AppendRulers(axis, out);
  const int64_t day = article.unix_seconds - zone * 60;
  if (PrecisionOf(article) == Known::kMinute) {
    Add(out, {"<line class=\"lag\" x1=\"", At(axis, first), "\" x2=\"", At(axis, article.unix_seconds),
              "\" y1=\"50%\" y2=\"50%\"></line><circle class=\"dot\" cx=\"", At(axis, article.unix_seconds),
              "\" cy=\"50%\" r=\"6\"></circle>"});
  } else if (PrecisionOf(article) == Known::kDay) {
    Add(out,
        {"<rect class=\"whole-day\" x=\"", At(axis, day), "\" y=\"28%\" height=\"44%\" rx=\"3\" width=\"",
         absl::StrFormat("%.2f%%", axis.Percent(day + kDaySeconds) - axis.Percent(day)), "\"/>"});
  }
  Add(out, {"</svg>"});
}

// The reason why the earliest of a wording's carriers is called so, or that nobody can be.
std::string WhyOf(const NamedView& named, const Earliest& earliest, const StoryWording& words) {
  if (!earliest.found) return EscapeHtml(words.why_undated);
  const auto by_minute = [&](uint32_t article) {
    return PrecisionOf(named.view->articles[article]) == Known::kMinute;
  };
  const bool minutes =
      by_minute(earliest.article) && std::all_of(earliest.rivals.begin(), earliest.rivals.end(), by_minute);
  std::string out = EscapeHtml(earliest.certain ? (minutes ? words.why_minute : words.why_day)
                                                : (minutes ? words.why_same_minute : words.why_same_day));
  if (!earliest.undated.empty()) {
    out += "; " + Filled(words.also_undated, {LetterList(named.letters, earliest.undated)});
  }
  return out;
}

bool IsCertain(const Holding& holding) {
  return holding.earliest.found && holding.earliest.certain && holding.earliest.undated.empty();
}

void AppendHeads(std::initializer_list<const char*> heads, std::string* out) {
  Add(out, {"<thead><tr>"});
  for (const char* head : heads) Add(out, {"<th scope=\"col\">", EscapeHtml(head), "</th>"});
  Add(out, {"</tr></thead>\n<tbody>\n"});
}

void AppendHolding(const NamedView& named, const Holding& holding, const Wording& wording,
                   const StoryWording& words, std::string* out) {
  const ReportArticle& article = named.view->articles[holding.article];
  const Excerpt cut = ExcerptOf(article.text, holding.start, holding.end, kMostBytes);
  Add(out, {"<tr><th scope=\"row\"><q", TextAttributes(article), ">"});
  AppendMarked(article, cut.range.start, cut.range.end, {}, out);
  Add(out,
      {cut.cut || holding.sentences > 1 ? " …" : "", "</q><span class=\"where\">",
       holding.sentences == 0 ? EscapeHtml(words.passage)
                              : EscapeHtml(Counted(holding.sentences, wording.sentence)),
       ", ", EscapeHtml(Counted(holding.words, wording.word)), " · ", RowLink(holding.first_row, wording),
       "</span></th><td data-label=\"", EscapeHtml(words.holder), "\">"});
  if (holding.earliest.found) {
    Add(out, {"<span class=\"letter\">", EscapeHtml(named.letters[holding.article]), "</span>"});
    for (const uint32_t rival : holding.earliest.rivals)
      Add(out, {"/ <span class=\"letter\">", EscapeHtml(named.letters[rival]), "</span>"});
    Add(out, {TimeHtml(article.date)});
  } else {
    Add(out, {"–"});
  }
  std::vector<uint32_t> others = holding.carriers;
  if (holding.earliest.found) {
    std::erase_if(others, [&](uint32_t other) {
      const std::vector<uint32_t>& rivals = holding.earliest.rivals;
      return other == holding.article || std::find(rivals.begin(), rivals.end(), other) != rivals.end();
    });
  }
  Add(out, {"</td><td data-label=\"", EscapeHtml(words.why), "\">", WhyOf(named, holding.earliest, words),
            "</td><td data-label=\"", EscapeHtml(words.carried_by), "\">",
            others.empty() ? "–" : LetterList(named.letters, others), "</td></tr>\n"});
}

struct Named {
  std::string name;
  size_t count = 0;
  std::vector<uint32_t> articles;
  uint32_t first_article = 0;
  const ArticleCredit* first = nullptr;
};

}  // namespace

void AppendTimeLine(const NamedView& named, const Wording& wording, std::string* out) {
  const DiffView& view = *named.view;
  const StoryWording& words = StoryWordingFor(wording.language);
  const auto [zone, stated] = ZoneOf(view.articles);
  bool any = false, by_day = false;
  int64_t first = 0, last = 0;
  for (const ReportArticle& article : view.articles) {
    if (!article.has_date) continue;
    const bool day = PrecisionOf(article) == Known::kDay;
    const int64_t from = day ? article.unix_seconds - zone * 60 : article.unix_seconds,
                  to = day ? from + kDaySeconds : from;
    first = any ? std::min(first, from) : from;
    last = any ? std::max(last, to) : to;
    any = true, by_day = by_day || day;
  }
  if (!any) {
    Add(out, {"<p class=\"note\">", EscapeHtml(words.undated_articles), "</p>\n"});
    return;
  }
  const TimeAxis axis = AxisFor(first, last, zone, wording);
  Add(out,
      {"<p class=\"note\">",
       Filled(stated ? words.axis_note : words.axis_plain_note,
              {EscapeHtml(DayLabel(first, zone, true, wording)), stated ? EscapeHtml(ZoneLabel(zone)) : ""}),
       by_day ? " " : "", by_day ? EscapeHtml(words.day_only_note) : "",
       "</p>\n<table class=\"timeline\">\n<thead><tr><th scope=\"col\">", EscapeHtml(wording.outlet_head),
       "</th><th scope=\"col\" class=\"axis\">", SpokenHtml(words.when_note),
       "<svg class=\"scale\" aria-hidden=\"true\" focusable=\"false\">"});
  AppendRulers(axis, out);
  for (const AxisTick& tick : axis.ticks) {
    const double percent = axis.Percent(tick.unix_seconds);
    Add(out, {"<text x=\"", absl::StrFormat("%.2f%%", percent), "\" y=\"13\"",
              percent < 6    ? " class=\"from\""
              : percent > 94 ? " class=\"to\""
                             : "",
              ">", EscapeHtml(tick.label), "</text>"});
  }
  Add(out, {"</svg></th><th scope=\"col\">", EscapeHtml(wording.published), "</th></tr></thead>\n<tbody>\n"});
  for (size_t i = 0; i < view.articles.size(); ++i) {
    const ReportArticle& article = view.articles[i];
    Add(out, {"<tr><th scope=\"row\">", NamedOutlet(named.letters[i], article), "</th><td class=\"axis\">"});
    AppendStrip(article, axis, first, zone, out);
    Add(out, {"</td><td class=\"moment\">",
              article.date.empty() ? EscapeHtml(wording.undated) : TimeHtml(article.date), "</td></tr>\n"});
  }
  Add(out, {"</tbody>\n</table>\n"});
}

void AppendCredits(const NamedView& named, const Reading& reading, const Wording& wording, std::string* out) {
  const DiffView& view = *named.view;
  const StoryWording& words = StoryWordingFor(wording.language);
  std::map<std::string, Named> names;
  for (uint32_t i = 0; i < view.articles.size(); ++i) {
    for (const ArticleCredit& credit : view.articles[i].credits) {
      Named& entry = names[credit.name];
      if (entry.count++ == 0) entry.name = credit.name, entry.first_article = i, entry.first = &credit;
      if (entry.articles.empty() || entry.articles.back() != i) entry.articles.push_back(i);
    }
  }
  Add(out, {"<h3>", EscapeHtml(words.credits_head), "</h3>\n<p class=\"note\">",
            EscapeHtml(names.empty() ? words.no_credits : words.credits_note), "</p>\n"});
  if (names.empty()) return;
  std::vector<const Named*> sorted;
  for (const auto& [name, entry] : names) sorted.push_back(&entry);
  std::stable_sort(sorted.begin(), sorted.end(), [](const Named* x, const Named* y) {
    return std::pair(x->articles.size(), x->count) > std::pair(y->articles.size(), y->count);
  });
  Add(out, {"<table class=\"cards credits\">\n"});
  AppendHeads({words.credited, words.credited_by, words.times, words.first_sentence}, out);
  for (size_t i = 0; i < sorted.size() && i < kShownCredits; ++i) {
    const Named& entry = *sorted[i];
    const ReportArticle& article = view.articles[entry.first_article];
    Add(out, {"<tr><th scope=\"row\">", Isolated(entry.name)});
    for (uint32_t j = 0; j < view.articles.size(); ++j) {
      if (view.articles[j].source != entry.name) continue;
      Add(out,
          {"<span class=\"where\">", Filled(words.in_this_story, {EscapeHtml(named.letters[j])}), "</span>"});
      break;
    }
    Add(out, {"</th><td data-label=\"", EscapeHtml(words.credited_by), "\">",
              LetterList(named.letters, entry.articles), "</td><td class=\"number\" data-label=\"",
              EscapeHtml(words.times), "\">", std::to_string(entry.count), "</td><td data-label=\"",
              EscapeHtml(words.first_sentence), "\">"});
    const Place place = PlaceAt(view, reading, entry.first_article, entry.first->start);
    if (place.row != UINT32_MAX) {
      const Cell& cell = view.collation.rows[place.row].cells[place.cell];
      const ByteRange name{entry.first->start, entry.first->end};
      const ByteRange around = ContextOf(article.text, name, cell.start, cell.end, kMostBytes / 2).range;
      const ByteRange cut = ExcerptOf(article.text, around.start, around.end, 2 * kMostBytes).range;
      Add(out, {"<q", TextAttributes(article), ">", cut.start > cell.start ? "… " : ""});
      AppendMarked(article, cut.start, cut.end, {name}, out);
      Add(out, {cut.end < cell.end ? " …" : "", "</q> ",
                SentenceLink(named.letters[entry.first_article], cell.sentence + 1)});
    }
    Add(out, {"</td></tr>\n"});
  }
  Add(out, {"</tbody>\n</table>\n"});
}

void AppendHolders(const NamedView& named, const Reading& reading, const Wording& wording, std::string* out) {
  const DiffView& view = *named.view;
  const StoryWording& words = StoryWordingFor(wording.language);
  const std::vector<Holding> holdings = HoldingsOf(view, reading);
  Add(out, {"<h3>", EscapeHtml(words.holders_head), "</h3>\n<p class=\"note\">",
            EscapeHtml(holdings.empty() ? words.no_holders : words.holders_note), "</p>\n"});
  if (holdings.empty()) return;
  std::vector<size_t> held(view.articles.size(), 0);
  size_t unclear = 0;
  for (const Holding& holding : holdings) ++(IsCertain(holding) ? held[holding.article] : unclear);
  Add(out, {"<ul class=\"held-by\">\n"});
  const auto line = [&](const std::string& who, size_t count) {
    if (count == 0) return;
    Add(out,
        {"<li>", who, BarHtml(static_cast<double>(count) / static_cast<double>(holdings.size())), "<b>",
         Filled(words.runs_held, {std::to_string(count), std::to_string(holdings.size())}), "</b></li>\n"});
  };
  for (size_t i = 0; i < held.size(); ++i) line(NamedOutlet(named.letters[i], view.articles[i]), held[i]);
  line(EscapeHtml(words.holder_unclear), unclear);
  Add(out, {"</ul>\n"});
  const bool folded = holdings.size() > kOpenHoldings;
  if (folded)
    Add(out,
        {"<details><summary>", Filled(words.all_runs, {std::to_string(holdings.size())}), "</summary>\n"});
  Add(out, {"<table class=\"cards holders\">\n"});
  AppendHeads({words.run, words.holder, words.why, words.carried_by}, out);
  for (size_t i = 0; i < holdings.size() && i < kShownHoldings; ++i)
    AppendHolding(named, holdings[i], wording, words, out);
  Add(out, {"</tbody>\n</table>\n"});
  if (holdings.size() > kShownHoldings) {
    Add(out, {"<p class=\"note\">+ ", std::to_string(holdings.size() - kShownHoldings), "</p>\n"});
  }
  if (folded) Add(out, {"</details>\n"});
}

}  // namespace samestory
