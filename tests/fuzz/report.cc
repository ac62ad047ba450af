// The report: strings of articles change its words, never its tags, its lines or the terminal.
#include <algorithm>

#include "engine/article/date.h"
#include "engine/pipeline/compare.h"
#include "engine/report/html.h"
#include "engine/report/jsonl.h"
#include "engine/report/terminal.h"
#include "tests/fuzz/fuzz.h"

namespace samestory {
namespace {

// Two to four articles; all share a part and each leaves out another, so that there is something to compare.
ReportModel ModelOf(const std::vector<std::string>& parts) {
  const auto part = [&](size_t i) { return parts[i % parts.size()]; };
  const size_t count = 2 + parts[0].size() % 3;
  ReportModel model;
  for (size_t i = 0; i < count; ++i) {
    ReportArticle& article = model.articles.emplace_back();
    article.id = "a" + std::to_string(i) + part(i);
    article.source = part(i + 1);
    article.title = part(i + 2);
    article.path = part(i + 3);
    article.url = part(i + 4);
    article.language = part(i + 5);
    for (size_t j = 0; j < parts.size(); ++j) {
      if (j != i) article.text.append(article.text.empty() ? "" : "\n\n").append(part(j));
    }
    article.words = 7;
    article.has_date = i != 1;
    if (article.has_date) {
      article.unix_seconds = 1'760'000'000 + static_cast<int64_t>(i * 40'000);
      article.date =
          FormatDate({.unix_seconds = article.unix_seconds, .precision = Date::Precision::kMinute});
    }
  }
  ReportStory& story = model.stories.emplace_back();
  story.id = "s-000000000001";
  story.title = part(2);
  story.first = model.articles[0].date;
  for (size_t i = 0; i < count; ++i) story.members.push_back({i, i == 0 ? "earliest" : "report"});
  for (size_t i = 1; i < count; ++i) {
    story.links.push_back({0, i, i == 1 ? "event" : "copy", .1, .2, .3, .9, {part(0), part(1)}});
  }
  model.skips.push_back({part(3), part(4), "skipped"});
  model.method = {{"threshold", "0.5"}, {part(5), part(6)}};
  model.articles_read = count;
  model.version = "0";
  model.language = parts[0].empty() ? "en" : "vi";
  return model;
}

bool DrivesTheTerminal(char32_t c) {
  return (c < 0x20 && c != '\n') || (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069);
}

}  // namespace
}  // namespace samestory

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace samestory;
  static const std::unique_ptr<Background> background = Background::None();
  if (size > 4096) return 0;
  const ReportModel model = ModelOf(fuzz::Parts(fuzz::View(data, size), 7));
  const absl::StatusOr<DiffView> view = CompareArticles(model.articles, 0, *background);
  FUZZ_REQUIRE(view.ok());
  for (const std::string& page :
       {FrontPageHtml(model), StoryPageHtml(model, model.stories[0], *view), DiffPageHtml(*view, "0")}) {
    FUZZ_REQUIRE(IsValidUtf8(page) && page.find('\0') == std::string::npos);
    // Every tag is one the report writes: what follows "<" is a name of its own, and scripts are its own.
    for (size_t at = page.find('<'); at != std::string::npos; at = page.find('<', at + 1)) {
      const char next = at + 1 < page.size() ? page[at + 1] : '\0';
      FUZZ_REQUIRE(next == '/' || next == '!' || (next >= 'a' && next <= 'z') || next == ' ' || next == '=' ||
                   next == '<');
    }
    FUZZ_REQUIRE(page.find("<img") == std::string::npos && page.find("<iframe") == std::string::npos);
    FUZZ_REQUIRE(page.find("javascript:") == std::string::npos ||
                 fuzz::View(data, size).find("javascript:") != std::string_view::npos);
  }
  std::string lines;
  AppendStoryLine(model, model.stories[0], &lines);
  for (const ReportArticle& article : model.articles) AppendArticleLine(article, &lines);
  for (const ReportSkip& skip : model.skips) AppendSkipLine(skip, &lines);
  FUZZ_REQUIRE(IsValidUtf8(lines) && std::count(lines.begin(), lines.end(), '\n') ==
                                         static_cast<ptrdiff_t>(model.articles.size()) + 2);
  std::string shown;
  AppendStories(model, {.width = 40}, &shown);
  shown += FormatDiff(*view, {.width = 40});
  for (size_t position = 0; position < shown.size();)
    FUZZ_REQUIRE(!DrivesTheTerminal(DecodeUtf8(shown, &position)));
  return 0;
}
