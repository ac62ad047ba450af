#include <algorithm>
#include <set>

#include "absl/strings/str_format.h"
#include "engine/report/diff_rows.h"
#include "engine/report/display.h"
#include "engine/report/terminal.h"
#include "engine/report/wording.h"

namespace samestory {
namespace {

constexpr int kOutletColumns = 18;
constexpr int kDateColumns = 23;  // "2025-10-09 22:10 +07:00"
constexpr size_t kShownLinks = 3;
constexpr size_t kShownPhrases = 3;  // all stand in stories.jsonl and the report
constexpr std::string_view kLegend = "* earliest in this folder, = copy, ~ partial copy, · report of its own";

std::string_view RoleSign(std::string_view role) {
  if (role == "earliest") return "*";
  if (role == "copy") return "=";
  if (role == "partial") return "~";
  return "·";
}

size_t OutletCount(const ReportModel& model, const ReportStory& story) {
  std::set<std::string_view> outlets;
  for (const ReportMember& member : story.members) {
    if (!model.articles[member.article].source.empty()) outlets.insert(model.articles[member.article].source);
  }
  return outlets.size();
}

void AppendMember(const ReportModel& model, const ReportStory& story, size_t position, int number_columns,
                  const TerminalStyle& style, std::string* out) {
  const ReportMember& member = story.members[position];
  const ReportArticle& article = model.articles[member.article];
  const std::string head = absl::StrFormat(
      "  %*d %s %s  %s", number_columns, position + 1, RoleSign(member.role),
      Fitted(OutletOf(article), kOutletColumns, /*pad=*/true),
      Fitted(article.date.empty() ? "undated" : ReadableDate(article.date), kDateColumns, true));
  const int room = style.width <= 0 ? 0 : style.width - ColumnsOf(head) - 2;
  const std::string indent(static_cast<size_t>(number_columns) + 5, ' ');
  // An id is for use with other verbs: whole, on a line of its own where it does not fit.
  const bool fits = style.width <= 0 || ColumnsOf(Displayable(article.id)) <= room;
  if (fits) {
    AppendParagraph({{article.id, Paint::kFaint}}, head + "  ", indent, style, out);
  } else if (room >= -2) {
    AppendParagraph({}, head, indent, style, out);
  } else {
    AppendParagraph({{head}}, "  ", indent, style, out);
  }
  if (!article.title.empty() && article.title != story.title) {
    AppendParagraph({{article.title}}, indent, indent, style, out);
  }
  if (!fits) AppendParagraph({{article.id, Paint::kFaint}}, indent, indent, style, out);
}

// Where the article stands in the story's list, from 1; 0 if it does not.
size_t NumberOf(const ReportStory& story, size_t article) {
  for (size_t i = 0; i < story.members.size(); ++i) {
    if (story.members[i].article == article) return i + 1;
  }
  return 0;
}

void AppendLinks(const ReportStory& story, const TerminalStyle& style, std::string* out) {
  const size_t shown = std::min(kShownLinks, story.links.size());
  for (size_t i = 0; i < shown; ++i) {
    const ReportLink& link = story.links[i];
    std::vector<Span> spans = {{absl::StrFormat("%d–%d %s %.2f", NumberOf(story, link.a),
                                                NumberOf(story, link.b), link.kind, link.score)}};
    for (size_t j = 0; j < link.shared.size() && j < kShownPhrases; ++j) {
      spans.push_back({j == 0 ? "  “" : " · “", Paint::kFaint});
      spans.push_back({link.shared[j]});
      spans.push_back({"”", Paint::kFaint});
    }
    AppendParagraph(spans, i == 0 ? "  links  " : "         ", "           ", style, out);
  }
  if (story.links.size() > shown) {
    AppendParagraph(
        {{absl::StrFormat("and %s", Counted(story.links.size() - shown, {"link more", "links more"})),
          Paint::kFaint}},
        "         ", "         ", style, out);
  }
}

void AppendStory(const ReportModel& model, const ReportStory& story, const TerminalStyle& style,
                 std::string* out) {
  const size_t outlets = OutletCount(model, story);
  const std::string of_outlets = outlets > 0 ? Counted(outlets, {"outlet", "outlets"}) + " · " : "";
  // Without its zone, which stands in the list below: so the line fits 80 columns.
  const std::string first = story.first.empty() ? "undated" : ReadableDate(story.first.substr(0, 16));
  AppendParagraph(
      {{story.id, Paint::kStrong},
       {absl::StrFormat(" · %s · %s · %scohesion %.2f", first,
                        Counted(story.members.size(), {"article", "articles"}), of_outlets, story.cohesion)}},
      "", "  ", style, out);
  if (!story.title.empty()) AppendParagraph({{story.title, Paint::kStrong}}, "  ", "  ", style, out);
  const int number_columns = static_cast<int>(std::to_string(story.members.size()).size());
  for (size_t i = 0; i < story.members.size(); ++i) AppendMember(model, story, i, number_columns, style, out);
  AppendLinks(story, style, out);
  out->push_back('\n');
}

}  // namespace

void AppendStories(const ReportModel& model, const TerminalStyle& style, std::string* out) {
  for (const ReportStory& story : model.stories) AppendStory(model, story, style, out);
}

std::string FormatCounts(const TableCounts& counts, const TerminalStyle& style) {
  std::string out;
  if (counts.stories > 0) AppendParagraph({{std::string(kLegend), Paint::kFaint}}, "", "  ", style, &out);
  std::string line = Counted(counts.articles_read, {"article read", "articles read"}) + ": ";
  line += Counted(counts.stories, {"story", "stories"});
  if (counts.stories > 0) {
    line += absl::StrFormat(" of %s", Counted(counts.articles_of_stories, {"article", "articles"}));
  }
  line += absl::StrFormat(", %d alone", counts.singles);
  if (counts.skipped > 0) line += absl::StrFormat("; %d skipped", counts.skipped);
  AppendParagraph({{line}}, "", "  ", style, &out);
  return out;
}

}  // namespace samestory
