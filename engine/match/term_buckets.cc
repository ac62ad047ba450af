#include "engine/match/term_buckets.h"

#include <algorithm>
#include <bit>
#include <string_view>
#include <tuple>
#include <utility>

#include "engine/base/hash.h"
#include "engine/match/candidates.h"

namespace samestory {
namespace {

static_assert(kBucketLimit <= UINT16_MAX);

// The line in which articles stand at a term of too many: the dated by time, then the others, shuffled by the term.
uint64_t Shuffled(uint32_t key, uint32_t article) { return Mix64(uint64_t{key} << 32 | article); }

}  // namespace

// Takes postings in their order, and writes a bucket when its last has come.
class TermBuckets::Writer {
 public:
  Writer(const TimeLine& line, StageArrayWriter<uint32_t> places, StageArrayWriter<Bucket> buckets)
      : line_(line), places_writer_(std::move(places)), buckets_writer_(std::move(buckets)) {}

  absl::Status Add(std::span<const uint64_t> postings) {
    for (const uint64_t posting : postings) {
      const auto key = static_cast<uint32_t>(posting >> 32);
      if (key != key_) RETURN_IF_ERROR(EndBucket());
      key_ = key;
      // One more than the limit tells enough.
      if (bucket_.size() <= kBucketLimit) bucket_.push_back(static_cast<uint32_t>(posting));
    }
    return absl::OkStatus();
  }

  absl::Status Finish(TermBuckets* out) {
    RETURN_IF_ERROR(EndBucket());
    RETURN_IF_ERROR(Flush());
    ASSIGN_OR_RETURN(out->places_, places_writer_.Commit());
    ASSIGN_OR_RETURN(out->buckets_, buckets_writer_.Commit());
    out->capped_ = capped_;
    return absl::OkStatus();
  }

 private:
  absl::Status EndBucket() {
    if (bucket_.size() > kBucketCap) ++capped_;
    // Buckets of one and buckets over the limit go: what is left is what brings articles together.
    if (bucket_.size() > 1 && bucket_.size() <= kBucketLimit) {
      uint16_t dated = 0;
      if (bucket_.size() > kBucketCap) dated = StandInLine();
      buckets_.push_back({key_, static_cast<uint16_t>(bucket_.size()), dated, first_ + places_.size()});
      places_.insert(places_.end(), bucket_.begin(), bucket_.end());
      if (places_.size() >= kTogether) RETURN_IF_ERROR(Flush());
    }
    bucket_.clear();
    return absl::OkStatus();
  }

  // Returns how many are dated, which stand as they are to stand.
  uint16_t StandInLine() {
    const auto undated = std::lower_bound(bucket_.begin(), bucket_.end(), line_.dated());
    shuffled_.clear();
    for (auto place = undated; place != bucket_.end(); ++place) {
      shuffled_.emplace_back(Shuffled(key_, line_.ArticleAt(*place)), *place);
    }
    std::sort(shuffled_.begin(), shuffled_.end());
    std::transform(shuffled_.begin(), shuffled_.end(), undated,
                   [](const auto& other) { return other.second; });
    return static_cast<uint16_t>(undated - bucket_.begin());
  }

  absl::Status Flush() {
    first_ += places_.size();
    RETURN_IF_ERROR(places_writer_.Append(places_));
    RETURN_IF_ERROR(buckets_writer_.Append(buckets_));
    places_.clear();
    buckets_.clear();
    return absl::OkStatus();
  }

