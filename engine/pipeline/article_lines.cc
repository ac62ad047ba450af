#include "engine/pipeline/article_lines.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/monitor.h"
#include "engine/base/parallel.h"
#include "engine/pipeline/article_reader.h"
#include "engine/pipeline/report_model.h"
#include "engine/report/jsonl.h"

namespace samestory {
namespace {

absl::Status AppendLines(const Corpus& corpus, std::span<const uint32_t> articles, std::string* lines) {
  ArticleReader reader(corpus);
  for (const uint32_t article : articles) {
    ASSIGN_OR_RETURN(Article read, reader.Read(article));
    ReportArticle shown = ShowEntry(corpus, article);
    shown.text = std::move(read.text);
    AppendArticleLine(shown, lines);
  }
  return absl::OkStatus();
}

uint64_t CountWords(const Corpus& corpus, std::span<const uint32_t> articles) {
  uint64_t words = 0;
  for (const uint32_t article : articles) words += corpus.words(article);
  return words;
}

}  // namespace

absl::Status WriteArticleLines(const Corpus& corpus, std::span<const uint32_t> articles, const Config& config,
                               AtomicFile* file) {
  constexpr size_t kBatch = 256;        // articles at most, by one thread
  constexpr uint64_t kWords = 4 << 20;  // of all that is in memory at once, but of one article a thread
  const auto batches = static_cast<size_t>(std::max(config.threads, 1));
  std::vector<std::string> lines(batches);
  std::vector<absl::Status> outcomes(batches);
  // What comes from the disk in another order than it lies there is asked for long before, so that many reads are under way.
  constexpr size_t kAhead = 8192;  // articles
  uint64_t input_bytes = 0;
  for (const CatalogFile& input : corpus.catalog().files) input_bytes += input.size_bytes;
  std::optional<ArticleReader> fetcher;
  if (OutgrowsPageCache(input_bytes)) fetcher.emplace(corpus);
  std::span<const uint32_t> to_fetch = articles;
  while (!articles.empty()) {
    size_t batch_size = kBatch;
    std::span<const uint32_t> some = articles.first(std::min(articles.size(), batch_size * batches));
    while (batch_size > 1 && CountWords(corpus, some) > kWords) {
      batch_size /= 2;
      some = some.first(std::min(some.size(), batch_size * batches));
    }
    articles = articles.subspan(some.size());
    while (fetcher && to_fetch.size() + kAhead > articles.size() && !to_fetch.empty()) {
      const std::span<const uint32_t> next = to_fetch.first(std::min(to_fetch.size(), kAhead / 4));
      to_fetch = to_fetch.subspan(next.size());
      fetcher->Fetch({next.begin(), next.end()});
    }
    ParallelFor(some.size(), config.threads, batch_size, [&](size_t begin, size_t end) {
      const size_t batch = begin / batch_size;
      lines[batch].clear();
      outcomes[batch] = AppendLines(corpus, some.subspan(begin, end - begin), &lines[batch]);
    });
    for (size_t batch = 0; batch * batch_size < some.size(); ++batch) {
      RETURN_IF_ERROR(outcomes[batch]);
      RETURN_IF_ERROR(file->Append(lines[batch]));
      AddDone(config.monitor, 0, lines[batch].size());
    }
    AddDone(config.monitor, some.size(), 0);
  }
  return absl::OkStatus();
}

}  // namespace samestory
