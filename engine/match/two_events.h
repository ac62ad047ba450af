// Articles that report two events, recognised before anything is grouped: left in, one of them welds two
// stories.
//
// Article b reports two events where it is clearly linked with a and with c, is at least three times as
// alike to either as they are to each other, and what it shares with a is mostly not what it shares with c. Two
// outlets whose reports of one event a third one merged have the same shape; but they tell the same facts, so
// that they are linked almost certainly even without it, which is where kCertain stands; or a fourth report, itself
// of no such shape, is clearly linked with both and so a witness that they tell one event.
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "engine/match/scorer.h"

namespace samestory {

inline constexpr double kClear = 0.9;        // least score of b with a and with c
inline constexpr double kCertain = 0.95;     // a and c as likely as this to report one event do
inline constexpr double kAsStrangers = 3;    // times a and c are less alike than b is to either
inline constexpr double kApartShare = 0.35;  // most of what b shares with c that it may share with a too
// Odds that a and c report one event fall by this factor once b explains what led from one to the other.
inline constexpr double kExplainedAway = 50;

// The score of a pair that was explained away.
double ExplainedAway(double score);

struct ScoredCandidate {
  uint32_t a = 0, b = 0;  // a < b
  double score = 0, whole = 0;
};

struct TwoEventArticles {
  std::vector<uint32_t> articles;  // ascending, distinct
  // The pairs (a, c) that they explain away, whether or not they are candidates; a < c, ascending, distinct.
  std::vector<std::pair<uint32_t, uint32_t>> explained;

  // The score of a pair as it counts from here on: lowered where it is explained away.
  double Lowered(uint32_t a, uint32_t b, double score) const;
};

// `candidates` ascend by (a, b), each pair once. At most the 12 clearest neighbours of an article are looked at.
// Deterministic.
TwoEventArticles FindTwoEventArticles(const EventScorer& scorer, std::span<const ScoredCandidate> candidates,
                                      size_t articles);

}  // namespace samestory
