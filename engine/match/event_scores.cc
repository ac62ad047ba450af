#include "engine/match/event_scores.h"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>
#include <vector>

#include "engine/base/parallel.h"
#include "engine/match/one_to_many.h"

namespace samestory {
namespace {

// Pairs worked on together before they go to disk.
constexpr size_t kTogether = 1 << 18;

// Calls take(likeness) for all pairs in their order, in stretches.
template <typename Take>
absl::Status CompareInOrder(const EventScorer& scorer, std::span<const uint64_t> pairs, int threads,
                            Take take) {
  std::vector<PairLikeness> likeness;
  for (; !pairs.empty(); pairs = pairs.subspan(likeness.size())) {
    likeness.resize(std::min(pairs.size(), kTogether));
    ParallelFor(likeness.size(), threads, 1024, [&](size_t begin, size_t end) {
      OneToMany compare(scorer);
      for (size_t i = begin; i < end; ++i) {
        if (i + 1 < end) compare.Prefetch(SecondOf(pairs[i + 1]));
        likeness[i] = compare.Compare(FirstOf(pairs[i]), SecondOf(pairs[i]));
      }
    });
    RETURN_IF_ERROR(take(std::span<const PairLikeness>(likeness)));
  }
  return absl::OkStatus();
}

LikePair LikeOf(const PairLikeness& pair) { return {pair.a, pair.b, static_cast<float>(pair.whole)}; }

}  // namespace

absl::StatusOr<EventScores> EventScores::Find(const MatchInput& input, std::span<const uint32_t> originals,
                                              std::span<const CopyOf> copies, const MatchOptions& options,
                                              StageFolder* stages) {
  EventScores scores;
  scores.window_hours_ = options.window_hours;
  scores.weights_ = std::make_unique<TermWeights>(input, originals, options.threads);
  ASSIGN_OR_RETURN(const CandidatePairs candidates,
                   EventCandidates(input, originals, *scores.weights_, options, stages));
  scores.capped_buckets_ = candidates.capped_buckets;
  scores.scorer_ = std::make_unique<EventScorer>(input, *scores.weights_, options.threads);
  SurroundingsBuilder builder(input.contexts.size());
  RETURN_IF_ERROR(scores.CompareAll(candidates, options, stages, &builder));
  Surroundings surroundings = std::move(builder).Finish(input, originals, options.window_hours);
  for (uint32_t i = 0; i < copies.size(); ++i) {
    if (copies[i].survivor != CopyOf::kNone) surroundings.Assign(i, copies[i].survivor);
  }
  scores.scorer_->SetSurroundings(std::move(surroundings));
  RETURN_IF_ERROR(scores.ScoreAll(input.contexts.size(), options, stages));
  return scores;
}

absl::Status EventScores::CompareAll(const CandidatePairs& candidates, const MatchOptions& options,
                                     StageFolder* stages, SurroundingsBuilder* surroundings) {
  // To the end of the run's matching, of which the caller may have more to tell.
  if (options.monitor != nullptr) options.monitor->Begin("match");
  RETURN_IF_ERROR(CompareInOrder(*scorer_, candidates.apart.values(), options.threads,
                                 [&](std::span<const PairLikeness> pairs) {
                                   for (const PairLikeness& pair : pairs)
                                     surroundings->AddApart(LikeOf(pair));
                                   return absl::OkStatus();
                                 }));
  constexpr std::string_view kStage = "events-compared";
  if (auto known = StageArray<PairLikeness>::Find(*stages, kStage); known) {
    compared_ = *std::move(known);
  } else {
    ASSIGN_OR_RETURN(auto writer, StageArrayWriter<PairLikeness>::Create(stages, kStage));
    RETURN_IF_ERROR(
        CompareInOrder(*scorer_, candidates.pairs.values(), options.threads,
                       [&](std::span<const PairLikeness> pairs) { return writer.Append(pairs); }));
    ASSIGN_OR_RETURN(compared_, writer.Commit());
  }
  for (const PairLikeness& pair : compared_.values()) surroundings->AddNear(LikeOf(pair));
  return absl::OkStatus();
}

absl::Status EventScores::ScoreAll(size_t articles, const MatchOptions& options, StageFolder* stages) {
  constexpr std::string_view kScored = "events-scored", kPairs = "events-pairs";
  ASSIGN_OR_RETURN(auto scored_writer, StageArrayWriter<ScoredCandidate>::Create(stages, kScored));
  std::vector<ScoredCandidate> some;
  for (auto pairs = compared_.values(); !pairs.empty(); pairs = pairs.subspan(some.size())) {
    some.resize(std::min(pairs.size(), kTogether));
    ParallelFor(some.size(), options.threads, 4096, [&](size_t begin, size_t end) {
      for (size_t i = begin; i < end; ++i) {
        const double score = EventScore(scorer_->Figures(pairs[i]), window_hours_);
        some[i] = {pairs[i].a, pairs[i].b, score, pairs[i].whole};
      }
    });
    RETURN_IF_ERROR(scored_writer.Append(some));
  }
  ASSIGN_OR_RETURN(const StageArray<ScoredCandidate> scored, scored_writer.Commit());
  stages->Remove(kScored);
  two_events_ = FindTwoEventArticles(*scorer_, scored.values(), articles);

  ASSIGN_OR_RETURN(auto pairs_writer, StageArrayWriter<EventPair>::Create(stages, kPairs));
  first_.assign(articles + 1, 0);
  std::vector<EventPair> likely;
  for (auto rest = scored.values(); !rest.empty(); rest = rest.subspan(std::min(rest.size(), kTogether))) {
    likely.clear();
    for (const ScoredCandidate& pair : rest.first(std::min(rest.size(), kTogether))) {
      const double score = two_events_.Lowered(pair.a, pair.b, pair.score);
      if (score < kLeastScore) continue;
      likely.push_back({pair.a, pair.b, score});
      ++first_[pair.a + 1];
    }
    RETURN_IF_ERROR(pairs_writer.Append(likely));
  }
  ASSIGN_OR_RETURN(pairs_, pairs_writer.Commit());
  stages->Remove(kPairs);
  std::partial_sum(first_.begin(), first_.end(), first_.begin());
  return absl::OkStatus();
}

double EventScores::ScoreNow(uint32_t a, uint32_t b) const {
  return two_events_.Lowered(a, b, EventScore(scorer_->Compare(a, b), window_hours_));
}

double EventScores::ScoreOf(uint32_t a, uint32_t b) const {
  if (b < a) std::swap(a, b);
  const std::span<const EventPair> own = pairs().subspan(first_[a], first_[a + 1] - first_[a]);
  const auto found =
      std::lower_bound(own.begin(), own.end(), b, [](const EventPair& p, uint32_t key) { return p.b < key; });
  return found != own.end() && found->b == b ? found->score : ScoreNow(a, b);
}

bool EventScores::Compared(uint32_t a, uint32_t b) const {
  const std::pair<uint32_t, uint32_t> pair = std::minmax(a, b);
  return std::binary_search(
      compared().begin(), compared().end(), PairLikeness{.a = pair.first, .b = pair.second},
      [](const PairLikeness& x, const PairLikeness& y) { return std::pair(x.a, x.b) < std::pair(y.a, y.b); });
}

}  // namespace samestory
