// Internal to engine/match: whom an article shares the most with.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "engine/match/heaviest.h"
#include "engine/match/term_buckets.h"
#include "engine/match/time_line.h"
#include "engine/match/weights.h"

namespace samestory {

// Takes an article at a time. Of one thread.
class Neighbourhood {
 public:
  // All must outlive the object. `window_hours`: 0 for no window.
  Neighbourhood(const MatchInput& input, const TimeLine& line, const TermBuckets& buckets,
                const TermWeights& weights, double window_hours);

  // Appends the pairs of the article at `place`, which keeps `keys`: of its nearest within the window and beyond it.
  void Find(uint32_t place, std::span<const uint32_t> keys, std::vector<uint64_t>* near,
            std::vector<uint64_t>* apart);

 private:
  // Places of which the same is known of their time.
  enum class Side { kNear, kApart, kUnsure };
  struct Stretch {
    uint32_t end = 0;
    Side side = Side::kNear;
  };

  float Weigh(uint32_t article, std::span<const uint32_t> keys);
  void LookAround();
  void FetchBucket(size_t i) const;
  void MeetMany(uint32_t place);
  void MeetFew(uint32_t place, size_t meetings);
  void MeetInSlices(uint32_t place, size_t meetings);
  void OfferMet(size_t met, uint32_t first, uint32_t end);
  float BarOf(Side side) const;
  void Offer(uint32_t place, float shared, Side side);

  const MatchInput& input_;
  const TimeLine& line_;
  const TermBuckets& buckets_;
  const TermWeights& weights_;
  const int64_t most_seconds_;  // within the window; negative: no window
  const int log_slice_;

  // Of the article whose neighbours are looked for.
  ArticleContext context_;
  std::vector<Stretch> stretches_;  // which together are the whole line
  std::vector<Term> kept_;
  std::vector<double> idf_;
  std::vector<float> weight_;  // by key
  std::vector<std::span<const uint32_t>> buckets_of_;

  std::vector<float> shared_;  // by place in a slice; 0 between calls
  std::vector<uint32_t> met_;
  // By slice, with room for all in each, most of it never touched: place in the upper half, the bits of the weight in the
  // lower.
  std::unique_ptr<uint64_t[]> meetings_;
  size_t room_ = 0;
  std::vector<uint64_t*> ends_;  // by slice, of its meetings
  Heaviest near_, apart_;
};

}  // namespace samestory
