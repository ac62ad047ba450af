#include "engine/diff/moves.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "tests/oracle/lcs.h"

namespace samestory {
namespace {

TEST(InOrder, KeepsTheHeaviestSet) {
  std::mt19937 random(1);
  for (int round = 0; round < 300; ++round) {
    std::vector<PlacedPair> pairs;
    for (size_t k = 0; k < random() % 11; ++k) {
      pairs.push_back({static_cast<uint32_t>(random() % 8), static_cast<uint32_t>(random() % 8),
                       static_cast<double>(random() % 100)});
    }
    const std::vector<bool> in_order = InOrder(pairs);
    ASSERT_EQ(in_order.size(), pairs.size());
    std::vector<PlacedPair> kept;
    double weight = 0;
    for (size_t k = 0; k < pairs.size(); ++k) {
      if (!in_order[k]) continue;
      kept.push_back(pairs[k]);
      weight += pairs[k].weight;
    }
    EXPECT_DOUBLE_EQ(oracle::HeaviestOrdered<PlacedPair>(kept), weight) << "what is kept is not in order";
    EXPECT_DOUBLE_EQ(oracle::HeaviestOrdered<PlacedPair>(pairs), weight);
  }
}

TEST(InOrder, NothingMovesWhereOrderIsKept) {
  const std::vector<PlacedPair> pairs = {{0, 0, 0}, {1, 1, 5}, {1, 2, 5}, {4, 2, 0}, {9, 9, 1}};
  EXPECT_THAT(InOrder(pairs), testing::Each(true));
  EXPECT_TRUE(InOrder({}).empty());
}

TEST(InOrder, TheLightOneHasMoved) {
  const std::vector<PlacedPair> pairs = {{0, 2, 1}, {1, 0, 5}, {2, 1, 5}};
  EXPECT_THAT(InOrder(pairs), testing::ElementsAre(false, true, true));
}

}  // namespace
}  // namespace samestory
