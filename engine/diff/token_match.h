// The longest common subsequence of two token sequences, by dtl's O(NP) search (Wu, Manber, Myers, Miller: An
// O(NP) sequence comparison algorithm, 1990).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace samestory {

struct TokenMatch {
  uint32_t a = 0, b = 0;  // positions; both ascend strictly along a script
  bool operator==(const TokenMatch&) const = default;
};

// Positions of equal tokens that make a longest common subsequence, unless the search would visit more than
// `max_points` points (or dtl's own 2,000,000, where it silently stops being exact). Then the sequences are
// cut at tokens that occur once in both, and what is still too large into pieces; *degraded is set (never
// cleared), the matches are still valid. O((n + m) · P) within the bound, P being the lesser count of
// unmatched tokens; O(n + m) times some thousands beyond it.
std::vector<TokenMatch> MatchTokens(std::span<const uint32_t> a, std::span<const uint32_t> b,
                                    uint64_t max_points, bool* degraded);

}  // namespace samestory
