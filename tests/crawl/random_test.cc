#include "corpus/crawl/random.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace samestory::crawl {
namespace {

TEST(PowerOfTwo, IsNearTheLibrarysAndExactOnWholeNumbers) {
  for (int i = -40; i <= 40; ++i) EXPECT_EQ(PowerOfTwo(i), std::ldexp(1.0, i));
  for (double x = -20; x < 30; x += 0.37) EXPECT_NEAR(PowerOfTwo(x) / std::exp2(x), 1, 1e-14) << x;
}

TEST(AliasTable, DrawsInProportion) {
  const std::vector<uint64_t> weights = {1, 0, 50, 7, 42};
  const AliasTable table(weights);
  std::vector<int> drawn(weights.size());
  Random random(7);
  for (int i = 0; i < 100'000; ++i) ++drawn[table.Draw(random.Next())];
  EXPECT_EQ(drawn[1], 0);
  for (size_t i = 0; i < weights.size(); ++i) {
    const double expected = 1000.0 * static_cast<double>(weights[i]);
    EXPECT_NEAR(drawn[i], expected, 5 * std::sqrt(expected) + 1) << i;
  }
}

TEST(Permutation, IsABijectionOfEverySize) {
  for (const uint64_t size : {1u, 2u, 3u, 4u, 5u, 17u, 256u, 1000u, 4097u}) {
    const Permutation permutation(size, 3);
    std::vector<bool> met(size);
    for (uint64_t i = 0; i < size; ++i) {
      const uint64_t place = permutation(i);
      ASSERT_LT(place, size);
      ASSERT_FALSE(met[place]) << size << ": " << i;
      met[place] = true;
    }
  }
}

TEST(Permutation, SpreadsNeighbours) {
  const Permutation permutation(1'000'000, 11);
  int near = 0;
  for (uint64_t i = 0; i < 10'000; ++i) {
    const auto a = static_cast<int64_t>(permutation(i)), b = static_cast<int64_t>(permutation(i + 1));
    near += std::abs(a - b) < 1000;
  }
  EXPECT_LT(near, 60);  // 20 of 10,000 are that near by chance
}

}  // namespace
}  // namespace samestory::crawl
