#include "engine/match/neighbourhood.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <utility>

#include "engine/match/candidates.h"

namespace samestory {
namespace {

constexpr size_t kStride = 16;  // places looked at together
// From one meeting for this many places on, going through all places is faster than keeping a list.
constexpr size_t kDense = 8;
constexpr float kLeast = 1e-6f;  // the least a key weighs

// The sums of a slice of places fit into the processor's second cache; more slices than that are slow to deal out to.
constexpr int kLogSlice = 15;
constexpr size_t kMostSlices = 64;

int LogSlice(size_t places) {
  int log = kLogSlice;
  while ((places >> log) >= kMostSlices) ++log;
  return log;
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

}  // namespace

Neighbourhood::Neighbourhood(const MatchInput& input, const TimeLine& line, const TermBuckets& buckets,
                             const TermWeights& weights, double window_hours)
    : input_(input),
      line_(line),
      buckets_(buckets),
      weights_(weights),
      most_seconds_(MostSeconds(window_hours)),
      log_slice_(LogSlice(line.size())),
      near_(kNearest, kMostNear),
      apart_(kNearestApart, kNearestApart) {
  const size_t slice = std::min(line.size(), size_t{1} << log_slice_);
  shared_.resize((slice + kStride - 1) / kStride * kStride, 0);
}

void Neighbourhood::Find(uint32_t place, std::span<const uint32_t> keys, std::vector<uint64_t>* near,
                         std::vector<uint64_t>* apart) {
  const uint32_t article = line_.ArticleAt(place);
  context_ = input_.contexts[article];
  near_.Begin(kMuchShared * Weigh(article, keys));
  apart_.Begin(std::numeric_limits<float>::infinity());
  LookAround();
  buckets_.Near(place, keys, &buckets_of_);
  size_t meetings = 0;
  for (const std::span<const uint32_t> bucket : buckets_of_) meetings += bucket.size();
  if (line_.size() > shared_.size()) {
    MeetInSlices(place, meetings);
  } else if (meetings * kDense >= line_.size()) {
    MeetMany(place);
  } else {
    MeetFew(place, meetings);
  }
  for (const uint64_t rank : near_.Finish()) near->push_back(PackPair(article, Heaviest::ArticleOf(rank)));
  for (const uint64_t rank : apart_.Finish()) apart->push_back(PackPair(article, Heaviest::ArticleOf(rank)));
}

// What each key weighs, and all of them together.
float Neighbourhood::Weigh(uint32_t article, std::span<const uint32_t> keys) {
  kept_.clear();
  const std::span<const Term> terms = input_.terms[article];
  auto term = terms.begin();
  for (const uint32_t key : keys) {
    while (term->key < key) ++term;  // both ascend, and samples are terms
    kept_.push_back(*term);
  }
  idf_.resize(std::max(idf_.size(), keys.size()));
  weights_.IdfOfAll(kept_, idf_.data());
  weights_.LowerFurniture(kept_, context_.outlet, idf_.data());
  weight_.clear();
  float own = 0;
  for (size_t i = 0; i < keys.size(); ++i) {
    const auto idf = static_cast<float>(idf_[i]);
    weight_.push_back(idf * idf * idf + kLeast);
    own += weight_.back();
  }
  return own;
}

void Neighbourhood::LookAround() {
  const TimeLine::Window window = line_.Around(context_, most_seconds_);
  stretches_ = {{window.unsure, Side::kApart},
                {window.near, Side::kUnsure},
                {window.after, Side::kNear},
                {line_.dated(), Side::kApart},
                {static_cast<uint32_t>(line_.size()), Side::kNear}};
}

void Neighbourhood::FetchBucket(size_t i) const {
  if (i >= buckets_of_.size()) return;
  constexpr size_t kPlacesOfLine = 64 / sizeof(uint32_t);
  for (size_t at = 0; at < buckets_of_[i].size(); at += kPlacesOfLine) {
    __builtin_prefetch(buckets_of_[i].data() + at);
  }
}

void Neighbourhood::MeetMany(uint32_t place) {
  for (size_t i = 0; i < buckets_of_.size(); ++i) {
    const float weight = weight_[i];
    FetchBucket(i + 2);
    for (const uint32_t other : buckets_of_[i]) shared_[other] += weight;
  }
  shared_[place] = 0;
  uint32_t at = 0;
  for (const Stretch& stretch : stretches_) {
    float bar = BarOf(stretch.side);
    while (at < stretch.end) {
      const uint32_t end = std::min<uint32_t>(stretch.end, (at / kStride + 1) * kStride);
      // Numbers that are not negative order as their bits do. Differences without a branch are a few vector
      // instructions.
      const int32_t below_bar = std::bit_cast<int32_t>(bar) - 1;
      int32_t some_reach = 0;
      const float* const stride = shared_.data() + at / kStride * kStride;
      for (size_t i = 0; i < kStride; ++i) some_reach |= below_bar - std::bit_cast<int32_t>(stride[i]);
      if (some_reach < 0) {
        for (uint32_t other = at; other < end; ++other) {
          if (shared_[other] >= bar) Offer(other, shared_[other], stretch.side);
        }
        bar = BarOf(stretch.side);
      }
      at = end;
    }
  }
  std::fill(shared_.begin(), shared_.end(), 0.0f);
}

void Neighbourhood::MeetFew(uint32_t place, size_t meetings) {
  if (met_.size() <= meetings) met_.resize(meetings + 1);  // with room for one that is not kept
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
  shared_[place] = 0;
  OfferMet(met, 0, static_cast<uint32_t>(line_.size()));
}

// First all meetings by slice, then one slice after the other, whose sums stay in the processor's cache. In each slice
// they keep their order, so that sums are the same to the last bit.
void Neighbourhood::MeetInSlices(uint32_t place, size_t meetings) {
  const size_t slices = ((line_.size() - 1) >> log_slice_) + 1;
  if (met_.size() <= meetings) met_.resize(meetings + 1);
  if (room_ < slices * meetings) {
    room_ = 2 * slices * meetings;
    meetings_ = std::make_unique_for_overwrite<uint64_t[]>(room_);
  }
  ends_.resize(slices);
  for (size_t slice = 0; slice < slices; ++slice) ends_[slice] = meetings_.get() + slice * meetings;
  for (size_t i = 0; i < buckets_of_.size(); ++i) {
    const auto weight = std::bit_cast<uint32_t>(weight_[i]);
    FetchBucket(i + 2);
    for (const uint32_t other : buckets_of_[i])
      *ends_[other >> log_slice_]++ = uint64_t{other} << 32 | weight;
  }
  for (size_t slice = 0; slice < slices; ++slice) {
    const auto first = static_cast<uint32_t>(slice << log_slice_);
    const auto end = static_cast<uint32_t>(std::min(line_.size(), (slice + 1) << log_slice_));
    size_t met = 0;
    for (const uint64_t* at = meetings_.get() + slice * meetings; at != ends_[slice]; ++at) {
      const uint32_t other = static_cast<uint32_t>(*at >> 32) - first;
      float& shared = shared_[other];
      met_[met] = other;
      met += shared == 0;
      shared += std::bit_cast<float>(static_cast<uint32_t>(*at));
    }
    if (place >= first && place < end) shared_[place - first] = 0;
    OfferMet(met, first, end);
  }
}

// What the first `met` of met_ share, being places between `first` and `end` counted from `first`.
void Neighbourhood::OfferMet(size_t met, uint32_t first, uint32_t end) {
  const auto stretch_of = [&](uint32_t place) {
    return std::find_if(stretches_.begin(), stretches_.end(),
                        [&](const Stretch& s) { return place < s.end; });
  };
  const Stretch& stretch = *stretch_of(first);
  const bool of_one_side = end <= stretch.end;
  for (size_t i = 0; i < met; ++i) {
    const float shared = std::exchange(shared_[met_[i]], 0);
    const uint32_t place = first + met_[i];
    const Side side = of_one_side ? stretch.side : stretch_of(place)->side;
    if (shared >= BarOf(side)) Offer(place, shared, side);
  }
}

// What shares less need not be offered.
float Neighbourhood::BarOf(Side side) const {
  const float bar = side == Side::kNear    ? near_.bar()
                    : side == Side::kApart ? apart_.bar()
                                           : std::min(near_.bar(), apart_.bar());
  return std::max(bar, kLeast);
}

void Neighbourhood::Offer(uint32_t place, float shared, Side side) {
  const uint32_t other = line_.ArticleAt(place);
  if (side == Side::kUnsure) {
    side = SecondsApart(context_, input_.contexts[other]) > most_seconds_ ? Side::kApart : Side::kNear;
  }
  (side == Side::kApart ? apart_ : near_).Offer(shared, other);
}

}  // namespace samestory
