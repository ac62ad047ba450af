#include "engine/sketch/term.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace samestory {
namespace {

// Words of a typical report: turns a share of running words into a share of articles.
constexpr double kTypicalWords = 300;

}  // namespace

double Term::BackgroundShare() const {
  static const std::array<double, 256> shares = [] {
    std::array<double, 256> table;
    for (int i = 0; i < 256; ++i) table[i] = -std::expm1(-std::exp(-i / kRaritySteps) * kTypicalWords);
    return table;
  }();
  return shares[rarity];
}

uint8_t QuantiseRarity(double frequency) {
  const double steps = -std::log(std::clamp(frequency, 1e-13, 1.0)) * Term::kRaritySteps;
  return static_cast<uint8_t>(std::min(255.0, std::round(steps)));
}

}  // namespace samestory
