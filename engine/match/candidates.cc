#include "engine/match/candidates.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/external_sort.h"
#include "engine/base/parallel.h"
#include "engine/match/heaviest.h"
#include "engine/match/term_buckets.h"
#include "engine/sketch/sample.h"

namespace samestory {
namespace {

// Members worked on together before what they gave is sorted away.
constexpr size_t kTogether = 1 << 15;
constexpr size_t kBlock = 1 << 11;  // of them, by one thread

// What the members keep of their terms: keys ascending, an article after the other.
struct Samples {
  StageArray<uint32_t> keys;
  std::vector<uint64_t> first{0};  // by place among the members, and the end

  std::span<const uint32_t> operator[](size_t member) const {
    return keys.values().subspan(first[member], first[member + 1] - first[member]);
  }
};

// Adds the postings of all samples to `postings`.
absl::StatusOr<Samples> SampleAll(const MatchInput& input, std::span<const uint32_t> members, int threads,
                                  ExternalSorter* postings, StageFolder* stages) {
  constexpr std::string_view kStage = "events-samples";
  ASSIGN_OR_RETURN(auto writer, StageArrayWriter<uint32_t>::Create(stages, kStage));
  Samples samples;
  std::vector<std::vector<uint32_t>> keys;
  std::vector<uint64_t> of_one;
  for (size_t start = 0; start < members.size(); start += kTogether) {
    const std::span<const uint32_t> some =
        members.subspan(start, std::min(kTogether, members.size() - start));
    keys.resize(some.size());
    ParallelFor(some.size(), threads, 64, [&](size_t begin, size_t end) {
      for (size_t i = begin; i < end; ++i) keys[i] = SampleTerms(input.terms[some[i]], kSampledTerms);
    });
    for (size_t i = 0; i < some.size(); ++i) {
      of_one.clear();
      for (const uint32_t key : keys[i]) of_one.push_back(TermBuckets::Posting(key, some[i]));
      RETURN_IF_ERROR(postings->Add(of_one));
      RETURN_IF_ERROR(writer.Append(keys[i]));
      samples.first.push_back(writer.size());
    }
  }
  ASSIGN_OR_RETURN(samples.keys, writer.Commit());
  stages->Remove(kStage);
  return samples;
}

// The most seconds that are no more than this many hours as HoursApart says it; negative where there is no window.
int64_t MostSeconds(double window_hours) {
  if (window_hours <= 0) return -1;
  constexpr double kForever = 1e15;
  auto seconds = static_cast<int64_t>(std::min(kForever, std::floor(window_hours * 3600)));
  while (static_cast<double>(seconds) / 3600 > window_hours) --seconds;
  while (static_cast<double>(seconds + 1) / 3600 <= window_hours && seconds < static_cast<int64_t>(kForever))
    ++seconds;
  return seconds;
}

// Finds whom one article keeps, an article at a time. Of one thread.
class Neighbourhood {
 public:
  Neighbourhood(const MatchInput& input, const TermBuckets& buckets, const TermWeights& weights,
                double window_hours)
      : input_(input),
        buckets_(buckets),
        weights_(weights),
        most_seconds_(MostSeconds(window_hours)),
        shared_((input.contexts.size() + kStride - 1) / kStride * kStride, 0) {}

  // Appends the pairs of `article`, which keeps `keys`.
  void Find(uint32_t article, std::span<const uint32_t> keys, std::vector<uint64_t>* near,
            std::vector<uint64_t>* apart) {
    const float own = Weigh(article, keys);
    buckets_.Near(article, keys, &buckets_of_);
    near_.Begin(kMuchShared * own);
    apart_.Begin(std::numeric_limits<float>::infinity());
    context_ = input_.contexts[article];
    size_t meetings = 0;
    for (const std::span<const uint32_t> bucket : buckets_of_) meetings += bucket.size();
    if (meetings * kDense >= shared_.size()) {
      MeetMany(article);
    } else {
      MeetFew(article);
    }
    for (const uint64_t rank : near_.Finish()) near->push_back(PackPair(article, Heaviest::ArticleOf(rank)));
    for (const uint64_t rank : apart_.Finish())
      apart->push_back(PackPair(article, Heaviest::ArticleOf(rank)));
  }

 private:
  static constexpr size_t kStride = 16;  // articles looked at together
  // From one meeting for this many articles on, going through all articles is faster than keeping a list.
  static constexpr size_t kDense = 8;
  static constexpr float kLeast = 1e-6f;  // the least a key weighs

  // What each key weighs, and all of them together.
  float Weigh(uint32_t article, std::span<const uint32_t> keys) {
    kept_.clear();
    const std::span<const Term> terms = input_.terms[article];
    auto term = terms.begin();
    for (const uint32_t key : keys) {
      while (term->key < key) ++term;  // both ascend, and samples are terms
      kept_.push_back(*term);
    }
    idf_.resize(std::max(idf_.size(), keys.size()));
    weights_.IdfOfAll(kept_, idf_.data());
    weights_.LowerFurniture(kept_, input_.contexts[article].outlet, idf_.data());
    weight_.clear();
    float own = 0;
    for (size_t i = 0; i < keys.size(); ++i) {
      const auto idf = static_cast<float>(idf_[i]);
      weight_.push_back(idf * idf * idf + kLeast);
      own += weight_.back();
    }
    return own;
  }

  void FetchBucket(size_t i) const {
    if (i >= buckets_of_.size()) return;
    constexpr size_t kArticlesOfLine = 64 / sizeof(uint32_t);
    for (size_t at = 0; at < buckets_of_[i].size(); at += kArticlesOfLine) {
      __builtin_prefetch(buckets_of_[i].data() + at);
    }
  }

