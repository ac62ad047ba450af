#include "engine/sketch/sample.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/base/hash.h"

namespace samestory {

std::vector<uint32_t> SampleTerms(std::span<const Term> terms, size_t count) {
  std::vector<std::pair<double, uint32_t>> draws;
  draws.reserve(terms.size());
  for (const Term& term : terms) {
    // A word in every other article says nothing; the square prefers the rare ones clearly.
    const double idf = -std::log(term.BackgroundShare());
    if (idf < 0.7) continue;
    const double uniform = (static_cast<double>(Mix64(term.key) >> 11) + 0.5) * 0x1p-53;
    draws.emplace_back(-std::log(uniform) / (idf * idf), term.key);
  }
  if (draws.size() > count) {
    std::nth_element(draws.begin(), draws.begin() + static_cast<ptrdiff_t>(count), draws.end());
    draws.resize(count);
  }
  std::vector<uint32_t> keys;
  keys.reserve(draws.size());
  for (const auto& draw : draws) keys.push_back(draw.second);
  std::sort(keys.begin(), keys.end());
  return keys;
}

}  // namespace samestory
