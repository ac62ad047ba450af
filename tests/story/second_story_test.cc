#include "engine/story/second_story.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace samestory {
namespace {

using Groups = std::vector<std::vector<uint32_t>>;

// Two meetings on one day: 0 1 2 report the first, 3 4 5 the second, and 2 both.
const Groups kTwoMeetings{{0, 1, 2}, {3, 4, 5}};
const std::vector<ScoredPair> kTwoMeetingsPairs{{0, 1, .8}, {0, 2, .7}, {1, 2, .7}, {3, 4, .8}, {3, 5, .8},
                                                {4, 5, .8}, {2, 3, .6}, {2, 4, .5}, {2, 5, .4}};

TEST(SecondStory, AnArticleOnTwoEventsIsProposedForTheOther) {
  const std::vector<SecondStory> proposals = ProposeSecondStories(kTwoMeetings, kTwoMeetingsPairs, .3);
  ASSERT_EQ(proposals.size(), 1u);
  EXPECT_EQ(proposals[0].article, 2u);
  EXPECT_EQ(proposals[0].into, 1u);
  EXPECT_EQ(proposals[0].own, (std::vector<uint32_t>{0, 1}));
  EXPECT_EQ(proposals[0].others, (std::vector<uint32_t>{3, 4, 5}));
}

TEST(SecondStory, OneLinkOfThreeIsNotEnough) {
  std::vector<ScoredPair> pairs = kTwoMeetingsPairs;
  pairs.resize(7);  // 2–3 at .6 alone is a mean of .2
  EXPECT_TRUE(ProposeSecondStories(kTwoMeetings, pairs, .3).empty());
  EXPECT_EQ(ProposeSecondStories(kTwoMeetings, pairs, .19).size(), 2u) << "2 for the second, 3 for the first";
}

TEST(SecondStory, AnArticleAloneIsOfferedOnceWithItsBestLink) {
  const Groups groups{{0, 1}, {2, 3}};
  const std::vector<ScoredPair> pairs{{0, 1, .9}, {2, 3, .9}, {0, 7, .4}, {2, 7, .5}, {7, 8, .9}};
  const std::vector<SecondStory> proposals = ProposeSecondStories(groups, pairs, .3);
  ASSERT_EQ(proposals.size(), 1u);
  EXPECT_EQ(proposals[0].article, 2u);
  EXPECT_EQ(proposals[0].into, SecondStory::kNewGroup);
  EXPECT_EQ(proposals[0].own, (std::vector<uint32_t>{3}));
  EXPECT_EQ(proposals[0].others, (std::vector<uint32_t>{7}));
  EXPECT_TRUE(ProposeSecondStories(groups, pairs, .51).empty());
}

TEST(SecondStory, StrongestFirstWhateverTheOrderOfPairs) {
  const Groups groups{{0, 1}, {2, 3}, {4, 5}};
  // 9 has two links of one score; 0 fits {2, 3} and {4, 5}.
  std::vector<ScoredPair> pairs{{0, 1, .9}, {2, 3, .9},  {4, 5, .9},  {0, 2, .5}, {0, 3, .5},
                                {0, 4, .8}, {0, 5, .75}, {2, 9, .41}, {4, 9, .41}};
  const auto shape = [&] {
    std::vector<std::tuple<uint32_t, uint32_t, std::vector<uint32_t>>> result;
    for (const SecondStory& s : ProposeSecondStories(groups, pairs, .405)) {
      result.emplace_back(s.article, s.into, s.others);
    }
    return result;
  };
  const auto expected = shape();
  ASSERT_EQ(expected.size(), 3u);
  EXPECT_EQ(expected[0], std::tuple(0u, 2u, groups[2]));
  EXPECT_EQ(expected[1], std::tuple(0u, 1u, groups[1]));
  EXPECT_EQ(expected[2], std::tuple(2u, SecondStory::kNewGroup, std::vector<uint32_t>{9}))
      << "the smallest article";
  std::mt19937 random(3);
  for (int i = 0; i < 20; ++i) {
    std::shuffle(pairs.begin(), pairs.end(), random);
    EXPECT_EQ(shape(), expected);
  }
}

TEST(SecondStory, AcceptedProposalsJoinTheirGroups) {
  Groups groups{{0, 1, 2}, {3, 4, 5}};
  const std::vector<SecondStoryGroup> accepted{
      {1, {2, 3, 4, 5}}, {SecondStory::kNewGroup, {1, 9}}, {1, {0, 3, 4, 5}}, {1, {2, 3, 4, 5}}};
  ApplySecondStories(accepted, &groups);
  EXPECT_EQ(groups, (Groups{{0, 1, 2}, {0, 2, 3, 4, 5}, {1, 9}}));
}

TEST(SecondStory, NothingComesOfNothing) {
  EXPECT_TRUE(ProposeSecondStories({}, {}, .3).empty());
  EXPECT_TRUE(ProposeSecondStories({}, kTwoMeetingsPairs, .3).empty())
      << "without groups nobody has a first story";
  Groups groups = kTwoMeetings;
  ApplySecondStories({}, &groups);
  EXPECT_EQ(groups, kTwoMeetings);
}

// The groups after `articles` have joined.
Groups Joined(const std::vector<uint32_t>& articles, const std::vector<ScoredPair>& pairs, double link_score,
              Groups groups) {
  JoinArticlesThatFit(articles, pairs, link_score, &groups);
  return groups;
}

TEST(JoinArticlesThatFit, AnArticleOnTwoEventsJoinsBothStories) {
  const Groups groups{{0, 1, 3}, {4, 5}};
  const std::vector<ScoredPair> pairs{{0, 1, .9}, {0, 3, .9}, {1, 3, .9}, {4, 5, .9}, {0, 2, .6},
                                      {1, 2, .7}, {2, 3, .5}, {2, 4, .8}, {2, 5, .4}};
  EXPECT_EQ(Joined({2}, pairs, .5, groups), (Groups{{0, 1, 2, 3}, {2, 4, 5}}));
  EXPECT_EQ(Joined({2}, pairs, .601, groups), groups) << "means of .6 both";
}

TEST(JoinArticlesThatFit, TheMeanIsOverAllMembers) {
  const Groups groups{{0, 1, 2, 3}};
  const std::vector<ScoredPair> pairs{{0, 9, .8}, {1, 9, .8}};  // nothing known of 2 and 3: they count as 0
  EXPECT_EQ(Joined({9}, pairs, .41, groups), groups);
  EXPECT_EQ(Joined({9}, pairs, .4, groups), (Groups{{0, 1, 2, 3, 9}}));
}

TEST(JoinArticlesThatFit, MakesAGroupWithEveryArticleInNone) {
  const Groups groups{{0, 1}};
  const std::vector<ScoredPair> pairs{{0, 1, .9}, {5, 8, .7}, {2, 5, .3}, {5, 7, .29}, {7, 8, .9}};
  EXPECT_EQ(Joined({5}, pairs, .3, groups), (Groups{{0, 1}, {2, 5}, {5, 8}}))
      << "7 is linked too weakly, and 7 and 8 are nobody's to join";
}

TEST(JoinArticlesThatFit, TwoThatJoinMayJoinEachOther) {
  const std::vector<ScoredPair> pairs{{4, 6, .8}};
  EXPECT_EQ(Joined({4, 6}, pairs, .3, {}), (Groups{{4, 6}})) << "once, not from either side";
  // Groups are judged as they were given: 6 has nothing in common with 0 and 1, though 4 has.
  EXPECT_EQ(Joined({4, 6}, {{0, 4, .9}, {1, 4, .9}, {4, 6, .8}}, .3, {{0, 1}}), (Groups{{0, 1, 4}, {4, 6}}));
}

TEST(JoinArticlesThatFit, TwoThatJoinOneStoryAreNoStoryBeside) {
  // 6 and 7 both tell the events of both groups, in much the same words.
  const Groups groups{{0, 1}, {3, 4}};
  std::vector<ScoredPair> pairs{{0, 6, .9}, {1, 6, .9}, {0, 7, .9}, {1, 7, .9}, {6, 7, .99}};
  EXPECT_EQ(Joined({6, 7}, pairs, .3, groups), (Groups{{0, 1, 6, 7}, {3, 4}}));
  for (const uint32_t joining : {6u, 7u}) {
    for (const uint32_t member : {3u, 4u}) pairs.push_back({member, joining, .8});
  }
  EXPECT_EQ(Joined({6, 7}, pairs, .3, groups), (Groups{{0, 1, 6, 7}, {3, 4, 6, 7}}));
  // In stories of their own each: what links them is a third.
  EXPECT_EQ(Joined({6, 7}, {{0, 6, .9}, {1, 6, .9}, {3, 7, .9}, {4, 7, .9}, {6, 7, .5}}, .3, groups),
            (Groups{{0, 1, 6}, {3, 4, 7}, {6, 7}}));
}

TEST(JoinArticlesThatFit, StaysAloneWhereNothingFits) {
  const Groups groups{{0, 1, 2}, {3, 4}};
  const std::vector<ScoredPair> pairs{{0, 1, .9}, {0, 7, .6}, {3, 7, .5}, {7, 8, .2}};
  EXPECT_EQ(Joined({7}, pairs, .3, groups), groups);
  EXPECT_EQ(Joined({7}, {}, .3, groups), groups);
  EXPECT_EQ(Joined({}, pairs, .1, groups), groups) << "nobody is to join";
  EXPECT_EQ(Joined({}, {}, .1, {}), Groups{});
}

TEST(JoinArticlesThatFit, AnArticleOfTwoGroupsCountsInBoth) {
  const Groups groups{{0, 1}, {1, 2}};
  const std::vector<ScoredPair> pairs{{0, 5, .5}, {1, 5, .6}, {2, 5, .1}};
  EXPECT_EQ(Joined({5}, pairs, .5, groups), (Groups{{0, 1, 5}, {1, 2}})) << "means of .55 and .35";
  EXPECT_EQ(Joined({5}, pairs, .3, groups), (Groups{{0, 1, 5}, {1, 2, 5}}));
}

TEST(JoinArticlesThatFit, TheSameForAnyOrderOfPairs) {
  std::mt19937 random(5);
  const Groups groups{{0, 3, 6, 9}, {1, 4, 7}, {2, 9, 11}};
  const std::vector<uint32_t> articles{5, 8, 10, 12};
  std::vector<ScoredPair> pairs;
  for (uint32_t a = 0; a < 16; ++a) {
    // Sums of eighths do not depend on the order of their parts.
    for (uint32_t b = a + 1; b < 16; ++b) pairs.push_back({a, b, static_cast<double>(random() % 9) / 8});
  }
  const Groups expected = Joined(articles, pairs, .5, groups);
  EXPECT_NE(expected, groups);
  EXPECT_GT(expected.size(), groups.size());
  for (const std::vector<uint32_t>& group : expected) {
    EXPECT_TRUE(std::is_sorted(group.begin(), group.end()));
    EXPECT_EQ(std::adjacent_find(group.begin(), group.end()), group.end());
  }
  for (int trial = 0; trial < 20; ++trial) {
    std::shuffle(pairs.begin(), pairs.end(), random);
    EXPECT_EQ(Joined(articles, pairs, .5, groups), expected);
  }
}

}  // namespace
}  // namespace samestory
