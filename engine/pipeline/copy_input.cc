#include "engine/pipeline/copy_input.h"

#include <vector>

#include "engine/base/parallel.h"
#include "engine/pipeline/article_reader.h"
#include "engine/text/shingle.h"

namespace samestory {

bool CorpusCopyInput::IsStub(uint32_t article) const { return corpus_.words(article) < kShingleWords; }

absl::Status CorpusCopyInput::ReadShingles(std::span<const uint32_t> articles, int threads,
                                           const TakeShingles& take) const {
  // Neighbours go to one thread, since they come with one read.
  constexpr size_t kTogether = 64;
  std::vector<absl::Status> outcomes((articles.size() + kTogether - 1) / kTogether);
  ParallelFor(articles.size(), threads, kTogether, [&](size_t begin, size_t end) {
    ArticleReader reader(corpus_);
    for (size_t i = begin; i < end; ++i) {
      const absl::StatusOr<Article> article = reader.Read(articles[i]);
      if (article.ok()) {
        take(i, WordShingles(article->text));
      } else {
        outcomes[begin / kTogether].Update(article.status());
      }
    }
  });
  return FirstError(outcomes);
}

absl::StatusOr<std::vector<Copy>> FindCopies(const Corpus& corpus, std::span<const uint32_t> order,
                                             double window_hours, const Config& config) {
  return FindCopies(CorpusCopyInput(corpus), order,
                    {window_hours, config.memory_bytes, config.threads, config.monitor}, corpus.stages());
}

}  // namespace samestory
