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

}  // namespace
}  // namespace samestory
