// Copies: articles whose 5-word shingle sets have a Jaccard of .7 or more, by LSH bands and exact
// verification.
//
// Articles are taken in the caller's order of preference. One that is a copy of an article kept before it is
// a copy, any other is kept: so every copy has a direct, exact link to a kept article, ten thousand copies of
// one text cost ten thousand comparisons, and no chain welds strangers together (a union of links would).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/match/context.h"
#include "engine/match/score.h"

namespace samestory {

inline constexpr double kCopyJaccard = 0.7;

struct CopyOf {
  static constexpr uint32_t kNone = UINT32_MAX;
  uint32_t survivor = kNone;  // kNone: kept
  Overlap overlap;            // a is the copy, b the survivor
};

// One entry an article. `order` holds every article once, the most preferred first. Stubs (no shingles) are
// kept. Of several survivors the most alike is named, then the most preferred. Within the window where both
// dates are known (0: no window). The same for any `threads`.
std::vector<CopyOf> FindCopies(const MatchInput& input, std::span<const uint32_t> order, double window_hours,
                               int threads);

}  // namespace samestory
