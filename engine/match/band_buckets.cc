#include "engine/match/band_buckets.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_format.h"
#include "engine/base/parallel.h"

namespace samestory {
namespace {

constexpr uint64_t kBytesOfAnArticle = 24;  // entries, those being sorted, members
constexpr size_t kSmallBucket = 32;  // in a larger one all stay: their pairs would be too many to look at
constexpr size_t kFewEntries = 4096;

uint32_t Upper(uint64_t value) { return static_cast<uint32_t>(value >> 32); }

// By the upper 32 bits, then the order they come in: two passes of 16 bits (Seward 1954; Knuth 5.2.5).
void SortByUpperHalf(std::vector<uint64_t>* values, std::vector<uint64_t>* scratch) {
  if (values->size() < kFewEntries) {
    std::stable_sort(values->begin(), values->end(),
                     [](uint64_t a, uint64_t b) { return Upper(a) < Upper(b); });
    return;
  }
  scratch->resize(values->size());
  std::vector<uint32_t> starts(size_t{1} << 16);
  for (const int shift : {32, 48}) {
    std::fill(starts.begin(), starts.end(), 0);
    for (const uint64_t value : *values) ++starts[value >> shift & 0xFFFF];
    uint32_t sum = 0;
    for (uint32_t& start : starts) sum += std::exchange(start, sum);
    for (const uint64_t value : *values) (*scratch)[starts[value >> shift & 0xFFFF]++] = value;
    values->swap(*scratch);
  }
}

class BandSorter {
 public:
  absl::StatusOr<Stage> Sort(int band, uint32_t count, const SignatureOfRank& signature,
                             const MayMatch& may_match, StageFolder* stages, const std::string& name) {
    entries_.clear();
    for (uint32_t rank = 0; rank < count; ++rank) {
      const uint32_t* rows = signature(rank);
      if (rows == nullptr) continue;
      const std::span<const uint32_t, kPermutations> whole(rows, kPermutations);
      entries_.push_back(BandHash(whole, band) >> 32 << 32 | rank);
    }
    SortByUpperHalf(&entries_, &scratch_);
    // Of what is left the upper half becomes the rank, so that one more sort puts them in its order.
    uint32_t buckets = 0;
    size_t kept = 0;
    for (size_t begin = 0; begin < entries_.size();) {
      size_t end = begin + 1;
      while (end < entries_.size() && Upper(entries_[end]) == Upper(entries_[begin])) ++end;
      const size_t before = kept;
      if (end - begin > 1) KeepMatching({&entries_[begin], end - begin}, may_match, buckets, &kept);
      buckets += kept > before;
      begin = end;
    }
    entries_.resize(kept);
    SortByUpperHalf(&entries_, &scratch_);
    ASSIGN_OR_RETURN(StageWriter writer, stages->Create(name));
    const uint64_t head = buckets;
    RETURN_IF_ERROR(writer.Append({reinterpret_cast<const char*>(&head), sizeof(head)}));
    RETURN_IF_ERROR(writer.Append({reinterpret_cast<const char*>(entries_.data()), kept * sizeof(uint64_t)}));
    return writer.Commit();
  }

 private:
  // Moves the members of a bucket that have somebody to match to the front of the entries.
  void KeepMatching(std::span<const uint64_t> bucket, const MayMatch& may_match, uint32_t number,
                    size_t* kept) {
    matching_.assign(bucket.size(), bucket.size() > kSmallBucket);
    for (size_t i = 0; bucket.size() <= kSmallBucket && i < bucket.size(); ++i) {
      for (size_t j = i + 1; j < bucket.size(); ++j) {
        if (matching_[i] && matching_[j]) continue;
        if (may_match(static_cast<uint32_t>(bucket[i]), static_cast<uint32_t>(bucket[j]))) {
          matching_[i] = matching_[j] = true;
        }
      }
    }
    for (size_t i = 0; i < bucket.size(); ++i) {
      if (matching_[i]) entries_[(*kept)++] = bucket[i] << 32 | number;
    }
  }

  std::vector<uint64_t> entries_, scratch_;
  std::vector<bool> matching_;
};

BandBuckets View(Stage stage) {
  BandBuckets band;
  uint64_t buckets = 0;
  std::memcpy(&buckets, stage.bytes().data(), sizeof(buckets));
  band.buckets = static_cast<uint32_t>(buckets);
  // Little-endian, as all that is kept: the bucket comes first.
  band.members = {reinterpret_cast<const BandMember*>(stage.bytes().data() + sizeof(buckets)),
                  stage.bytes().size() / sizeof(BandMember) - 1};
  band.stage = std::move(stage);
  return band;
}

}  // namespace

absl::StatusOr<std::vector<BandBuckets>> SortBands(uint32_t count, const SignatureOfRank& signature,
                                                   const MayMatch& may_match, uint64_t memory_bytes,
                                                   int threads, StageFolder* stages) {
  const uint64_t room =
      std::max<uint64_t>(1, memory_bytes / (kBytesOfAnArticle * std::max<uint64_t>(count, 1)));
  std::array<absl::StatusOr<Stage>, kBands> made;
  ParallelFor(kBands, static_cast<int>(std::min<uint64_t>(room, static_cast<uint64_t>(threads))), 1,
              [&](size_t begin, size_t end) {
                BandSorter sorter;
                for (size_t band = begin; band < end; ++band) {
                  const std::string name = absl::StrFormat("band-%02d", band);
                  if (std::optional<Stage> found = stages->Find(name)) {
                    made[band] = *std::move(found);
                  } else {
                    made[band] =
                        sorter.Sort(static_cast<int>(band), count, signature, may_match, stages, name);
                  }
                }
              });
  std::vector<BandBuckets> bands;
  for (absl::StatusOr<Stage>& stage : made) {
    RETURN_IF_ERROR(stage.status());
    bands.push_back(View(*std::move(stage)));
  }
  return bands;
}

}  // namespace samestory
