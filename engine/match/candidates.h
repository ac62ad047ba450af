// Which pairs are worth comparing as reports of one event, at a bounded cost an article.
//
// Every article keeps kSampledTerms coordinated samples of its terms (engine/sketch/sample.h). Two articles meet
// where they keep the same term, and share the weight of all such terms: the sum of idf^3, so that a few rare terms
// outweigh many common ones. Each keeps the kNearest others it shares the most with; after those, up to kMostNear in
// all, whoever it shares at least kMuchShared with of the weight of everything it keeps itself. So an article of a
// large story keeps most of it, and one that is loosely like a hundred others does not keep those. On 10,542 articles
// (10,000 of a crawl and a labelled set among them) this finds .991 of all 19,125 pairs of whole-text cosine .14 or
// more at 27.6 candidates an article, where the 30 nearest alone found .89 at 41.
//
// A term kept by more than kBucketCap articles brings each together with the kBucketCap that stand nearest to it
// in a line: by time, those without a date in an order that differs from term to term. So a story of a thousand
// reports still holds together, at a bounded cost. A term of more than kBucketLimit brings nobody together: it is
// no longer rare here, and the articles that matter meet at their rarer ones. Cost: at most kSampledTerms ×
// kBucketCap steps an article; the pairs kept are at most kMostNear + kNearestApart an article.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>

#include "engine/base/stage_array.h"
#include "engine/base/stage_folder.h"
#include "engine/match/context.h"
#include "engine/match/options.h"
#include "engine/match/weights.h"

namespace samestory {

inline constexpr size_t kSampledTerms = 192;
inline constexpr size_t kBucketCap = 128;
inline constexpr size_t kBucketLimit = 16 * kBucketCap;
inline constexpr size_t kNearest = 18;       // kept however little is shared
inline constexpr size_t kMostNear = 120;     // kept at most, kNearest among them
inline constexpr float kMuchShared = 0.03f;  // of an article's own weight, for those after the kNearest
inline constexpr size_t kNearestApart = 10;

// Two articles as one number, the smaller in the upper half: numbers ascend as pairs do.
inline uint64_t PackPair(uint32_t a, uint32_t b) { return uint64_t{std::min(a, b)} << 32 | std::max(a, b); }
inline uint32_t FirstOf(uint64_t pair) { return static_cast<uint32_t>(pair >> 32); }
inline uint32_t SecondOf(uint64_t pair) { return static_cast<uint32_t>(pair); }

struct CandidatePairs {
  StageArray<uint64_t> pairs;  // ascending, distinct
  // The nearest that cannot be of one event, being further apart than the window; at most kNearestApart an
  // article.
  StageArray<uint64_t> apart;  // ascending, distinct
  size_t capped_buckets = 0;   // terms of more than kBucketCap articles
};

// Among `members` (ascending). The same for any threads and memory. What does not fit into memory lies in `stages`,
// where an earlier run's pairs are found again. Errors are those of the disk.
absl::StatusOr<CandidatePairs> EventCandidates(const MatchInput& input, std::span<const uint32_t> members,
                                               const TermWeights& weights, const MatchOptions& options,
                                               StageFolder* stages);

}  // namespace samestory
