#include <benchmark/benchmark.h>

#include <cstdint>
#include <string>
#include <vector>

#include "bench/micro/invented.h"
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

// A story of state.range(0) outlets of some 600 words, compared and shown. Bytes are those of the page.
void BM_StoryPageHtml(benchmark::State& state) {
  Draw draw(1);
  const std::vector<std::string> sentences = InventSentences(&draw, 600);
  ReportModel model;
  ReportStory story;
  DiffView view;
  std::vector<DiffDocument> documents;
  for (size_t i = 0; i < static_cast<size_t>(state.range(0)); ++i) {
    model.articles.push_back(
        InventReportArticle(&draw, i, JoinSentences(i == 0 ? sentences : Rewrite(&draw, sentences))));
    story.members.push_back({i, i == 0 ? "earliest" : "partial"});
    if (i > 0) story.links.push_back({0, i, "partial", 0.4, 0.6, 0.6, 0.9, {InventSentence(&draw, 4)}});
    documents.push_back(ToDiffDocument(model.articles[i].text));
  }
  view.articles = model.articles;
  story.id = "s-000000000001";
  story.title = model.articles[0].title;
  story.first = model.articles[0].date;
  story.cohesion = 0.9;
  model.stories.push_back(story);
  model.articles_read = model.articles.size();
  model.language = "en";

  size_t bytes = 0;
  for (auto _ : state) {
    absl::StatusOr<Collation> collation = Collate(documents, {});
    if (!collation.ok()) {
      state.SkipWithError(std::string(collation.status().message()).c_str());
      return;
    }
    view.collation = *std::move(collation);
    const std::string page = StoryPageHtml(model, story, view);
    bytes = page.size();
    benchmark::DoNotOptimize(page.data());
  }
  state.SetBytesProcessed(static_cast<int64_t>(state.iterations()) * static_cast<int64_t>(bytes));
}
BENCHMARK(BM_StoryPageHtml)->Arg(2)->Arg(4)->Arg(10)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace samestory
