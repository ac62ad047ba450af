// Invented articles as the search for copies asks for them: all in memory.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/match/copies.h"
#include "tests/match/articles.h"

namespace samestory {

class CopyArticles : public CopyInput {
 public:
  explicit CopyArticles(const Articles& articles) : articles_(articles) {
    for (uint32_t i = 0; i < articles.size(); ++i) signatures_.push_back(MinHash(articles.shingles(i)));
  }

  uint32_t size() const override { return articles_.size(); }
  std::span<const uint32_t, kPermutations> Signature(uint32_t article) const override {
    return signatures_[article];
  }
  ArticleContext Context(uint32_t article) const override { return articles_.input().contexts[article]; }

  // Articles that were repeated have one text.
  uint64_t TextHash(uint32_t article) const override {
    return one_hash_ ? 1 : reinterpret_cast<uintptr_t>(articles_.shingles(article).data());
  }
  uint32_t Words(uint32_t article) const override {
    return static_cast<uint32_t>(articles_.shingles(article).size());
  }
  // As if strangers had made all texts to have one hash.
  void GiveOneHash() { one_hash_ = true; }

  // They lie the other way round, at every other place.
  uint32_t places() const override { return 2 * size(); }
  uint32_t PlaceOf(uint32_t article) const override { return 2 * (size() - 1 - article) + 1; }
  const uint32_t* SignatureAt(uint32_t place) const override {
    const uint32_t article = size() - 1 - place / 2;
    return articles_.shingles(article).empty() ? nullptr : signatures_[article].data();
  }
  absl::Status ReadShingles(std::span<const uint32_t> articles, const TakeShingles& take) const override {
    sets_read_ += articles.size();
    if (!fault_.ok()) return fault_;
    for (size_t i = 0; i < articles.size(); ++i) take(i, articles_.shingles(articles[i]));
    return absl::OkStatus();
  }

  // How many sets were asked for so far.
  size_t sets_read() const { return sets_read_; }
  // Every reading fails with it from now on.
  void FailWith(absl::Status fault) { fault_ = std::move(fault); }

 private:
  const Articles& articles_;
  std::vector<samestory::Signature> signatures_;
  mutable std::atomic<size_t> sets_read_{0};
  absl::Status fault_;
  bool one_hash_ = false;
};

}  // namespace samestory
