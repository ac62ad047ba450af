// FindCopies over invented articles, in memory.
#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <span>
#include <vector>

#include "engine/base/stage_folder.h"
#include "engine/match/copies.h"
#include "tests/match/articles.h"

namespace samestory {

class ArticlesCopyInput : public CopyInput {
 public:
  explicit ArticlesCopyInput(const Articles& articles) : articles_(articles) {
    for (uint32_t i = 0; i < articles.input().contexts.size(); ++i) {
      signatures_.push_back(MinHash(articles.shingles(i)));
    }
  }
  uint32_t size() const override { return static_cast<uint32_t>(signatures_.size()); }
  bool IsStub(uint32_t article) const override { return articles_.shingles(article).empty(); }
  std::span<const uint32_t, kPermutations> Signature(uint32_t article) const override {
    return signatures_[article];
  }
  ArticleContext Context(uint32_t article) const override { return articles_.input().contexts[article]; }
  void SortByPlace(std::vector<uint32_t>* articles) const override {
    std::sort(articles->begin(), articles->end());
  }
  absl::Status ReadShingles(std::span<const uint32_t> articles, int,
                            const TakeShingles& take) const override {
    for (size_t i = 0; i < articles.size(); ++i) take(i, articles_.shingles(articles[i]));
    return absl::OkStatus();
  }

 private:
  const Articles& articles_;
  std::vector<samestory::Signature> signatures_;
};

inline std::vector<CopyOf> FindCopies(const Articles& articles, std::span<const uint32_t> order,
                                      double window_hours, int threads) {
  StageFolder stages = StageFolder::Temporary(testing::TempDir());
  const ArticlesCopyInput input(articles);
  const absl::StatusOr<std::vector<Copy>> copies =
      FindCopies(input, order, {.window_hours = window_hours, .threads = threads}, &stages);
  EXPECT_TRUE(copies.ok()) << copies.status();
  return copies.ok() ? ByArticle(*copies, input.size()) : std::vector<CopyOf>();
}

}  // namespace samestory
