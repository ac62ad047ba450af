#include "engine/match/copies.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/str_format.h"
#include "engine/base/stage_array.h"
#include "engine/match/band_buckets.h"
#include "engine/match/shingle_store.h"

namespace samestory {
namespace {

// Jaccard is at most the ratio of the sizes.
bool SizesAllow(size_t a, size_t b) {
  return static_cast<double>(std::min(a, b)) >= kCopyJaccard * static_cast<double>(std::max(a, b));
}

// A pair at kCopyJaccard agrees in fewer than half of the places with a probability under 1e-6 (binomial, 128
// draws); most pairs that merely share a band are told off here, at a fraction of the exact comparison's cost.
bool SignaturesAllow(std::span<const uint32_t, kPermutations> a, std::span<const uint32_t, kPermutations> b) {
  return EstimateJaccard(a, b) >= 0.5;
}

// The kept articles of each bucket, by their ranks, as chains through one array.
class KeptInBuckets {
 public:
  explicit KeptInBuckets(std::span<const BandBuckets> bands) : bands_(bands), at_(bands.size(), 0) {
    for (const BandBuckets& band : bands) heads_.emplace_back(band.buckets, kEnd);
  }

  // Ranks must ascend from call to call. Ascending, distinct.
  void Candidates(uint32_t rank, std::vector<uint32_t>* candidates) {
    own_.clear();
    candidates->clear();
    for (size_t i = 0; i < bands_.size(); ++i) {
      const std::span<const BandMember> members = bands_[i].members;
      if (at_[i] == members.size() || members[at_[i]].rank != rank) continue;
      uint32_t& head = heads_[i][members[at_[i]++].bucket];
      own_.push_back(&head);
      for (uint32_t node = head; node != kEnd; node = nodes_[node].next)
        candidates->push_back(nodes_[node].rank);
    }
    std::sort(candidates->begin(), candidates->end());
    candidates->erase(std::unique(candidates->begin(), candidates->end()), candidates->end());
  }

  // The article of the last call is kept.
  void Keep(uint32_t rank) {
    for (uint32_t* head : own_) {
      nodes_.push_back({rank, *head});
      *head = static_cast<uint32_t>(nodes_.size() - 1);
    }
  }

 private:
  static constexpr uint32_t kEnd = UINT32_MAX;
  struct Node {
    uint32_t rank, next;
  };
  std::span<const BandBuckets> bands_;
  std::vector<size_t> at_;                    // by band: its next member
  std::vector<std::vector<uint32_t>> heads_;  // by band and bucket
  std::vector<Node> nodes_;
  std::vector<uint32_t*> own_;
};

// Articles that share a bucket with anybody, ascending by rank.
std::vector<uint32_t> RanksInBuckets(std::span<const BandBuckets> bands, uint32_t count) {
  std::vector<bool> in_bucket(count, false);
  for (const BandBuckets& band : bands) {
    for (const BandMember& member : band.members) in_bucket[member.rank] = true;
  }
  std::vector<uint32_t> ranks;
  for (uint32_t rank = 0; rank < count; ++rank) {
    if (in_bucket[rank]) ranks.push_back(rank);
  }
  return ranks;
}

std::vector<Copy> TakeCopies(const CopyInput& input, std::span<const uint32_t> order, double window_hours,
                             std::span<const BandBuckets> bands, std::span<const uint32_t> ranks,
                             const ShingleStore& shingles) {
  std::vector<Copy> copies;
  KeptInBuckets kept(bands);
  std::vector<uint32_t> candidates;
  for (const uint32_t rank : ranks) {
    const uint32_t article = order[rank];
    kept.Candidates(rank, &candidates);
    const std::span<const uint64_t> own = shingles.of(article);
    std::optional<Copy> best;
    for (const uint32_t candidate : candidates) {
      const uint32_t other = order[candidate];
      if (window_hours > 0 && HoursApart(input.Context(article), input.Context(other)) > window_hours)
        continue;
      if (!SignaturesAllow(input.Signature(article), input.Signature(other))) continue;
      if (!SizesAllow(own.size(), shingles.of(other).size())) continue;
      const Overlap overlap = CompareShingles(own, shingles.of(other));
      if (overlap.jaccard >= kCopyJaccard && (!best || overlap.jaccard > best->overlap.jaccard)) {
        best = {article, other, overlap};
      }
    }
    if (best) {
      copies.push_back(*best);
    } else {
      kept.Keep(rank);
    }
  }
  std::sort(copies.begin(), copies.end(), [](const Copy& a, const Copy& b) { return a.article < b.article; });
  return copies;
}

}  // namespace

absl::StatusOr<std::vector<Copy>> FindCopies(const CopyInput& input, std::span<const uint32_t> order,
                                             const MatchOptions& options, StageFolder* stages) {
  constexpr char kStage[] = "copies";
  std::optional<StageScope> scope;
  const auto names = [&](const Copy& copy) { return std::max(copy.article, copy.survivor) < input.size(); };
  const auto known = StageArray<Copy>::Find(*stages, kStage);
  if (known && std::ranges::all_of(known->values(), names)) {
    scope.emplace(options.monitor, kStage);
    scope->MarkResumed();
    scope->Count("copies", known->size());
    return std::vector<Copy>(known->values().begin(), known->values().end());
  }
  scope.emplace(options.monitor, "bands", Totals{.articles = input.size(), .bytes = 0});
  using Rows = std::span<const uint32_t, kPermutations>;
  const auto signature = [&](uint32_t place) { return input.SignatureAt(place); };
  const auto may_match = [&](uint32_t place, uint32_t other) {
    return SignaturesAllow(Rows(signature(place), kPermutations), Rows(signature(other), kPermutations));
  };
  const auto count = static_cast<uint32_t>(order.size());
  std::vector<uint32_t> rank_at(input.places(), kNoRank);
  for (uint32_t rank = 0; rank < count; ++rank) rank_at[input.PlaceOf(order[rank])] = rank;
  ASSIGN_OR_RETURN(const std::vector<BandBuckets> bands,
                   SortBands(rank_at, signature, may_match, options.memory_bytes / 2, options.threads, stages,
                             options.monitor));
  rank_at = {};
  uint64_t members = 0;
  for (const BandBuckets& band : bands) members += band.members.size();
  if (members >= UINT32_MAX) {
    return absl::ResourceExhaustedError(
        "more articles that resemble others than one run compares; split the input");
  }
  const std::vector<uint32_t> ranks = RanksInBuckets(bands, count);
  // Candidates are final from here on.
  scope.emplace(options.monitor, "copies", Totals{.articles = ranks.size(), .bytes = 0});
  scope->Count("candidates", ranks.size());
  std::vector<uint32_t> articles;
  articles.reserve(ranks.size());
  for (const uint32_t rank : ranks) articles.push_back(order[rank]);
  ASSIGN_OR_RETURN(const ShingleStore shingles,
                   ShingleStore::Read(input, std::move(articles), options.threads, stages, options.monitor));
  const std::vector<Copy> copies = TakeCopies(input, order, options.window_hours, bands, ranks, shingles);
  ASSIGN_OR_RETURN(auto writer, StageArrayWriter<Copy>::Create(stages, kStage));
  RETURN_IF_ERROR(writer.Append(copies));
  RETURN_IF_ERROR(writer.Commit().status());
  scope->Count("copies", copies.size());
  return copies;
}

std::vector<CopyOf> ByArticle(std::span<const Copy> copies, size_t articles) {
  std::vector<CopyOf> result(articles);
  for (const Copy& copy : copies) result[copy.article] = {copy.survivor, copy.overlap};
  return result;
}

}  // namespace samestory
