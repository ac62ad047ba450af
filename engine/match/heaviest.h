// Internal to engine/match: the heaviest of many weighted articles.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace samestory {

// Takes weighted articles one by one and keeps those it is asked for: the `at_least` heaviest, and after them, up to
// `at_most` in all, those of a given weight or more. Of equal weight the smaller article comes first: a total order,
// so that a cut is the same whatever the order they came in.
class Heaviest {
 public:
  // `at_least` is 1 or more, `at_most` as much or more.
  Heaviest(size_t at_least, size_t at_most) : at_least_(at_least), at_most_(at_most) {}

  // Weights of `much` or more are kept beyond the first `at_least`.
  void Begin(float much) {
    much_ = much;
    bar_ = 0;
    ranks_.clear();
    room_ = Room();
  }

  // What weighs less than this need not be offered. Only rises.
  float bar() const { return bar_; }

  // `weight` is positive.
  void Offer(float weight, uint32_t article) {
    if (weight < bar_) return;
    ranks_.push_back(RankOf(weight, article));
    if (ranks_.size() >= room_) Raise();
  }

  // The kept, in any order.
  std::span<const uint64_t> Finish() {
    const auto much = std::partition(ranks_.begin(), ranks_.end(),
                                     [this](uint64_t rank) { return WeightOf(rank) >= much_; });
    const auto of_much = static_cast<size_t>(much - ranks_.begin());
    if (of_much >= at_least_) {
      ranks_.erase(much, ranks_.end());
      KeepLeast(at_most_);
    } else {
      KeepLeast(at_least_);
    }
    return ranks_;
  }

  static uint32_t ArticleOf(uint64_t rank) { return static_cast<uint32_t>(rank); }

 private:
  // One number that ascends from the heaviest to the lightest and among equals by article.
  static uint64_t RankOf(float weight, uint32_t article) {
    return uint64_t{~std::bit_cast<uint32_t>(weight)} << 32 | article;
  }
  static float WeightOf(uint64_t rank) { return std::bit_cast<float>(~static_cast<uint32_t>(rank >> 32)); }

  void KeepLeast(size_t count) {
    if (ranks_.size() <= count) return;
    std::nth_element(ranks_.begin(), ranks_.begin() + static_cast<ptrdiff_t>(count), ranks_.end());
    ranks_.resize(count);
  }

  // Drops what is sure not to be kept in the end, and raises the bar to where more of that kind stays out.
  void Raise() {
    const size_t count = bar_ < much_ ? at_least_ : at_most_;
    const auto worst = ranks_.begin() + static_cast<ptrdiff_t>(count - 1);
    std::nth_element(ranks_.begin(), worst, ranks_.end());
    const uint64_t last = *worst;
    if (bar_ < much_) {
      bar_ = std::min(WeightOf(last), much_);
      std::erase_if(ranks_, [&](uint64_t rank) { return rank > last && WeightOf(rank) < much_; });
    } else {
      bar_ = WeightOf(last);  // all here are of `much`
      ranks_.resize(count);
    }
    room_ = Room();
  }

  // Up to how many ranks are held before more is dropped.
  size_t Room() const { return std::max(4 * (bar_ < much_ ? at_least_ : at_most_), 2 * ranks_.size()); }

  const size_t at_least_, at_most_;
  float much_ = 0, bar_ = 0;
  size_t room_ = 0;
  std::vector<uint64_t> ranks_;
};

}  // namespace samestory