  static constexpr size_t kTogether = 1 << 14;
  const TimeLine& line_;
  StageArrayWriter<uint32_t> places_writer_;
  StageArrayWriter<Bucket> buckets_writer_;
  std::vector<uint32_t> places_;
  std::vector<Bucket> buckets_;
  uint64_t first_ = 0;  // of places_
  uint32_t key_ = 0;
  std::vector<uint32_t> bucket_;
  std::vector<std::pair<uint64_t, uint32_t>> shuffled_;
  size_t capped_ = 0;
};

absl::StatusOr<TermBuckets> TermBuckets::Build(const TimeLine& line, ExternalSorter postings,
                                               StageFolder* stages) {
  constexpr std::string_view kPlaces = "events-bucket-places", kBuckets = "events-buckets";
  ASSIGN_OR_RETURN(auto places, StageArrayWriter<uint32_t>::Create(stages, kPlaces));
  ASSIGN_OR_RETURN(auto buckets, StageArrayWriter<Bucket>::Create(stages, kBuckets));
  Writer writer(line, std::move(places), std::move(buckets));
  RETURN_IF_ERROR(postings.Merge([&](std::span<const uint64_t> some) { return writer.Add(some); }));
  TermBuckets result(line);
  RETURN_IF_ERROR(writer.Finish(&result));
  // Of no use to a resumed run, which has the pairs or begins anew.
  stages->Remove(kPlaces);
  stages->Remove(kBuckets);
  result.MakeDirectory();
  return result;
}

void TermBuckets::MakeDirectory() {
  const std::span<const Bucket> buckets = buckets_.values();
  const int log_directory = std::clamp(static_cast<int>(std::bit_width(buckets.size())), 1, 24);
  shift_ = 32 - log_directory;
  directory_.assign((size_t{1} << log_directory) + 1, 0);
  for (const Bucket& bucket : buckets) ++directory_[(bucket.key >> shift_) + 1];
  for (size_t i = 1; i < directory_.size(); ++i) directory_[i] += directory_[i - 1];
}

size_t TermBuckets::Find(const Bucket& bucket, std::span<const uint32_t> line, uint32_t place) const {
  if (place < line_->dated()) {
    const auto found = std::lower_bound(line.begin(), line.begin() + bucket.dated, place);
    return static_cast<size_t>(found - line.begin());
  }
  // A hash says about where among the hashes of others it stands: from there outwards.
  const size_t undated = line.size() - bucket.dated;
  const uint64_t fraction = Shuffled(bucket.key, line_->ArticleAt(place)) >> 32;
  size_t before = bucket.dated + ((fraction * undated) >> 32), after = before;
  for (;;) {
    if (line[after] == place) return after;
    if (line[before] == place) return before;
    if (after + 1 < line.size()) ++after;
    if (before > 0) --before;
  }
}

std::span<const uint32_t> TermBuckets::NearInLine(const Bucket& bucket, uint32_t place) const {
  const std::span<const uint32_t> line = places_.values().subspan(bucket.first, bucket.size);
  if (line.size() <= kBucketCap) return line;
  const size_t before = Find(bucket, line, place);
  const size_t first = std::min(before - std::min(before, kBucketCap / 2), line.size() - kBucketCap);
  return line.subspan(first, kBucketCap);
}

void TermBuckets::Near(uint32_t place, std::span<const uint32_t> keys,
                       std::vector<std::span<const uint32_t>>* near) const {
  const std::span<const Bucket> buckets = buckets_.values();
  const std::span<const uint32_t> places = places_.values();
  near->assign(keys.size(), {});
  for (const uint32_t key : keys) __builtin_prefetch(&directory_[key >> shift_]);
  for (const uint32_t key : keys) __builtin_prefetch(buckets.data() + directory_[key >> shift_]);
  for (size_t i = 0; i < keys.size(); ++i) {
    const auto begin = buckets.begin() + directory_[keys[i] >> shift_];
    const auto end = buckets.begin() + directory_[(keys[i] >> shift_) + 1];
    const auto bucket =
        std::lower_bound(begin, end, keys[i], [](const Bucket& b, uint32_t key) { return b.key < key; });
    if (bucket == end || bucket->key != keys[i]) continue;
    __builtin_prefetch(places.data() + bucket->first);
    (*near)[i] = NearInLine(*bucket, place);
  }
}

}  // namespace samestory
