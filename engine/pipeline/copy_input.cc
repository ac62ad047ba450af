#include "engine/pipeline/copy_input.h"

#include <vector>

#include "engine/pipeline/article_reader.h"
#include "engine/text/shingle.h"

namespace samestory {

const uint32_t* CorpusCopyInput::SignatureAt(uint32_t place) const {
  const ArticleRef at = corpus_.RefAt(place);
  const uint32_t* rows = corpus_.signature(at).data();
  // A stub's is all ones; that any other's first row is has one chance in 2^32 for each shingle.
  return rows[0] == UINT32_MAX && corpus_.words(at) < kShingleWords ? nullptr : rows;
}

absl::Status CorpusCopyInput::ReadShingles(std::span<const uint32_t> articles,
                                           const TakeShingles& take) const {
  ArticleReader reader(corpus_);
  for (size_t i = 0; i < articles.size(); ++i) {
    ASSIGN_OR_RETURN(const Article article, reader.Read(articles[i]));
    take(i, WordShingles(article.text));
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<Copy>> FindCopies(const Corpus& corpus, std::span<const uint32_t> order,
                                             double window_hours, const Config& config) {
  return FindCopies(CorpusCopyInput(corpus), order,
                    {window_hours, config.memory_bytes, config.threads, config.monitor}, corpus.stages());
}

}  // namespace samestory
