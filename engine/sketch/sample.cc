#include "engine/sketch/sample.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <utility>

#include "engine/base/hash.h"

namespace samestory {
namespace {

// A word in every other article says nothing.
constexpr double kLeastIdf = 0.7;

double IdfOf(const Term& term) { return -std::log(term.BackgroundShare()); }

double UniformOf(uint32_t key) { return (static_cast<double>(Mix64(key) >> 11) + 0.5) * 0x1p-53; }

// The square prefers rare words clearly.
double Draw(const Term& term) {
  const double idf = IdfOf(term);
  return -std::log(UniformOf(term.key)) / (idf * idf);
}

// 1 / idf² by rarity; 0 for what is too common.
const std::array<float, 256>& Factors() {
  static const std::array<float, 256> factors = [] {
    std::array<float, 256> table{};
    for (size_t rarity = 0; rarity < table.size(); ++rarity) {
      Term term;
      term.rarity = static_cast<uint8_t>(rarity);
      const double idf = IdfOf(term);
      if (idf >= kLeastIdf) table[rarity] = static_cast<float>(1 / (idf * idf));
    }
    return table;
  }();
  return factors;
}

// -ln x for x in (0, 1), within a hundred-thousandth of it: exponent and a fraction near 1 apart, the fraction's by
// the series of atanh.
float MinusLog(double x) {
  const uint64_t bits = std::bit_cast<uint64_t>(x) - std::bit_cast<uint64_t>(0.70710678118654752);
  const auto exponent = static_cast<int64_t>(bits) >> 52;
  const double fraction =
      std::bit_cast<double>(std::bit_cast<uint64_t>(x) - (static_cast<uint64_t>(exponent) << 52));
  const double s = (fraction - 1) / (fraction + 1), s2 = s * s;
  const double log = 2 * s * (1 + s2 * (1. / 3 + s2 * (1. / 5 + s2 * (1. / 7 + s2 * (1. / 9)))));
  return static_cast<float>(-(log + static_cast<double>(exponent) * 0.69314718055994531));
}

}  // namespace

std::vector<uint32_t> SampleTerms(std::span<const Term> terms, size_t count) {
  // Draws to about five digits choose all but those on the edge; those are drawn exactly.
  constexpr float kMargin = 1e-4f;
  const std::array<float, 256>& factors = Factors();
  std::vector<float> draws, sorted;
  draws.reserve(terms.size());
  sorted.reserve(terms.size());
  constexpr float kNever = -1;
  for (const Term& term : terms) {
    const float factor = factors[term.rarity];
    draws.push_back(factor > 0 ? MinusLog(UniformOf(term.key)) * factor : kNever);
    if (factor > 0) sorted.push_back(draws.back());
  }
  float surely = std::numeric_limits<float>::infinity(), perhaps = surely;
  if (sorted.size() > count && count > 0) {
    const auto last = sorted.begin() + static_cast<ptrdiff_t>(count - 1);
    std::nth_element(sorted.begin(), last, sorted.end());
    surely = *last * (1 - kMargin);
    perhaps = *last * (1 + kMargin);
  } else if (count == 0) {
    surely = perhaps = 0;
  }
  std::vector<uint32_t> keys;
  std::vector<std::pair<double, uint32_t>> on_the_edge;
  for (size_t i = 0; i < terms.size(); ++i) {
    if (draws[i] == kNever || draws[i] >= perhaps) continue;
    if (draws[i] < surely) {
      keys.push_back(terms[i].key);
    } else {
      on_the_edge.emplace_back(Draw(terms[i]), terms[i].key);
    }
  }
  std::sort(on_the_edge.begin(), on_the_edge.end());
  on_the_edge.resize(std::min(on_the_edge.size(), count - keys.size()));
  const auto surely_kept = static_cast<ptrdiff_t>(keys.size());
  for (const auto& [draw, key] : on_the_edge) keys.push_back(key);
  std::sort(keys.begin() + surely_kept, keys.end());
  std::inplace_merge(keys.begin(), keys.begin() + surely_kept, keys.end());
  return keys;
}

}  // namespace samestory
