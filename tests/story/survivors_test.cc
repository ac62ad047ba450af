#include "engine/story/survivors.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <random>

#include "tests/oracle/slow_story.h"

namespace samestory {
namespace {

constexpr uint32_t kStays = UINT32_MAX;

TEST(ChooseSurvivors, AChainKeepsEverySecond) {
  const std::vector<uint32_t> order{0, 1, 2, 3};
  const std::vector<ScoredPair> chain{{0, 1, .9}, {1, 2, .9}, {2, 3, .9}};
  EXPECT_EQ(ChooseSurvivors(order, chain), (std::vector<uint32_t>{kStays, 0, kStays, 2}));
  const std::vector<uint32_t> middle_first{1, 0, 2, 3};
  EXPECT_EQ(ChooseSurvivors(middle_first, chain), (std::vector<uint32_t>{1, kStays, 1, kStays}));
}

TEST(ChooseSurvivors, TheBestScoredThenTheMostPreferred) {
  const std::vector<uint32_t> order{2, 0, 1, 3, 4};
  const std::vector<ScoredPair> links{{0, 3, .5}, {1, 3, .7}, {0, 4, .6}, {2, 4, .6}};
  EXPECT_EQ(ChooseSurvivors(order, links), (std::vector<uint32_t>{kStays, kStays, kStays, 1, 2}));
}

TEST(ChooseSurvivors, NothingToDo) {
  EXPECT_TRUE(ChooseSurvivors({}, {}).empty());
  EXPECT_EQ(ChooseSurvivors(std::vector<uint32_t>{1, 0}, {}), (std::vector<uint32_t>{kStays, kStays}));
}

TEST(ChooseSurvivors, EqualsItsDefinition) {
  std::mt19937 random(21);
  for (int trial = 0; trial < 300; ++trial) {
    const uint32_t articles = 1 + random() % 20;
    std::vector<uint32_t> order(articles);
    std::iota(order.begin(), order.end(), 0);
    std::shuffle(order.begin(), order.end(), random);
    std::vector<ScoredPair> links;
    for (uint32_t a = 0; a < articles; ++a) {
      for (uint32_t b = a + 1; b < articles; ++b) {
        if (random() % 4 == 0) links.push_back({a, b, static_cast<double>(random() % 4) / 4});
      }
    }
    std::shuffle(links.begin(), links.end(), random);
    const std::vector<uint32_t> survivors = ChooseSurvivors(order, links);
    ASSERT_EQ(survivors, oracle::SlowSurvivors(order, links)) << trial;
    for (uint32_t i = 0; i < articles; ++i) {
      if (survivors[i] == kStays) continue;
      EXPECT_EQ(survivors[survivors[i]], kStays) << "a survivor stays";
    }
  }
}

}  // namespace
}  // namespace samestory
