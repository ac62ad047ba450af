#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <random>
#include <set>

#include "engine/story/group.h"
#include "tests/oracle/slow_story.h"
#include "tests/story/random_pairs.h"
#include "tests/support/cpu_time.h"

namespace samestory {
namespace {

using Groups = std::vector<std::vector<uint32_t>>;

// Scores of all pairs, of which some are given to the grouping; counts what it asks for beside them.
class FullMatrix {
 public:
  // Score of each pair: multiples of 1/1024, or the means would not compare exactly.
  template <typename Score>
  FullMatrix(uint32_t articles, Score score) {
    for (uint32_t a = 0; a < articles; ++a) {
      for (uint32_t b = a + 1; b < articles; ++b) all_.push_back({a, b, score(a, b)});
    }
    for (const ScoredPair& pair : all_) score_of_[{pair.a, pair.b}] = pair.score;
  }

  const std::vector<ScoredPair>& all() const { return all_; }

  template <typename Wanted>
  Groups Group(Wanted wanted, double cut) {
    given_.clear();
    std::copy_if(all_.begin(), all_.end(), std::back_inserter(given_), wanted);
    return Group(cut);
  }

  // As before, with what was given then in another order.
  Groups GroupShuffled(std::mt19937& random, double cut) {
    std::shuffle(given_.begin(), given_.end(), random);
    return Group(cut);
  }

  // Pairs that were asked for in the last grouping.
  const std::set<std::pair<uint32_t, uint32_t>>& asked() const { return asked_; }
  size_t given() const { return given_.size(); }

  double Cohesion(const std::vector<uint32_t>& group) const {
    double sum = 0, count = 0;
    for (size_t i = 0; i < group.size(); ++i) {
      for (size_t j = 0; j < i; ++j) sum += score_of_.at({group[j], group[i]}), ++count;
    }
    return sum / count;
  }

 private:
  Groups Group(double cut) {
    asked_.clear();
    std::set<std::pair<uint32_t, uint32_t>> given;
    for (const ScoredPair& pair : given_) given.insert({pair.a, pair.b});
    return GroupByAverageLink(given_, cut, [&](uint32_t a, uint32_t b) {
      const std::pair<uint32_t, uint32_t> pair = std::minmax(a, b);
      EXPECT_NE(a, b);
      EXPECT_FALSE(given.contains(pair)) << a << ", " << b << " was given";
      EXPECT_TRUE(asked_.insert(pair).second) << a << ", " << b << " is asked for twice";
      return score_of_.at(pair);
    });
  }

