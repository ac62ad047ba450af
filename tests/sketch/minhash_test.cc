#include "engine/sketch/minhash.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

namespace samestory {
namespace {

// Two sets of `size` numbers with `shared` in common.
std::pair<std::vector<uint64_t>, std::vector<uint64_t>> SetsSharing(size_t size, size_t shared,
                                                                    std::mt19937_64& random) {
  std::vector<uint64_t> a, b;
  for (size_t i = 0; i < shared; ++i) {
    a.push_back(random());
    b.push_back(a.back());
  }
  while (a.size() < size) a.push_back(random());
  while (b.size() < size) b.push_back(random());
  return {a, b};
}

TEST(MinHash, EstimatesJaccardWithoutBias) {
  std::mt19937_64 random(7);
  for (const size_t shared : {5u, 50u, 90u}) {
    const double jaccard = static_cast<double>(shared) / static_cast<double>(200 - shared);
    constexpr int kTrials = 400;
    double sum = 0, squares = 0;
    for (int i = 0; i < kTrials; ++i) {
      const auto [a, b] = SetsSharing(100, shared, random);
      const double error = EstimateJaccard(MinHash(a), MinHash(b)) - jaccard;
      sum += error;
      squares += error * error;
    }
    const double deviation = std::sqrt(jaccard * (1 - jaccard) / kPermutations);
    EXPECT_LT(std::abs(sum / kTrials), 4 * deviation / std::sqrt(kTrials)) << jaccard;
    EXPECT_NEAR(std::sqrt(squares / kTrials), deviation, 0.2 * deviation) << jaccard;
  }
}

TEST(MinHash, DoesNotDependOnOrder) {
  std::mt19937_64 random(8);
  auto [a, b] = SetsSharing(50, 50, random);
  std::shuffle(b.begin(), b.end(), random);
  EXPECT_EQ(MinHash(a), MinHash(b));
}

TEST(Bands, FindPairsAsOftenAsTheirFormulaSays) {
  std::mt19937_64 random(9);
  for (const size_t shared : {82u, 46u, 18u}) {
    const double jaccard = static_cast<double>(shared) / static_cast<double>(200 - shared);
    constexpr int kTrials = 500;
    int met = 0;
    for (int i = 0; i < kTrials; ++i) {
      const auto [a, b] = SetsSharing(100, shared, random);
      const Signature x = MinHash(a), y = MinHash(b);
      bool any = false;
      for (int band = 0; band < kBands; ++band) any |= BandHash(x, band) == BandHash(y, band);
      met += any;
    }
    const double expected = 1 - std::pow(1 - std::pow(jaccard, kRowsPerBand), kBands);
    EXPECT_NEAR(static_cast<double>(met) / kTrials, expected, 4 * std::sqrt(.25 / kTrials)) << jaccard;
  }
}

TEST(Bands, TheSameRowsInAnotherBandDoNotMeet) {
  Signature signature;
  signature.fill(1);
  EXPECT_NE(BandHash(signature, 0), BandHash(signature, 1));
}

}  // namespace
}  // namespace samestory