  void MeetMany(uint32_t article) {
    for (size_t i = 0; i < buckets_of_.size(); ++i) {
      const float weight = weight_[i];
      FetchBucket(i + 2);
      for (const uint32_t other : buckets_of_[i]) shared_[other] += weight;
    }
    shared_[article] = 0;
    float bar = kLeast;
    for (size_t first = 0; first < shared_.size(); first += kStride) {
      float* const stride = shared_.data() + first;
      // Numbers that are not negative order as their bits do. Differences without a branch are a few vector instructions.
      const int32_t below_bar = std::bit_cast<int32_t>(bar) - 1;
      int32_t some_reach = 0;
      for (size_t i = 0; i < kStride; ++i) some_reach |= below_bar - std::bit_cast<int32_t>(stride[i]);
      if (some_reach >= 0) {
        std::fill(stride, stride + kStride, 0.0f);
        continue;
      }
      for (size_t i = 0; i < kStride; ++i) {
        if (stride[i] >= bar) Offer(static_cast<uint32_t>(first + i), stride[i]);
      }
      bar = std::max(Bar(), kLeast);
      std::fill(stride, stride + kStride, 0.0f);
    }
  }

  void MeetFew(uint32_t article) {
    size_t most = 1;  // and room for one that is not kept
    for (const std::span<const uint32_t> bucket : buckets_of_) most += bucket.size();
    if (met_.size() < most) met_.resize(most);
    size_t met = 0;
    for (size_t i = 0; i < buckets_of_.size(); ++i) {
      const float weight = weight_[i];
      FetchBucket(i + 2);
      for (const uint32_t other : buckets_of_[i]) {
        float& shared = shared_[other];
        met_[met] = other;
        met += shared == 0;
        shared += weight;
      }
    }
    shared_[article] = 0;
    for (size_t i = 0; i < met; ++i) {
      const float shared = std::exchange(shared_[met_[i]], 0);
      if (shared >= kLeast) Offer(met_[i], shared);
    }
  }

  float Bar() const {
    return most_seconds_ >= 0 && context_.dated ? std::min(near_.bar(), apart_.bar()) : near_.bar();
  }

  void Offer(uint32_t other, float shared) {
    const bool apart = most_seconds_ >= 0 && SecondsApart(context_, input_.contexts[other]) > most_seconds_;
    (apart ? apart_ : near_).Offer(shared, other);
  }

  const MatchInput& input_;
  const TermBuckets& buckets_;
  const TermWeights& weights_;
  const int64_t most_seconds_;  // within the window; negative: no window
  ArticleContext context_;      // of the article whose neighbours are looked for
  std::vector<float> shared_;   // by article; 0 between calls
  std::vector<uint32_t> met_;
  std::vector<Term> kept_;
  std::vector<double> idf_;
  std::vector<float> weight_;  // by key
  std::vector<std::span<const uint32_t>> buckets_of_;
  Heaviest near_{kNearest, kMostNear}, apart_{kNearestApart, kNearestApart};
};

}  // namespace

absl::StatusOr<CandidatePairs> EventCandidates(const MatchInput& input, std::span<const uint32_t> members,
                                               const TermWeights& weights, const MatchOptions& options,
                                               StageFolder* stages) {
  constexpr char kNear[] = "events-near", kApart[] = "events-apart", kCapped[] = "events-capped";
  auto known_near = StageArray<uint64_t>::Find(*stages, kNear);
  auto known_apart = StageArray<uint64_t>::Find(*stages, kApart);
  const auto known_capped = StageArray<uint64_t>::Find(*stages, kCapped);
  if (known_near && known_apart && known_capped && known_capped->size() == 1) {
    return CandidatePairs{*std::move(known_near), *std::move(known_apart), known_capped->values().front()};
  }

  const StageScope scope(options.monitor, "candidates", {.articles = members.size(), .bytes = 0});
  ExternalSorter postings(stages, "events-postings", options.memory_bytes / 4);
  ASSIGN_OR_RETURN(const Samples samples, SampleAll(input, members, options.threads, &postings, stages));
  ASSIGN_OR_RETURN(const TermBuckets buckets, TermBuckets::Build(input, std::move(postings), stages));

  ExternalSorter near(stages, kNear, options.memory_bytes / 8),
      apart(stages, kApart, options.memory_bytes / 8);
  struct Found {
    std::vector<uint64_t> near, apart;
  };
  std::vector<Found> found(kTogether / kBlock);
  for (size_t start = 0; start < members.size(); start += kTogether) {
    const std::span<const uint32_t> some =
        members.subspan(start, std::min(kTogether, members.size() - start));
    ParallelFor(some.size(), options.threads, kBlock, [&](size_t begin, size_t end) {
      Neighbourhood neighbourhood(input, buckets, weights, options.window_hours);
      Found& of = found[begin / kBlock];
      for (size_t i = begin; i < end; ++i) {
        neighbourhood.Find(some[i], samples[start + i], &of.near, &of.apart);
      }
    });
    scope.Add(some.size(), 0);
    for (Found& of : found) {
      RETURN_IF_ERROR(near.Add(of.near));
      RETURN_IF_ERROR(apart.Add(of.apart));
      of = {};
    }
  }
  CandidatePairs result;
  result.capped_buckets = buckets.capped();
  ASSIGN_OR_RETURN(auto capped, StageArrayWriter<uint64_t>::Create(stages, kCapped));
  const uint64_t capped_buckets = buckets.capped();
  RETURN_IF_ERROR(capped.Append({&capped_buckets, 1}));
  RETURN_IF_ERROR(capped.Commit().status());
  ASSIGN_OR_RETURN(result.apart, apart.MergeDistinct(kApart));
  ASSIGN_OR_RETURN(result.pairs, near.MergeDistinct(kNear));
  return result;
}

}  // namespace samestory
