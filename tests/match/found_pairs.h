// EventCandidates as tests want it: in memory, as pairs.
#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "engine/base/stage_folder.h"
#include "engine/match/candidates.h"

namespace samestory {

struct FoundPairs {
  std::vector<std::pair<uint32_t, uint32_t>> pairs, apart;
  size_t capped_buckets = 0;
};

inline FoundPairs EventCandidates(const MatchInput& input, std::span<const uint32_t> members,
                                  const TermWeights& weights, const MatchOptions& options) {
  StageFolder stages = StageFolder::Temporary(testing::TempDir());
  const absl::StatusOr<CandidatePairs> found = EventCandidates(input, members, weights, options, &stages);
  FoundPairs result;
  EXPECT_TRUE(found.ok()) << found.status();
  if (!found.ok()) return result;
  for (const uint64_t pair : found->pairs.values()) result.pairs.emplace_back(FirstOf(pair), SecondOf(pair));
  for (const uint64_t pair : found->apart.values()) result.apart.emplace_back(FirstOf(pair), SecondOf(pair));
  result.capped_buckets = found->capped_buckets;
  return result;
}

inline FoundPairs EventCandidates(const MatchInput& input, std::span<const uint32_t> members,
                                  const TermWeights& weights, double window_hours, int threads) {
  return EventCandidates(input, members, weights, {.window_hours = window_hours, .threads = threads});
}

}  // namespace samestory
