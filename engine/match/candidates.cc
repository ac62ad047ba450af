#include "engine/match/candidates.h"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/external_sort.h"
#include "engine/base/parallel.h"
#include "engine/match/neighbourhood.h"
#include "engine/match/term_buckets.h"
#include "engine/match/time_line.h"
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
absl::StatusOr<Samples> SampleAll(const MatchInput& input, std::span<const uint32_t> members,
                                  const TimeLine& line, int threads, ExternalSorter* postings,
                                  StageFolder* stages) {
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
      for (const uint32_t key : keys[i]) of_one.push_back(TermBuckets::Posting(key, line.PlaceOf(start + i)));
      RETURN_IF_ERROR(postings->Add(of_one));
      RETURN_IF_ERROR(writer.Append(keys[i]));
      samples.first.push_back(writer.size());
    }
  }
  ASSIGN_OR_RETURN(samples.keys, writer.Commit());
  stages->Remove(kStage);
  return samples;
}

}  // namespace

absl::StatusOr<CandidatePairs> EventCandidates(const MatchInput& input, std::span<const uint32_t> members,
                                               const TermWeights& weights, const MatchOptions& options,
                                               StageFolder* stages) {
  constexpr char kNear[] = "events-near", kApart[] = "events-apart", kCapped[] = "events-capped";
  auto known_near = StageArray<uint64_t>::Find(*stages, kNear);
  auto known_apart = StageArray<uint64_t>::Find(*stages, kApart);
  const auto known_capped = StageArray<uint64_t>::Find(*stages, kCapped);
  if (known_near && known_apart && known_capped && known_capped->size() == 1) {
    StageScope(options.monitor, "candidates").MarkResumed();
    return CandidatePairs{*std::move(known_near), *std::move(known_apart), known_capped->values().front()};
  }

  const StageScope scope(options.monitor, "candidates", {.articles = members.size(), .bytes = 0});
  ExternalSorter postings(stages, "events-postings", options.memory_bytes / 4);
  const TimeLine line(input, members);
  ASSIGN_OR_RETURN(const Samples samples,
                   SampleAll(input, members, line, options.threads, &postings, stages));
  ASSIGN_OR_RETURN(const TermBuckets buckets, TermBuckets::Build(line, std::move(postings), stages));

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
      Neighbourhood neighbourhood(input, line, buckets, weights, options.window_hours);
      Found& of = found[begin / kBlock];
      for (size_t i = begin; i < end; ++i) {
        neighbourhood.Find(line.PlaceOf(start + i), samples[start + i], &of.near, &of.apart);
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
