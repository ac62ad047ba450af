#include "engine/match/surroundings.h"

#include <gtest/gtest.h>

#include <random>
#include <set>

#include "engine/match/candidates.h"
#include "engine/match/scorer.h"
#include "tests/match/articles.h"
#include "tests/oracle/slow_match.h"

namespace samestory {
namespace {

using Like = std::vector<LikePair>;

// Articles without words, dated to the minute, to the day or not at all.
void AddDates(std::mt19937& random, uint32_t articles, uint32_t days, Articles* out) {
  constexpr int64_t kDay = 24 * 3600;
  for (uint32_t i = 0; i < articles; ++i) {
    const auto day = static_cast<int64_t>(random() % days) * kDay;
    switch (random() % 4) {
      case 0:
        out->Add({});
        break;
      case 1:
        out->Add({}, {}, {0, true, day, day + kDay - 1});
        break;
      default:
        const int64_t minute = day + static_cast<int64_t>(random() % 1440) * 60;
        out->Add({}, {}, {0, true, minute, minute + 59});
    }
  }
}

// Of every pair its place: near or apart, as the window has it, each once.
void AddPairs(std::mt19937& random, const MatchInput& input, std::span<const uint32_t> members, double window,
              size_t count, Like* near, Like* apart) {
  std::set<std::pair<uint32_t, uint32_t>> seen;
  for (size_t i = 0; i < count; ++i) {
    uint32_t a = members[random() % members.size()], b = members[random() % members.size()];
    if (a > b) std::swap(a, b);
    if (a == b || !seen.insert({a, b}).second) continue;
    // Eighths make ties; most are small, as in news.
    const float whole = static_cast<float>(random() % 9) / 8 * (random() % 4 == 0 ? 1.f : .2f);
    (oracle::WithinWindow(input, a, b, window) ? near : apart)->push_back({a, b, whole});
  }
}

void ExpectAsDefined(const Articles& articles, std::span<const uint32_t> members, const Like& near,
                     const Like& apart, double window) {
  const MatchInput& input = articles.input();
  const Surroundings fast = LookAround(input, members, near, apart, window);
  const oracle::SlowSurroundings slow(input, members, near, apart, window);
  ASSERT_EQ(fast.nearest.size(), input.terms.size());
  ASSERT_EQ(fast.articles_of_time.size(), input.terms.size());
  ASSERT_EQ(fast.other_times.size(), apart.empty() ? 0 : input.terms.size());
  for (const uint32_t article : members) {
    ASSERT_NEAR(fast.nearest[article], slow.Nearest(article), 1e-6) << article;
    ASSERT_LE(fast.nearest[article], static_cast<float>(kNearestAtMost));
    if (!apart.empty()) {
      ASSERT_NEAR(fast.other_times[article], slow.OtherTimes(article), 1e-6) << article;
    }
    ASSERT_EQ(fast.articles_of_time[article], slow.ArticlesOfTime(article)) << article;
  }
  EXPECT_EQ(fast.articles, members.size());
}

TEST(LookAround, EqualsItsDefinition) {
  std::mt19937 random(71);
  for (int trial = 0; trial < 60; ++trial) {
    Articles articles;
    AddDates(random, 2 + random() % 120, 1 + random() % 20, &articles);
    std::vector<uint32_t> members = articles.All();
    if (trial % 2 == 0) std::erase_if(members, [&](uint32_t) { return random() % 4 == 0; });
    if (members.empty()) continue;
    const double window = std::vector<double>{.5, 24, 36, 168, 1e6}[trial % 5];
    Like near, apart;
    AddPairs(random, articles.input(), members, window, random() % 600, &near, &apart);
    ExpectAsDefined(articles, members, near, apart, window);
  }
}

TEST(LookAround, EqualsItsDefinitionOverComparedCandidates) {
  std::mt19937 random(72);
  Articles articles;
  AddNews(random, 200, 14, &articles);
  const std::vector<uint32_t> members = articles.All();
  const TermWeights weights(articles.input(), members, 1);
  const EventScorer scorer(articles.input(), weights, 1);
  const CandidatePairs candidates = EventCandidates(articles.input(), members, weights, 60, 1);
  const auto like = [&](const auto& pairs) {
    Like result;
    for (const auto& [a, b] : pairs) {
      result.push_back({a, b, static_cast<float>(scorer.Compare(a, b).whole)});
    }
    return result;
  };
  ASSERT_FALSE(candidates.apart.empty());
  ExpectAsDefined(articles, members, like(candidates.pairs), like(candidates.apart), 60);
}

TEST(LookAround, DoesNotDependOnTheOrderOfPairs) {
  std::mt19937 random(73);
  Articles articles;
  AddDates(random, 60, 20, &articles);
  Like near, apart;
  AddPairs(random, articles.input(), articles.All(), 48, 900, &near, &apart);
  const Surroundings expected = LookAround(articles.input(), articles.All(), near, apart, 48);
  for (int trial = 0; trial < 5; ++trial) {
    std::shuffle(near.begin(), near.end(), random);
    std::shuffle(apart.begin(), apart.end(), random);
    const Surroundings again = LookAround(articles.input(), articles.All(), near, apart, 48);
    EXPECT_EQ(again.nearest, expected.nearest);
    EXPECT_EQ(again.articles_of_time, expected.articles_of_time);
    for (size_t i = 0; i < 60; ++i) EXPECT_NEAR(again.other_times[i], expected.other_times[i], 1e-6);
  }
}

TEST(LookAround, NearestAreTheThreeLikestAndNothingForThoseMissing) {
  Articles articles;
  for (int i = 0; i < 8; ++i) articles.Add({});
  const auto nearest = [&](const Like& near) {
    return LookAround(articles.input(), articles.All(), near, {}, 168).nearest;
  };
  EXPECT_EQ(nearest({}), std::vector<float>(8, 0));
  EXPECT_NEAR(nearest({{0, 1, .3f}})[0], .1, 1e-6) << "one of three";
  EXPECT_NEAR(nearest({{0, 1, .3f}})[1], .1, 1e-6);
  EXPECT_EQ(nearest({{0, 1, .3f}})[2], 0);
  const Like four{{0, 1, .05f}, {0, 2, .2f}, {0, 3, .15f}, {0, 4, .1f}};
  EXPECT_NEAR(nearest(four)[0], .15, 1e-6) << "without the least like";
  EXPECT_NEAR(nearest(four)[1], .05 / 3, 1e-6);
  EXPECT_NEAR(nearest({{0, 1, 1}, {0, 2, 1}, {0, 3, 1}})[0], kNearestAtMost, 1e-6) << "however large a story";
  EXPECT_NEAR(nearest({{0, 1, .9f}})[0], kNearestAtMost, 1e-6) << "the mean has the limit, not its parts";
}

TEST(LookAround, OtherTimesReachTheNeighboursOfThoseWhoKnow) {
  Articles articles;
  for (int i = 0; i < 5; ++i) articles.Add({});
  const Like near{{1, 2, .5f}, {2, 3, .5f}};
  const Surroundings around = LookAround(articles.input(), articles.All(), near, Like{{0, 1, .25f}}, 168);
  ASSERT_EQ(around.other_times.size(), 5u);
  EXPECT_EQ(around.other_times[0], .25f);
  EXPECT_EQ(around.other_times[1], .25f);
  EXPECT_EQ(around.other_times[2], .25f) << "what its neighbour knows";
  EXPECT_EQ(around.other_times[3], 0) << "a neighbour's neighbour";
  EXPECT_EQ(around.other_times[4], 0);
  EXPECT_TRUE(LookAround(articles.input(), articles.All(), near, {}, 168).other_times.empty())
      << "no article is known to be of another time";
}

TEST(LookAround, OwnOtherTimesCountAsANeighbourThatIsTheSame) {
  Articles articles;
  for (int i = 0; i < 4; ++i) articles.Add({});
  const Like apart{{0, 2, .1f}, {1, 3, .4f}};
  const Surroundings around = LookAround(articles.input(), articles.All(), Like{{0, 1, .5f}}, apart, 168);
  EXPECT_NEAR(around.other_times[0], (.1 + .5 * .4) / 1.5, 1e-6);
  EXPECT_NEAR(around.other_times[1], (.4 + .5 * .1) / 1.5, 1e-6);
  EXPECT_NEAR(around.other_times[2], .1, 1e-6);
}

TEST(LookAround, ArticlesOfTimeAreThoseThatMayLieWithinTheWindow) {
  constexpr int64_t kDay = 24 * 3600;
  Articles articles;
  articles.Add({}, {}, {0, true, 0, kDay - 1});             // 0: a day
  articles.Add({}, {}, {0, true, kDay, 2 * kDay - 1});      // 1: the next
  articles.Add({}, {}, {0, true, 3 * kDay, 4 * kDay - 1});  // 2: two days after that
  articles.Add({}, {}, Dated(30));                          // 3: a minute of the second day
  articles.Add({});                                         // 4: no date
  articles.Add({}, {}, Dated(30));                          // 5: no member
  const std::vector<uint32_t> members{0, 1, 2, 3, 4};
  const auto counts = [&](double window) {
    return LookAround(articles.input(), members, {}, {}, window).articles_of_time;
  };
  EXPECT_EQ(counts(1), (std::vector<uint32_t>{2, 3, 1, 2, 1, 1}));
  EXPECT_EQ(counts(6), (std::vector<uint32_t>{2, 3, 1, 2, 1, 1})) << "a second short of the first minute";
  EXPECT_EQ(counts(7), (std::vector<uint32_t>{3, 3, 1, 3, 1, 1}));
  EXPECT_EQ(counts(25), (std::vector<uint32_t>{3, 4, 2, 3, 1, 1}));
  EXPECT_EQ(counts(1e6), (std::vector<uint32_t>{4, 4, 4, 4, 1, 1}));
}

TEST(LookAround, TheWindowsLastSecondIsOfThatTime) {
  for (const int64_t beyond : {0, 1}) {
    Articles articles;
    articles.Add({}, {}, {0, true, 0, 59});
    articles.Add({}, {}, {0, true, 59 + 3600 + beyond, 4000});
    ASSERT_EQ(HoursApart(articles.input().contexts[0], articles.input().contexts[1]) <= 1, beyond == 0);
    EXPECT_EQ(LookAround(articles.input(), articles.All(), {}, {}, 1).articles_of_time,
              std::vector<uint32_t>(2, beyond == 0 ? 2 : 1));
  }
}

TEST(LookAround, WithoutAWindowAnyArticleMayBeOfThatTime) {
  Articles articles;
  for (int i = 0; i < 6; ++i) articles.Add({}, {}, Dated(1000 * i));
  const Surroundings around = LookAround(articles.input(), articles.All(), {}, {}, 0);
  EXPECT_TRUE(around.articles_of_time.empty());
  EXPECT_EQ(around.articles, 6u);
  const TermWeights weights(articles.input(), articles.All(), 1);
  EventScorer scorer(articles.input(), weights, 1);
  scorer.SetSurroundings(around);
  EXPECT_EQ(scorer.Compare(0, 5).articles_of_time, 6);
}

TEST(LookAround, NobodyIsAlone) {
  const Surroundings nobody = LookAround(Articles().input(), {}, {}, {}, 168);
  EXPECT_TRUE(nobody.nearest.empty());
  EXPECT_EQ(nobody.articles, 1u);
  Articles articles;
  articles.Add({}, {}, Dated(0));
  const Surroundings one = LookAround(articles.input(), articles.All(), {}, {}, 168);
  EXPECT_EQ(one.nearest, std::vector<float>{0});
  EXPECT_EQ(one.articles_of_time, std::vector<uint32_t>{1});
  EXPECT_EQ(one.articles, 1u);
}

TEST(Surroundings, AssignGivesACopyAllThatItsOriginalHas) {
  Surroundings surroundings{{.1f, .2f}, {.3f, .4f}, {5, 6}, 7};
  surroundings.Assign(0, 1);
  EXPECT_EQ(surroundings.nearest, (std::vector<float>{.2f, .2f}));
  EXPECT_EQ(surroundings.other_times, (std::vector<float>{.4f, .4f}));
  EXPECT_EQ(surroundings.articles_of_time, (std::vector<uint32_t>{6, 6}));
  EXPECT_EQ(surroundings.articles, 7u);
  Surroundings nothing;
  nothing.Assign(3, 4);
  EXPECT_TRUE(nothing.nearest.empty() && nothing.other_times.empty() && nothing.articles_of_time.empty());
}

}  // namespace
}  // namespace samestory
