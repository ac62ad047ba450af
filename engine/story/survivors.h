// Which article of each group of linked ones stays.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/story/group.h"

namespace samestory {

// One entry an article, UINT32_MAX for those that stay, else the survivor. `order` holds every article once,
// the most preferred first: one with a link to an article that stays goes, any other stays. So each dropped
// article has a link of its own to its survivor: of several the best scored, then the most preferred.
std::vector<uint32_t> ChooseSurvivors(std::span<const uint32_t> order, std::span<const ScoredPair> links);

}  // namespace samestory
