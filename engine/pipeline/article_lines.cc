#include "engine/pipeline/article_lines.h"

#include <algorithm>
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

}  // namespace

absl::Status WriteArticleLines(const Corpus& corpus, std::span<const uint32_t> articles, const Config& config,
                               AtomicFile* file) {
  constexpr size_t kBatch = 256;  // articles, by one thread
  const auto batches = static_cast<size_t>(std::max(config.threads, 1));
  std::vector<std::string> lines(batches);
  std::vector<absl::Status> outcomes(batches);
  while (!articles.empty()) {
    const std::span<const uint32_t> some = articles.first(std::min(articles.size(), kBatch * batches));
    articles = articles.subspan(some.size());
    ParallelFor(some.size(), config.threads, kBatch, [&](size_t begin, size_t end) {
      const size_t batch = begin / kBatch;
      lines[batch].clear();
      outcomes[batch] = AppendLines(corpus, some.subspan(begin, end - begin), &lines[batch]);
    });
    for (size_t batch = 0; batch * kBatch < some.size(); ++batch) {
      RETURN_IF_ERROR(outcomes[batch]);
      RETURN_IF_ERROR(file->Append(lines[batch]));
      AddDone(config.monitor, 0, lines[batch].size());
    }
    AddDone(config.monitor, some.size(), 0);
  }
  return absl::OkStatus();
}

}  // namespace samestory
