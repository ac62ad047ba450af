// Coordinated weighted sampling of terms, the candidates' side of the event path.
//
// Cohen, Kaplan: Summarizing data using bottom-k sketches, PODC 2007. Each term draws one exponential number
// whose rate is its weight and whose randomness is a hash of the term alone; an article keeps the terms with
// the smallest. So two articles that share a rare term tend to keep it both, and what they both keep is
// itself the explanation. Weights come from the background only: samples taken on different days or machines
// compare.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/sketch/term.h"

namespace samestory {

// Keys of the at most `count` terms with the smallest draw, ascending. Thread-safe.
std::vector<uint32_t> SampleTerms(std::span<const Term> terms, size_t count);

}  // namespace samestory
