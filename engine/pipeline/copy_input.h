// A corpus as the search for copies asks for it.
#pragma once

#include "engine/match/copies.h"
#include "engine/pipeline/corpus.h"

namespace samestory {

class CorpusCopyInput : public CopyInput {
 public:
  explicit CorpusCopyInput(const Corpus& corpus) : corpus_(corpus) {}
  uint32_t size() const override { return static_cast<uint32_t>(corpus_.size()); }
  std::span<const uint32_t, kPermutations> Signature(uint32_t article) const override {
    return corpus_.signature(article);
  }
  ArticleContext Context(uint32_t article) const override { return corpus_.context(article); }
  uint64_t TextHash(uint32_t article) const override { return corpus_.text_hash(article); }
  uint32_t Words(uint32_t article) const override { return corpus_.words(article); }
  uint32_t places() const override { return corpus_.places(); }
  uint32_t PlaceOf(uint32_t article) const override { return corpus_.PlaceOf(article); }
  const uint32_t* SignatureAt(uint32_t place) const override;
  absl::Status ReadShingles(std::span<const uint32_t> articles, const TakeShingles& take) const override;

 private:
  const Corpus& corpus_;
};

// Copies of the corpus, an entry each. `order` as in FindCopies.
absl::StatusOr<std::vector<Copy>> FindCopies(const Corpus& corpus, std::span<const uint32_t> order,
                                             double window_hours, const Config& config);

}  // namespace samestory
