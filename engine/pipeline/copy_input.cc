#include "engine/pipeline/copy_input.h"

#include <algorithm>
#include <vector>

#include "engine/base/parallel.h"
#include "engine/pipeline/article_reader.h"
#include "engine/text/shingle.h"

namespace samestory {

const uint32_t* CorpusCopyInput::SignatureAt(uint32_t place) const {
  const ArticleRef at = corpus_.RefAt(place);
  const uint32_t* rows = corpus_.signature(at).data();
  // A stub's is all ones; that any other's first row is has one chance in 2^32 for each shingle.
  return rows[0] == UINT32_MAX && corpus_.words(at) < kShingleWords ? nullptr : rows;
}

absl::Status CorpusCopyInput::ReadShingles(std::span<const uint32_t> articles, int threads,
                                           const TakeShingles& take) const {
  // Neighbours go to one thread, since they come with one read: to each some stretches, the longer the better.
  constexpr size_t kFewest = 64, kStretches = 4;
  const size_t together =
      std::max(kFewest, articles.size() / (kStretches * static_cast<size_t>(std::max(threads, 1))));
  std::vector<absl::Status> outcomes((articles.size() + together - 1) / together);
  ParallelFor(articles.size(), threads, together, [&](size_t begin, size_t end) {
    ArticleReader reader(corpus_);
    for (size_t i = begin; i < end; ++i) {
      const absl::StatusOr<Article> article = reader.Read(articles[i]);
      if (article.ok()) {
        take(i, WordShingles(article->text));
      } else {
        outcomes[begin / together].Update(article.status());
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
