// Scored pairs for tests of engine/story.
#pragma once

#include <cstdint>
#include <random>
#include <vector>

#include "engine/story/group.h"

namespace samestory {

// A sparse graph over `articles`; scores are multiples of 1/`levels`, so that small `levels` make many ties.
inline std::vector<ScoredPair> RandomPairs(std::mt19937& random, uint32_t articles, double density,
                                           int levels) {
  std::vector<ScoredPair> pairs;
  for (uint32_t a = 0; a < articles; ++a) {
    for (uint32_t b = a + 1; b < articles; ++b) {
      if (std::uniform_real_distribution<>(0, 1)(random) > density) continue;
      pairs.push_back({a, b, static_cast<double>(random() % static_cast<uint32_t>(levels) + 1) / levels});
    }
  }
  return pairs;
}

}  // namespace samestory
