#include "engine/story/group.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <random>
#include <set>

#include "tests/oracle/slow_story.h"
#include "tests/story/random_pairs.h"
#include "tests/support/cpu_time.h"

namespace samestory {
namespace {

using Groups = std::vector<std::vector<uint32_t>>;

TEST(GroupByAverageLink, EqualsItsDefinitionTiesIncluded) {
  std::mt19937 random(11);
  for (int trial = 0; trial < 400; ++trial) {
    const int levels = std::vector<int>{1, 2, 4, 1024}[trial % 4];
    const std::vector<ScoredPair> pairs =
        RandomPairs(random, 3 + random() % 15, std::vector<double>{.2, .5, 1}[trial % 3], levels);
    for (const double cut : {.1, .25, .3, .5, .75}) {
      ASSERT_EQ(GroupByAverageLink(pairs, cut), oracle::SlowAverageLink(pairs, cut))
          << trial << " at " << cut;
    }
  }
}

TEST(GroupByAverageLink, DoesNotDependOnTheOrderOfPairs) {
  std::mt19937 random(12);
  for (int trial = 0; trial < 100; ++trial) {
    std::vector<ScoredPair> pairs = RandomPairs(random, 25, .3, 3);
    // Scores that no binary fraction holds exactly, so that sums would betray their order.
    for (ScoredPair& pair : pairs) pair.score *= .7;
    const Groups groups = GroupByAverageLink(pairs, .3);
    for (int shuffle = 0; shuffle < 5; ++shuffle) {
      std::shuffle(pairs.begin(), pairs.end(), random);
      ASSERT_EQ(GroupByAverageLink(pairs, .3), groups) << trial;
    }
  }
}

TEST(GroupByAverageLink, AMeanThatIsJustTheCutMerges) {
  for (int hundredth = 1; hundredth <= 100; ++hundredth) {
    const double cut = hundredth / 100.0;
    EXPECT_EQ(GroupByAverageLink(std::vector<ScoredPair>{{0, 1, cut}}, cut), (Groups{{0, 1}})) << cut;
    const std::vector<ScoredPair> triangle{{0, 1, cut}, {0, 2, cut}, {1, 2, cut}};
    EXPECT_EQ(GroupByAverageLink(triangle, cut), (Groups{{0, 1, 2}})) << cut;
  }
}

TEST(GroupByAverageLink, CutsAtTheEnds) {
  const std::vector<ScoredPair> pairs{{0, 1, 1}, {1, 2, .9}, {5, 9, .01}};
  EXPECT_EQ(GroupByAverageLink(pairs, 1), (Groups{{0, 1}}));
  EXPECT_EQ(GroupByAverageLink(pairs, 1.01), Groups{});
  EXPECT_EQ(GroupByAverageLink(pairs, 0), (Groups{{0, 1, 2}, {5, 9}}));
  EXPECT_EQ(GroupByAverageLink({}, .5), Groups{});
}

TEST(GroupByAverageLink, AChainDoesNotWeld) {
  std::vector<ScoredPair> chain;
  for (uint32_t i = 0; i + 1 < 400; ++i) chain.push_back({i, i + 1, .9});
  for (const auto& group : GroupByAverageLink(chain, .3)) EXPECT_LE(group.size(), 4u);
}

TEST(GroupByAverageLink, OneStrongLinkDoesNotJoinTwoStories) {
  std::vector<ScoredPair> pairs;
  for (const uint32_t first : {0u, 5u}) {
    for (uint32_t a = first; a < first + 5; ++a) {
      for (uint32_t b = a + 1; b < first + 5; ++b) pairs.push_back({a, b, .8});
    }
  }
  pairs.push_back({4, 5, .79});
  EXPECT_EQ(GroupByAverageLink(pairs, .25), (Groups{{0, 1, 2, 3, 4}, {5, 6, 7, 8, 9}}));
}

TEST(GroupByAverageLink, FiftyThousandPairsTakeLittleTime) {
  std::mt19937 random(13);
  std::set<std::pair<uint32_t, uint32_t>> seen;
  std::vector<ScoredPair> pairs;
  while (pairs.size() < 50'000) {
    uint32_t a = random() % 5'000, b = random() % 2 == 0 ? a / 10 * 10 + random() % 10 : random() % 5'000;
    if (a > b) std::swap(a, b);
    if (a == b || !seen.insert({a, b}).second) continue;
    pairs.push_back({a, b, static_cast<double>(random() % 1000 + 1) / 1000});
  }
  const double start = CpuSeconds();
  const Groups groups = GroupByAverageLink(pairs, .25);
  EXPECT_LT(CpuSeconds() - start, 10);
  EXPECT_GT(groups.size(), 100u);
  std::set<uint32_t> members;
  for (const auto& group : groups) {
    EXPECT_TRUE(std::is_sorted(group.begin(), group.end()));
    for (const uint32_t member : group)
      EXPECT_TRUE(members.insert(member).second) << member << " stands twice";
  }
  EXPECT_TRUE(std::is_sorted(groups.begin(), groups.end()));
}

// One article that all others resemble, which do not resemble each other: the worst shape for the hub's list.
TEST(GroupByAverageLink, AStarTakesLittleTime) {
  std::vector<ScoredPair> star;
  for (uint32_t i = 1; i <= 30'000; ++i) star.push_back({0, i, .9});
  const double start = CpuSeconds();
  EXPECT_EQ(GroupByAverageLink(star, .25), (Groups{{0, 1, 2, 3}}));
  EXPECT_LT(CpuSeconds() - start, 10);
}

}  // namespace
}  // namespace samestory
