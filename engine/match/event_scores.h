// All pairs worth comparing, compared and scored: what stories are made of.
#pragma once

#include <cstdint>
#include <memory>
#include <span>

#include "engine/base/stage_array.h"
#include "engine/match/candidates.h"
#include "engine/match/copies.h"
#include "engine/match/scorer.h"
#include "engine/match/two_events.h"
#include "engine/match/weights.h"

namespace samestory {

// Pairs less likely than this move no mean by more than rounding does, and are left out.
inline constexpr double kLeastScore = 0.001;

struct EventPair {
  uint32_t a = 0, b = 0;  // a < b
  double score = 0;       // [kLeastScore, 1]
};

class EventScores {
 public:
  // Pairs of the articles named by `originals` (ascending), copies being judged by what is around their originals.
  // `copies`: one entry an article. `input` must outlive the object. The same for any threads and memory; stages of an
  // earlier run are found again. Errors are those of the disk.
  static absl::StatusOr<EventScores> Find(const MatchInput& input, std::span<const uint32_t> originals,
                                          std::span<const CopyOf> copies, const MatchOptions& options,
                                          StageFolder* stages);

  // Ascending by (a, b); lowered where articles on two events explain a pair away.
  std::span<const EventPair> pairs() const { return pairs_.values(); }
  // Of any two articles: as in pairs() where they stand there, compared now where they do not. Thread-safe.
  double ScoreOf(uint32_t a, uint32_t b) const;
  double ScoreNow(uint32_t a, uint32_t b) const;

  const TermWeights& weights() const { return *weights_; }
  const EventScorer& scorer() const { return *scorer_; }
  const TwoEventArticles& two_events() const { return two_events_; }

  // Every pair that was compared, ascending, whatever came of it.
  std::span<const PairLikeness> compared() const { return compared_.values(); }
  bool Compared(uint32_t a, uint32_t b) const;
  size_t capped_buckets() const { return capped_buckets_; }

 private:
  EventScores() = default;
  absl::Status CompareAll(const CandidatePairs& candidates, const MatchOptions& options, StageFolder* stages,
                          SurroundingsBuilder* surroundings);
  absl::Status ScoreAll(size_t articles, const MatchOptions& options, StageFolder* stages);

  double window_hours_ = 0;
  std::unique_ptr<TermWeights> weights_;
  std::unique_ptr<EventScorer> scorer_;
  StageArray<PairLikeness> compared_;
  TwoEventArticles two_events_;
  StageArray<EventPair> pairs_;
  std::vector<uint64_t> first_;  // in pairs_, by smaller article
  size_t capped_buckets_ = 0;
};

}  // namespace samestory