  std::vector<ScoredPair> all_, given_;
  std::map<std::pair<uint32_t, uint32_t>, double> score_of_;
  std::set<std::pair<uint32_t, uint32_t>> asked_;
};

// Any score from 0 to 1 in steps of 1/`levels`, a power of two; articles of one of `groups` are more alike.
FullMatrix RandomMatrix(std::mt19937& random, uint32_t articles, uint32_t levels, uint32_t groups) {
  return FullMatrix(articles, [&](uint32_t a, uint32_t b) {
    const uint32_t score = random() % (levels + 1);
    return static_cast<double>(a % groups == b % groups ? (score + levels + 1) / 2 : score) / levels;
  });
}

TEST(GroupComparingLate, EqualsItsDefinitionOverAllPairs) {
  std::mt19937 random(14);
  size_t asked = 0, spared = 0, groups = 0;
  for (int trial = 0; trial < 1500; ++trial) {
    // Two groups of these have 64 pairs at most: all that are missing are compared.
    const uint32_t articles = 3 + random() % 14;
    static_assert(8 * 8 <= kComparedLate);
    const uint32_t levels = std::vector<uint32_t>{2, 4, 16, 1024}[trial % 4];
    FullMatrix matrix = RandomMatrix(random, articles, levels, 1 + random() % 4);
    const double cut = std::vector<double>{.25, .5, .625, .9}[random() % 4];
    const double least = cut * std::vector<double>{.25, .5, .9, 1}[random() % 4];
    const Groups found = matrix.Group([&](const ScoredPair& pair) { return pair.score >= least; }, cut);
    ASSERT_EQ(found, oracle::SlowAverageLink(matrix.all(), cut))
        << trial << " from " << least << " at " << cut;
    asked += matrix.asked().size();
    spared += matrix.all().size() - matrix.given() - matrix.asked().size();
    groups += found.size();
  }
  EXPECT_GT(asked, 3000u);
  EXPECT_GT(spared, 3000u) << "pairs between groups that are not alike anyway";
  EXPECT_GT(groups, 1500u);
}

TEST(GroupComparingLate, EqualsItsDefinitionWhereThoseLeftOutAreAsThoseLookedAt) {
  // Many more than kComparedLate are missing between two groups, but any sample of them has their mean.
  std::mt19937 random(15);
  size_t spared = 0;
  for (int trial = 0; trial < 60; ++trial) {
    const uint32_t articles = 30 + random() % 40, levels = trial % 2 == 0 ? 8 : 1024;
    const double missing = std::vector<double>{0, .25, .375}[trial % 3];
    const uint32_t groups = 1 + random() % 3;
    std::set<std::pair<uint32_t, uint32_t>> given;
    FullMatrix matrix(articles, [&](uint32_t a, uint32_t b) {
      const double share = a % groups == b % groups ? .3 : .05;
      if (std::uniform_real_distribution<>(0, 1)(random) > share) return missing;
      given.insert({a, b});
      return static_cast<double>(random() % (levels / 2) + levels / 2 + 1) / levels;
    });
    const auto is_given = [&](const ScoredPair& pair) { return given.contains({pair.a, pair.b}); };
    for (const double cut : {.4, .5, .625}) {
      ASSERT_EQ(matrix.Group(is_given, cut), oracle::SlowAverageLink(matrix.all(), cut))
          << trial << " at " << cut;
      spared += matrix.all().size() - matrix.given() - matrix.asked().size();
    }
  }
  EXPECT_GT(spared, 10'000u);
}

TEST(GroupComparingLate, MissingPairsThatScoreNothingAreAsIfNobodyAsked) {
  std::mt19937 random(16);
  for (int trial = 0; trial < 100; ++trial) {
    const std::vector<ScoredPair> pairs =
        RandomPairs(random, 20 + random() % 60, .25, std::vector<int>{1, 4, 1024}[trial % 3]);
    for (const double cut : {.1, .25, .5}) {
      ASSERT_EQ(GroupByAverageLink(pairs, cut, [](uint32_t, uint32_t) { return 0; }),
                GroupByAverageLink(pairs, cut));
    }
  }
}

TEST(GroupComparingLate, GroupsWithoutAComparedPairNeverMerge) {
  const std::vector<ScoredPair> pairs{{0, 1, .9}, {2, 3, .9}, {4, 5, .2}};
  size_t calls = 0;
  const auto same = [&](uint32_t, uint32_t) { return ++calls, 1.; };
  EXPECT_EQ(GroupByAverageLink(pairs, .5, same), (Groups{{0, 1}, {2, 3}}));
  EXPECT_EQ(calls, 0u) << "nothing would have them merge";
  EXPECT_EQ(GroupByAverageLink({}, .5, same), Groups{});
}

TEST(GroupComparingLate, WhatWasComparedDecidesWhetherTheRestIs) {
  // 0 and 1 are one group; 2 is linked with 1 alone.
  for (const double link : {.4, .5, .6}) {
    size_t calls = 0;
    const Groups groups = GroupByAverageLink(std::vector<ScoredPair>{{0, 1, 1}, {1, 2, link}}, .5,
                                             [&](uint32_t, uint32_t) { return ++calls, 1.; });
    EXPECT_EQ(groups, link < .5 ? (Groups{{0, 1}}) : (Groups{{0, 1, 2}})) << link;
    EXPECT_EQ(calls, link < .5 ? 0u : 1u);
  }
  // And the rest then decides.
  for (const double missing : {.3, .4, .5}) {
    EXPECT_EQ(GroupByAverageLink(std::vector<ScoredPair>{{0, 1, 1}, {1, 2, .625}}, .5,
                                 [&](uint32_t, uint32_t) { return missing; }),
              missing < .375 ? (Groups{{0, 1}}) : (Groups{{0, 1, 2}}));
  }
}

TEST(GroupComparingLate, AtATimeNoMoreThanTheLimitIsAskedFor) {
  // Two stories whose own pairs are all given, and one pair between them: each merge on either side looks anew at
  // what is missing between the two, which is 64 pairs at most.
  constexpr uint32_t kSize = 150;
  std::mt19937 random(17);
  for (const double between : {.25, .75}) {
    FullMatrix matrix(2 * kSize,
                      [&](uint32_t a, uint32_t b) { return (a < kSize) == (b < kSize) ? 1 : between; });
    const Groups groups = matrix.Group(
        [&](const ScoredPair& pair) {
          return (pair.a < kSize) == (pair.b < kSize) || (pair.a == 0 && pair.b == kSize);
        },
        .2);
    EXPECT_EQ(groups.size(), 1u);
    EXPECT_LE(matrix.asked().size(), 2 * kSize * kComparedLate);
    EXPECT_LT(matrix.asked().size(), kSize * kSize * 9 / 10);
    // Where it would not merge it does not look.
    EXPECT_EQ(matrix.GroupShuffled(random, .8).size(), 2u);
    EXPECT_EQ(matrix.asked().size(), 0u);
  }
}

TEST(GroupComparingLate, ALookAtTwoStoriesIsAnEvenSampleOfTheLimit) {
  // Both come together first, each from its first member on; the last two to join have the one pair between them.
  constexpr uint32_t kSize = 40;
  std::vector<ScoredPair> pairs{{kSize - 1, 2 * kSize - 1, .5}};
  for (uint32_t a = 0; a < 2 * kSize; ++a) {
    for (uint32_t b = a + 1; b < 2 * kSize; ++b) {
      if ((a < kSize) == (b < kSize)) pairs.push_back({a, b, 1});
    }
  }
  for (const double missing : {.5, .4}) {
    std::vector<std::pair<uint32_t, uint32_t>> asked;
    const Groups groups = GroupByAverageLink(pairs, .5, [&](uint32_t a, uint32_t b) {
      asked.push_back(std::minmax(a, b));
      return b == 2 * kSize - 1 || a == 2 * kSize - 1 ? .5 : missing;
    });
    EXPECT_EQ(groups.size(), missing < .5 ? 2u : 1u);
    // All of the one story with the last of the other, while that is alone; then those two stories.
    ASSERT_GT(asked.size(), kSize - 1 + kComparedLate / 2);
    ASSERT_LE(asked.size(), kSize - 1 + kComparedLate);
    std::map<uint32_t, int> times;
    for (size_t i = 0; i < asked.size(); ++i) {
      if (i < kSize - 1) {
        EXPECT_EQ(asked[i].second, 2 * kSize - 1);
      } else {
        ++times[asked[i].first], ++times[asked[i].second];
      }
    }
    EXPECT_GE(times.size(), 2 * kSize - 4) << "of nearly every article";
    for (const auto& [article, count] : times) EXPECT_LE(count, 4) << article;
  }
}

// A hundred articles on one event, of which each was compared with 30.
FullMatrix StoryOfAHundred(double missing) {
  return FullMatrix(100, [=](uint32_t a, uint32_t b) {
    const uint32_t apart = std::min(b - a, a + 100 - b);
    return apart <= 15 ? 922. / 1024 : missing;
  });
}

bool Near(const ScoredPair& pair) { return std::min(pair.b - pair.a, pair.a + 100 - pair.b) <= 15; }

TEST(GroupComparingLate, AStoryOfWhichMostPairsWereNotComparedHoldsTogether) {
  for (const double missing : {.5, .625, .875}) {
    FullMatrix matrix = StoryOfAHundred(missing);
    ASSERT_EQ(matrix.all().size(), 4950u);
    const Groups groups = matrix.Group(Near, .5);
    ASSERT_EQ(matrix.given(), 1500u);
    ASSERT_EQ(groups.size(), 1u) << missing;
    EXPECT_EQ(groups[0].size(), 100u);
    EXPECT_LT(matrix.asked().size(), 2500u) << "not all of what is missing";
  }
}

TEST(GroupComparingLate, AStoryDoesNotHoldTogetherWhereTheMissingScoreNothing) {
  FullMatrix matrix = StoryOfAHundred(0);
  const Groups groups = matrix.Group(Near, .5);
  EXPECT_GT(groups.size(), 1u);
  for (const auto& group : groups) {
    EXPECT_LT(group.size(), 60u);
    EXPECT_GE(matrix.Cohesion(group), .5);
  }
}

TEST(GroupComparingLate, ASampleTellsTwoStoriesFromOne) {
  // Two events of sixty reports with as many stray links between them as a crawl may have: what is missing says no.
  std::mt19937 random(18);
  for (int trial = 0; trial < 10; ++trial) {
    std::set<std::pair<uint32_t, uint32_t>> given;
    FullMatrix matrix(120, [&](uint32_t a, uint32_t b) {
      const bool same = a % 2 == b % 2;
      const bool compared = random() % 10 < (same ? 4 : 1);
      if (compared) given.insert({a, b});
      // Those compared are the likest; the others of two events are not alike.
      if (same) return static_cast<double>(random() % 512 + 512) / 1024;
      return compared ? .55 : static_cast<double>(random() % 200) / 1024;
    });
    const Groups groups = matrix.Group(
        [&](const ScoredPair& pair) {
          return given.contains({pair.a, pair.b});
        },
        .5);
    ASSERT_EQ(groups.size(), 2u);
    for (const auto& group : groups) {
      EXPECT_EQ(group.size(), 60u);
      for (const uint32_t member : group) EXPECT_EQ(member % 2, group[0] % 2);
    }
  }
}

TEST(GroupComparingLate, TheSameWhateverTheOrderOfPairs) {
  std::mt19937 random(19);
  for (int trial = 0; trial < 12; ++trial) {
    // Of a story's hundred each was compared with 30; some are not as alike as the rest, by article and by pair.
    FullMatrix matrix(100, [&](uint32_t a, uint32_t b) {
      const uint32_t levels = trial % 2 == 0 ? 8 : 1024, lower = a % 5 == 0 || b % 7 == 0 ? 2 : 1;
      return static_cast<double>(levels / 2 + random() % (levels / 2 + 1)) / levels / lower;
    });
    const Groups groups = matrix.Group(Near, .5);
    const auto asked = matrix.asked();
    ASSERT_FALSE(asked.empty());
    ASSERT_LT(asked.size(), matrix.all().size() - matrix.given()) << "a sample";
    for (int shuffle = 0; shuffle < 4; ++shuffle) {
      ASSERT_EQ(matrix.GroupShuffled(random, .5), groups) << trial;
      ASSERT_EQ(matrix.asked(), asked) << "and it looks at the same";
    }
  }
}

TEST(GroupComparingLate, AStarThatIsOneStoryTakesLittleTime) {
  // All were compared with one alone, and all are alike.
  std::vector<ScoredPair> star;
  for (uint32_t i = 1; i <= 1500; ++i) star.push_back({0, i, .9});
  size_t calls = 0;
  const double start = CpuSeconds();
  const Groups groups = GroupByAverageLink(star, .25, [&](uint32_t, uint32_t) { return ++calls, .9; });
  EXPECT_LT(CpuSeconds() - start, 10);
  ASSERT_EQ(groups.size(), 1u);
  EXPECT_EQ(groups[0].size(), 1501u);
  EXPECT_LE(calls, 1500u * 1499 / 2);
}

}  // namespace
}  // namespace samestory
