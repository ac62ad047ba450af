#include "engine/match/band_buckets.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_format.h"
#include "engine/base/parallel.h"
#include "engine/base/radix_sort.h"

namespace samestory {
namespace {

constexpr int kBandsAtOnce = 4;  // a line of the cache holds the rows of four
constexpr uint64_t kEntryBytes = 8;
constexpr size_t kSmallBucket = 32;  // in a larger one all stay: their pairs would be too many to look at
constexpr int kUpperHalf = 32;       // the bits from there on

constexpr size_t kFetchAhead = 32;  // entries
constexpr int kRowsInLine = 16;     // of the cache

uint32_t Upper(uint64_t value) { return static_cast<uint32_t>(value >> 32); }
uint32_t Lower(uint64_t value) { return static_cast<uint32_t>(value); }

class BandSorter {
 public:
  // Entries of the bands from `first` on, `count` of them, in one pass.
  void Cut(std::span<const uint32_t> rank_at, const SignatureAt& signature, int first, int count) {
    for (std::vector<uint64_t>& entries : entries_) entries.clear();
    for (uint32_t place = 0; place < rank_at.size(); ++place) {
      const uint32_t* rows = rank_at[place] == kNoRank ? nullptr : signature(place);
      if (rows == nullptr) continue;
      const std::span<const uint32_t, kPermutations> whole(rows, kPermutations);
      for (int i = 0; i < count; ++i) {
        entries_[i].push_back(BandHash(whole, first + i) >> 32 << 32 | place);
      }
    }
  }

  // The i-th of the bands that were cut, as a stage.
  absl::StatusOr<Stage> Sort(int i, std::span<const uint32_t> rank_at, const SignatureAt& signature,
                             const MayMatch& may_match, const std::string& name, StageFolder* stages) {
    std::vector<uint64_t>& entries = entries_[i];
    RadixSort(&entries, kUpperHalf);
    // Of what is left the upper half becomes the rank, so that one more sort puts them in its order.
    uint32_t buckets = 0;
    size_t kept = 0, fetched = 0;
    for (size_t begin = 0; begin < entries.size();) {
      size_t end = begin + 1;
      while (end < entries.size() && Upper(entries[end]) == Upper(entries[begin])) ++end;
      fetched = Fetch(entries, fetched, end + kFetchAhead, signature);
      const size_t before = kept;
      if (end - begin > 1) {
        FindMatching({&entries[begin], end - begin}, may_match);
        for (size_t k = begin; k < end; ++k) {
          if (matching_[k - begin]) entries[kept++] = uint64_t{rank_at[Lower(entries[k])]} << 32 | buckets;
        }
      }
      buckets += kept > before;
      begin = end;
    }
    entries.resize(kept);
    RadixSort(&entries, kUpperHalf);
    ASSIGN_OR_RETURN(StageWriter writer, stages->Create(name));
    const uint64_t head = buckets;
    RETURN_IF_ERROR(writer.Append({reinterpret_cast<const char*>(&head), sizeof(head)}));
    RETURN_IF_ERROR(writer.Append({reinterpret_cast<const char*>(entries.data()), kept * kEntryBytes}));
    return writer.Commit();
  }

 private:
  // Sharers of a bucket lie all over memory: their signatures are fetched into the cache some time before FindMatching().
  static size_t Fetch(std::span<const uint64_t> entries, size_t begin, size_t end,
                      const SignatureAt& signature) {
    end = std::min(end, entries.size());
    for (size_t k = begin; k < end; ++k) {
      const bool shares = (k > 0 && Upper(entries[k]) == Upper(entries[k - 1])) ||
                          (k + 1 < entries.size() && Upper(entries[k]) == Upper(entries[k + 1]));
      if (!shares) continue;
      const uint32_t* rows = signature(Lower(entries[k]));
      for (int row = 0; row < kPermutations; row += kRowsInLine) __builtin_prefetch(rows + row);
    }
    return end;
  }

  // Which members of a bucket have somebody to match.
  void FindMatching(std::span<const uint64_t> bucket, const MayMatch& may_match) {
    const bool small = bucket.size() <= kSmallBucket;
    matching_.assign(bucket.size(), !small);
    for (size_t i = 0; small && i < bucket.size(); ++i) {
      for (size_t j = i + 1; j < bucket.size(); ++j) {
        if (matching_[i] && matching_[j]) continue;
        if (may_match(Lower(bucket[i]), Lower(bucket[j]))) {
          matching_[i] = matching_[j] = true;
        }
      }
    }
  }

  std::array<std::vector<uint64_t>, kBandsAtOnce> entries_;
  std::vector<bool> matching_;
};

// Whether the members are in order, of articles and buckets there are.
bool IsBand(std::string_view bytes, size_t articles) {
  if (bytes.size() < sizeof(uint64_t) || bytes.size() % sizeof(BandMember) != 0) return false;
  uint64_t buckets = 0;
  std::memcpy(&buckets, bytes.data(), sizeof(buckets));
  const std::span<const BandMember> members{reinterpret_cast<const BandMember*>(bytes.data()) + 1,
                                            bytes.size() / sizeof(BandMember) - 1};
  uint64_t least_rank = 0;
  return buckets <= articles && std::ranges::all_of(members, [&](const BandMember& member) {
           const bool follows =
               member.rank >= least_rank && member.rank < articles && member.bucket < buckets;
           least_rank = uint64_t{member.rank} + 1;
           return follows;
         });
}

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

absl::StatusOr<std::vector<BandBuckets>> SortBands(std::span<const uint32_t> rank_at,
                                                   const SignatureAt& signature, const MayMatch& may_match,
                                                   uint64_t memory_bytes, int threads, StageFolder* stages,
                                                   Monitor* monitor) {
  const uint64_t column_bytes = kEntryBytes * std::max<uint64_t>(rank_at.size(), 1);
  const uint64_t columns = memory_bytes / column_bytes;
  const int at_once = columns > kBandsAtOnce ? kBandsAtOnce : 1;
  const uint64_t room = std::clamp<uint64_t>(columns / (static_cast<uint64_t>(at_once) + 1), 1, kBands);
  std::array<absl::StatusOr<Stage>, kBands> made;
  const auto sort = [&](size_t first) {
    const auto name = [](size_t band) { return absl::StrFormat("band-%02d", band); };
    BandSorter sorter;
    bool cut = false;
    for (int i = 0; i < at_once; ++i) {
      const size_t band = first + static_cast<size_t>(i);
      // Whole articles, which add up to all of them.
      const uint64_t count = rank_at.size();
      AddDone(monitor, (band + 1) * count / kBands - band * count / kBands, 0);
      std::optional<Stage> found = stages->Find(name(band));
      if (found && IsBand(found->bytes(), rank_at.size())) {
        made[band] = *std::move(found);
        continue;
      }
      if (!std::exchange(cut, true)) sorter.Cut(rank_at, signature, static_cast<int>(first), at_once);
      made[band] = sorter.Sort(i, rank_at, signature, may_match, name(band), stages);
    }
  };
  ParallelFor(static_cast<size_t>(kBands / at_once),
              static_cast<int>(std::min<uint64_t>(room, static_cast<uint64_t>(threads))), 1,
              [&](size_t begin, size_t end) {
                for (size_t i = begin; i < end; ++i) sort(i * static_cast<size_t>(at_once));
              });
  std::vector<BandBuckets> bands;
  for (absl::StatusOr<Stage>& stage : made) {
    RETURN_IF_ERROR(stage.status());
    bands.push_back(View(*std::move(stage)));
  }
  return bands;
}

}  // namespace samestory
