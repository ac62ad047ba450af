#include "engine/match/candidates.h"

#include <gtest/gtest.h>

#include <set>

#include "tests/match/articles.h"
#include "tests/oracle/slow_match.h"

namespace samestory {
namespace {

using Pairs = std::vector<std::pair<uint32_t, uint32_t>>;

Pairs SlowPairs(const MatchInput& input, std::span<const uint32_t> members, const TermWeights& weights,
                double window_hours, bool within = true) {
  const size_t count = within ? kNearest : kNearestApart;
  std::set<std::pair<uint32_t, uint32_t>> pairs;
  for (const auto& [article, others] : oracle::SlowNearest(input, members, weights, window_hours, within)) {
    for (size_t i = 0; i < std::min(others.size(), count); ++i) {
      pairs.emplace(std::min(article, others[i]), std::max(article, others[i]));
    }
  }
  return {pairs.begin(), pairs.end()};
}

TEST(EventCandidates, EqualTheirDefinition) {
  std::mt19937 random(31);
  for (const uint32_t count : {0u, 1u, 2u, 40u, 300u}) {
    Articles articles;
    AddNews(random, count, 1 + count / 12, &articles);
    std::vector<uint32_t> members;
    for (uint32_t i = 0; i < count; ++i) {
      if (i % 5 != 3) members.push_back(i);
    }
    const TermWeights weights(articles.input(), members, 1);
    for (const double window : {0., 24., 168.}) {
      const CandidatePairs found = EventCandidates(articles.input(), members, weights, window, 1);
      EXPECT_EQ(found.pairs, SlowPairs(articles.input(), members, weights, window))
          << count << ", " << window;
      EXPECT_EQ(found.apart, SlowPairs(articles.input(), members, weights, window, false))
          << count << ", " << window;
    }
  }
}

TEST(EventCandidates, ApartAreThoseBeyondTheWindowAndNoOthers) {
  std::mt19937 random(34);
  Articles articles;
  AddNews(random, 300, 12, &articles);
  const TermWeights weights(articles.input(), articles.All(), 1);
  const CandidatePairs found = EventCandidates(articles.input(), articles.All(), weights, 36, 1);
  ASSERT_FALSE(found.apart.empty());
  for (size_t i = 0; i < found.apart.size(); ++i) {
    const auto& [a, b] = found.apart[i];
    EXPECT_LT(a, b);
    EXPECT_TRUE(i == 0 || found.apart[i - 1] < found.apart[i]);
    EXPECT_GT(HoursApart(articles.input().contexts[a], articles.input().contexts[b]), 36);
  }
  for (const auto& [a, b] : found.pairs) {
    EXPECT_LE(HoursApart(articles.input().contexts[a], articles.input().contexts[b]), 36);
  }
  EXPECT_LE(found.apart.size(), articles.All().size() * kNearestApart);
  EXPECT_TRUE(EventCandidates(articles.input(), articles.All(), weights, 0, 1).apart.empty());
}

TEST(EventCandidates, ApartIsNothingWithoutAWindowOrADate) {
  Articles articles;
  articles.Add({WordTerm(1)}, {}, Dated(0));
  articles.Add({WordTerm(1)}, {}, Dated(100));
  articles.Add({WordTerm(1)});
  const TermWeights weights(articles.input(), articles.All(), 1);
  const auto apart = [&](double window) {
    return EventCandidates(articles.input(), articles.All(), weights, window, 1).apart;
  };
  EXPECT_EQ(apart(99), (Pairs{{0, 1}})) << "the one without a date is apart from nobody";
  EXPECT_EQ(apart(100), Pairs{});
  EXPECT_EQ(apart(0), Pairs{});
}

TEST(EventCandidates, ApartEveryArticleKeepsItsNearestOnly) {
  // Two days of forty articles each, all with the same words: of equals the first are the nearest.
  constexpr uint32_t kDay = 40, kKept = kNearestApart;
  Articles articles;
  for (uint32_t i = 0; i < 2 * kDay; ++i) {
    articles.Add({WordTerm(1), WordTerm(2)}, {}, Dated(i < kDay ? 0 : 1000));
  }
  const TermWeights weights(articles.input(), articles.All(), 1);
  Pairs expected;
  for (uint32_t a = 0; a < kDay; ++a) {
    for (uint32_t b = kDay; b < 2 * kDay; ++b) {
      if (a < kKept || b < kDay + kKept) expected.emplace_back(a, b);
    }
  }
  EXPECT_EQ(EventCandidates(articles.input(), articles.All(), weights, 48, 1).apart, expected);
}

TEST(EventCandidates, ArePairsOfMembersAscendingAndDistinct) {
  std::mt19937 random(32);
  Articles articles;
  AddNews(random, 400, 4, &articles);  // a hundred an event: more than kNearest
  std::vector<uint32_t> members;
  for (uint32_t i = 0; i < 400; i += 2) members.push_back(i);
  const TermWeights weights(articles.input(), members, 1);
  const CandidatePairs found = EventCandidates(articles.input(), members, weights, 0, 2);
  ASSERT_FALSE(found.pairs.empty());
  for (size_t i = 0; i < found.pairs.size(); ++i) {
    const auto& [a, b] = found.pairs[i];
    EXPECT_LT(a, b);
    EXPECT_TRUE(a % 2 == 0 && b % 2 == 0) << "not a member";
    EXPECT_TRUE(i == 0 || found.pairs[i - 1] < found.pairs[i]);
  }
  // Each keeps kNearest; the others come by the other side's choice.
  EXPECT_LE(found.pairs.size(), members.size() * kNearest);
  const auto nearest = oracle::SlowNearest(articles.input(), members, weights, 0);
  for (const auto& [a, b] : found.pairs) {
    const auto chose = [&](uint32_t x, uint32_t y) {
      const auto& list = nearest.at(x);
      return std::find(list.begin(), list.end(), y) - list.begin() < static_cast<ptrdiff_t>(kNearest);
    };
    EXPECT_TRUE(chose(a, b) || chose(b, a));
  }
}

TEST(EventCandidates, OneEveryoneResemblesMayHaveMorePairs) {
  // 100 articles that each share a word of their own with the first, and nothing among themselves.
  Articles articles;
  std::vector<Term> hub;
  for (uint32_t i = 0; i < 100; ++i) hub.push_back(WordTerm(i));
  articles.Add(hub);
  for (uint32_t i = 0; i < 100; ++i) articles.Add({WordTerm(i), WordTerm(1000 + i)});
  const TermWeights weights(articles.input(), articles.All(), 1);
  const CandidatePairs found = EventCandidates(articles.input(), articles.All(), weights, 0, 1);
  EXPECT_EQ(found.pairs.size(), 100u);
}

TEST(EventCandidates, ATermOfTooManyBringsNobodyTogether) {
  for (const size_t holders : {kBucketCap, kBucketCap + 1}) {
    Articles articles;
    for (uint32_t i = 0; i < holders; ++i) articles.Add({WordTerm(5), WordTerm(100 + i)});
    const TermWeights weights(articles.input(), articles.All(), 1);
    const CandidatePairs found = EventCandidates(articles.input(), articles.All(), weights, 0, 1);
    EXPECT_EQ(found.capped_buckets, holders > kBucketCap ? 1u : 0u);
    EXPECT_EQ(found.pairs.empty(), holders > kBucketCap);
  }
}

TEST(EventCandidates, WordsOfEveryDayBringNobodyTogether) {
  Articles articles;
  for (int i = 0; i < 3; ++i) articles.Add({WordTerm(1, 9, 9, 0.05), WordTerm(2, 9, 9, 0.03)});
  const TermWeights weights(articles.input(), articles.All(), 1);
  EXPECT_TRUE(EventCandidates(articles.input(), articles.All(), weights, 0, 1).pairs.empty());
}

TEST(EventCandidates, TheWindowCountsOnlyWhereBothDatesAreKnown) {
  Articles articles;
  articles.Add({WordTerm(1)}, {}, Dated(0));
  articles.Add({WordTerm(1)}, {}, Dated(100));
  articles.Add({WordTerm(1)});
  const TermWeights weights(articles.input(), articles.All(), 1);
  const auto pairs = [&](double window) {
    return EventCandidates(articles.input(), articles.All(), weights, window, 1).pairs;
  };
  EXPECT_EQ(pairs(99), (Pairs{{0, 2}, {1, 2}}));
  EXPECT_EQ(pairs(100), (Pairs{{0, 1}, {0, 2}, {1, 2}}));
  EXPECT_EQ(pairs(0), (Pairs{{0, 1}, {0, 2}, {1, 2}}));
}

TEST(EventCandidates, TheWindowIsAppliedBeforeTheNearestAreChosen) {
  Articles articles;
  articles.Add({WordTerm(1), WordTerm(2)}, {}, Dated(0));
  for (size_t i = 0; i < kNearest + 5; ++i) articles.Add({WordTerm(1), WordTerm(2)}, {}, Dated(1000));
  const uint32_t near = articles.Add({WordTerm(1)}, {}, Dated(1));
  const TermWeights weights(articles.input(), articles.All(), 1);
  const CandidatePairs found = EventCandidates(articles.input(), articles.All(), weights, 48, 1);
  EXPECT_TRUE(std::binary_search(found.pairs.begin(), found.pairs.end(), std::pair(0u, near)));
}

TEST(EventCandidates, TheSameForAnyThreads) {
  std::mt19937 random(33);
  Articles articles;
  AddNews(random, 6000, 300, &articles);
  const TermWeights weights(articles.input(), articles.All(), 1);
  // Short, so that an event's own articles are apart too.
  const CandidatePairs one = EventCandidates(articles.input(), articles.All(), weights, 12, 1);
  const CandidatePairs four = EventCandidates(articles.input(), articles.All(), weights, 12, 4);
  EXPECT_FALSE(one.pairs.empty());
  EXPECT_EQ(one.pairs, four.pairs);
  EXPECT_FALSE(one.apart.empty());
  EXPECT_EQ(one.apart, four.apart);
  EXPECT_EQ(one.capped_buckets, four.capped_buckets);
}

}  // namespace
}  // namespace samestory
