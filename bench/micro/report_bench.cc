#include <benchmark/benchmark.h>

#include <cstdint>
#include <string>
#include <vector>

#include "bench/micro/invented.h"
#include "engine/base/status.h"
#include "engine/diff/collation.h"
#include "engine/report/html.h"
#include "engine/report/model.h"

namespace samestory {
namespace {

ReportArticle InventReportArticle(Draw* draw, size_t position, std::string text) {
  ReportArticle article;
  article.id = "outlet-" + std::to_string(position) + "/invented.txt";
  article.source = "outlet-" + std::to_string(position);
  article.path = article.id;
  article.date = "2026-03-04T0" + std::to_string(position) + ":00:00+07:00";
  article.unix_seconds = 1772557200 + static_cast<int64_t>(position) * 3600;
  article.has_date = true;
  article.language = "vi";
  article.title = InventSentence(draw, 12);
  article.words = 600;
  article.text = std::move(text);
  return article;
}

struct Story {
  ReportModel model;
  ReportStory story;
  DiffView view;
};

// state.range(0) outlets of some 600 words, compared.
absl::StatusOr<Story> InventStory(size_t outlets) {
  Draw draw(1);
  Story out;
  const std::vector<std::string> sentences = InventSentences(&draw, 600);
  std::vector<DiffDocument> documents, titles;
  for (size_t i = 0; i < outlets; ++i) {
    out.model.articles.push_back(
        InventReportArticle(&draw, i, JoinSentences(i == 0 ? sentences : Rewrite(&draw, sentences))));
    ReportArticle& article = out.model.articles.back();
    out.story.members.push_back({i, i == 0 ? "earliest" : "partial"});
    if (i > 0) out.story.links.push_back({0, i, "partial", 0.4, 0.6, 0.6, 0.9, {InventSentence(&draw, 4)}});
    documents.push_back(ToDiffDocument(article.text));
    titles.push_back(ToDiffDocument(article.title));
    for (const DiffFact& fact : documents.back().facts) {
      const std::vector<DiffToken>& tokens = documents.back().tokens;
      article.facts.push_back(
          {fact.kind, tokens[fact.first_token].start, tokens[fact.first_token + fact.token_count - 1].end});
    }
  }
  out.view.articles = out.model.articles;
  ASSIGN_OR_RETURN(out.view.collation, Collate(documents, {}));
  ASSIGN_OR_RETURN(out.view.headlines, CompareSentences(titles));
  out.story.id = "s-000000000001";
  out.story.title = out.model.articles[0].title;
  out.story.first = out.model.articles[0].date;
  out.story.cohesion = 0.9;
  out.model.stories.push_back(out.story);
  out.model.articles_read = out.model.articles.size();
  out.model.language = "en";
  return out;
}

// From the model to the page, without comparing; `bytes` are those of the page.
template <typename Page>
void WritePages(benchmark::State& state, const Page& page) {
  const absl::StatusOr<Story> story = InventStory(static_cast<size_t>(state.range(0)));
  if (!story.ok()) {
    state.SkipWithError(std::string(story.status().message()).c_str());
    return;
  }
  size_t bytes = 0;
  for (auto _ : state) {
    const std::string html = page(*story);
    bytes = html.size();
    benchmark::DoNotOptimize(html.data());
  }
  state.SetBytesProcessed(static_cast<int64_t>(state.iterations()) * static_cast<int64_t>(bytes));
  state.counters["bytes"] = static_cast<double>(bytes);
}

void BM_StoryPageHtml(benchmark::State& state) {
  WritePages(state, [](const Story& story) { return StoryPageHtml(story.model, story.story, story.view); });
}
BENCHMARK(BM_StoryPageHtml)->Arg(2)->Arg(4)->Arg(10)->Unit(benchmark::kMillisecond);

void BM_DiffPageHtml(benchmark::State& state) {
  WritePages(state, [](const Story& story) { return DiffPageHtml(story.view, "0"); });
}
BENCHMARK(BM_DiffPageHtml)->Arg(2)->Arg(10)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace samestory
