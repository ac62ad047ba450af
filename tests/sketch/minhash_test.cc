#include "engine/sketch/minhash.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>
#include <vector>

#include "tests/oracle/slow_minhash.h"

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

TEST(MinHash, TheSameByEveryInstructionSetAndByTheTwin) {
  std::mt19937_64 random(11);
  for (size_t size = 0; size < 1600; size = size < 40 ? size + 1 : size * 5 / 4) {
    std::vector<uint64_t> set;
    for (size_t i = 0; i < size; ++i) set.push_back(i % 7 == 3 ? set[i / 2] : random() >> random() % 64);
    const std::vector<uint32_t> twin = oracle::SlowMinHash(set, kPermutations);
    for (const SimdLevel level : SupportedSimdLevels()) {
      const Signature signature = MinHashAt(level, set);
      ASSERT_TRUE(std::equal(signature.begin(), signature.end(), twin.begin())) << size;
    }
    ASSERT_EQ(MinHash(set), MinHashAt(SimdLevel::kPortable, set));
  }
}

TEST(MinHash, OfNothingIsAllOnes) {
  for (const SimdLevel level : SupportedSimdLevels()) {
    for (const uint32_t place : MinHashAt(level, {})) EXPECT_EQ(place, UINT32_MAX);
  }
}

// Sets of every size and overlap, of numbers as dense as they come: the mean error over all within its own
// standard error of zero, and the squared errors as the binomial distribution has them.
TEST(MinHash, EstimatesExactJaccardOfAnySets) {
  std::mt19937_64 random(12);
  constexpr int kTrials = 4000;
  double sum = 0, variance = 0, squares = 0;
  for (int trial = 0; trial < kTrials; ++trial) {
    const size_t size = 5 + random() % 400;
    const uint64_t first = random() >> 20, shift = random() % size, step = 1 + random() % 3;
    std::vector<uint64_t> a, b;
    for (size_t i = 0; i < size; ++i) {
      a.push_back(first + i * step);
      b.push_back(first + (i + shift) * step);
    }
    const double jaccard = oracle::ExactJaccard(a, b);
    const double error = EstimateJaccard(MinHash(a), MinHash(b)) - jaccard;
    sum += error;
    variance += jaccard * (1 - jaccard) / kPermutations;
    squares += error * error;
  }
  EXPECT_LT(std::abs(sum), 4 * std::sqrt(variance));
  EXPECT_NEAR(squares / variance, 1, 0.12);
}

// Min-wise: each of a set's numbers is as likely as any other to have the least image.
TEST(MinHash, EveryNumberIsEquallyLikelyTheMinimum) {
  std::mt19937_64 random(13);
  for (const size_t size : {2u, 3u, 10u, 100u}) {
    std::vector<double> won(size, 0);
    constexpr int kTrials = 600;
    for (int trial = 0; trial < kTrials; ++trial) {
      std::vector<uint64_t> set;
      const uint64_t first = random();
      for (size_t i = 0; i < size; ++i) set.push_back(first + i);
      const Signature all = MinHash(set);
      for (size_t i = 0; i < size; ++i) {
        const Signature one = MinHash(std::span(set).subspan(i, 1));
        for (int place = 0; place < kPermutations; ++place) won[i] += one[place] == all[place];
      }
    }
    // Chi-squared with size - 1 degrees of freedom: its mean, and no further than five deviations.
    const double expected = 1.0 * kTrials * kPermutations / static_cast<double>(size);
    double chi = 0;
    for (const double count : won) chi += (count - expected) * (count - expected) / expected;
    const auto freedom = static_cast<double>(size - 1);
    EXPECT_LT(chi, freedom + 5 * std::sqrt(2 * freedom) + 5) << size;
    EXPECT_EQ(std::accumulate(won.begin(), won.end(), 0.0), kTrials * kPermutations);
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
