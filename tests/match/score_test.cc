#include "engine/match/score.h"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/match/articles.h"
#include "tests/oracle/slow_match.h"

namespace samestory {
namespace {

TEST(CompareShingles, EqualsSets) {
  std::mt19937_64 random(51);
  for (int trial = 0; trial < 500; ++trial) {
    std::set<uint64_t> a, b;
    const uint64_t range = 1 + random() % 200;
    for (uint64_t i = random() % 120; i > 0; --i) a.insert(random() % range);
    for (uint64_t i = random() % 120; i > 0; --i) b.insert(random() % range);
    const std::vector<uint64_t> x(a.begin(), a.end()), y(b.begin(), b.end());
    const Overlap fast = CompareShingles(x, y), slow = oracle::SlowOverlap(x, y);
    ASSERT_EQ(fast.shared, slow.shared);
    ASSERT_EQ(fast.jaccard, slow.jaccard);
    ASSERT_EQ(fast.containment_a, slow.containment_a);
    ASSERT_EQ(fast.containment_b, slow.containment_b);
  }
}

TEST(CompareShingles, EmptySetsOverlapWithNothing) {
  const std::vector<uint64_t> some{1, 2, UINT64_MAX};
  EXPECT_EQ(CompareShingles({}, {}).jaccard, 0);
  EXPECT_EQ(CompareShingles(some, {}).containment_b, 0);
  EXPECT_EQ(CompareShingles(some, some).jaccard, 1);
}

EventFigures Figures(double whole, double lead, double containment, bool same_outlet = false,
                     double hours = 0) {
  EventFigures figures;
  figures.whole = whole;
  figures.lead = lead;
  figures.containment = containment;
  figures.same_outlet = same_outlet;
  figures.hours_apart = hours;
  return figures;
}

TEST(EventScore, IsAProbability) {
  for (double whole = 0; whole <= 1; whole += .125) {
    for (double lead = 0; lead <= 1; lead += .125) {
      for (double containment = 0; containment <= 1; containment += .125) {
        for (const bool same_outlet : {false, true}) {
          const double score = EventScore(Figures(whole, lead, containment, same_outlet), 168);
          ASSERT_GE(score, 0);
          ASSERT_LE(score, 1);
        }
      }
    }
  }
}

TEST(EventScore, GrowsWithTextInCommon) {
  for (const double containment : {0., .05, .5}) {
    for (double lead = 0; lead < 1; lead += .1) {
      for (double whole = 0; whole < .95; whole += .05) {
        EXPECT_LT(EventScore(Figures(whole, lead, containment), 168),
                  EventScore(Figures(whole + .05, lead, containment), 168));
        EXPECT_LT(EventScore(Figures(lead, whole, containment), 168),
                  EventScore(Figures(lead, whole + .05, containment), 168));
      }
    }
  }
}

TEST(EventScore, TellsNothingInCommonFromTheSameText) {
  EXPECT_LT(EventScore(Figures(0, 0, 0), 168), .01);
  EXPECT_GT(EventScore(Figures(1, 1, 1), 168), .9);
}

TEST(EventScore, IsLowerWithinOneOutlet) {
  for (double x = .05; x <= 1; x += .05) {
    EXPECT_LT(EventScore(Figures(x, x, x, true), 168), EventScore(Figures(x, x, x, false), 168)) << x;
  }
}

TEST(EventScore, FallsOffAfterADayOnly) {
  const auto score = [](double hours) { return EventScore(Figures(.5, .5, .3, false, hours), 168); };
  EXPECT_EQ(score(0), score(24));
  for (double hours = 24; hours < 168; hours += 6) EXPECT_GT(score(hours), score(hours + 6)) << hours;
  EXPECT_NEAR(score(24 + 48) / score(24), std::exp(-1), 1e-9) << "a window of 168 hours falls by 1/e in 48";
}

TEST(EventScore, IsNothingBeyondTheWindow) {
  for (const double window : {1., 24., 168., 1000.}) {
    EXPECT_GT(EventScore(Figures(.9, .9, .9, false, window), window), 0);
    EXPECT_EQ(EventScore(Figures(.9, .9, .9, false, window + .01), window), 0);
  }
}

TEST(EventScore, WithoutAWindowTimeDoesNotCount) {
  EXPECT_EQ(EventScore(Figures(.5, .5, .3, false, 1e6), 0), EventScore(Figures(.5, .5, .3, false, 0), 0));
  EXPECT_EQ(EventScore(Figures(.5, .5, .3, false, 0), 0), EventScore(Figures(.5, .5, .3, false, 0), 168));
}

EventFigures AmongOtherTimes(double whole, double other_times) {
  EventFigures figures = Figures(whole, .4, .2);
  figures.other_times = other_times;
  return figures;
}

TEST(EventScore, WhatStandsOutFromOtherTimesLosesNothing) {
  for (double whole = .05; whole < 1; whole += .05) {
    const double free = EventScore(Figures(whole, .4, .2), 168);
    for (const double share : {0., .1, .3, .5}) {
      EXPECT_EQ(EventScore(AmongOtherTimes(whole, share * whole), 168), free) << whole << ", " << share;
    }
  }
  EXPECT_EQ(EventScore(AmongOtherTimes(0, 0), 168), EventScore(Figures(0, .4, .2), 168));
}

TEST(EventScore, FallsByTheCubeWhereOtherTimesAreAsAlike) {
  for (double whole = .05; whole < 1; whole += .05) {
    const double free = EventScore(Figures(whole, .4, .2), 168);
    double before = free;
    for (double other_times = whole / 2 + .01; other_times <= 1; other_times += .02) {
      const double score = EventScore(AmongOtherTimes(whole, other_times), 168);
      EXPECT_LT(score, before) << whole << ", " << other_times;
      EXPECT_NEAR(score, free * std::pow(whole / 2 / other_times, 3), 1e-12);
      before = score;
    }
  }
  EXPECT_NEAR(EventScore(AmongOtherTimes(.4, .4), 168) / EventScore(Figures(.4, .4, .2), 168), .125, 1e-9);
  EXPECT_EQ(EventScore(AmongOtherTimes(0, .1), 168), 0);
  for (double whole = .01; whole < .99; whole += .01) {
    EXPECT_LT(EventScore(AmongOtherTimes(whole, .3), 168), EventScore(AmongOtherTimes(whole + .01, .3), 168))
        << "no step where it begins, " << whole;
  }
}

using Pairs = std::vector<std::pair<uint32_t, uint32_t>>;

TEST(EventScorer, OtherTimesAreTheirDefinition) {
  std::mt19937 random(54);
  Articles articles;
  AddNews(random, 150, 10, &articles);
  articles.Add({});
  const MatchInput& input = articles.input();
  const TermWeights weights(input, articles.All(), 1);
  const CandidatePairs candidates = EventCandidates(input, articles.All(), weights, 60, 1);
  ASSERT_FALSE(candidates.apart.empty());
  EventScorer scorer(input, weights, 1);
  const EventFigures before = scorer.Compare(0, 1);
  EXPECT_EQ(before.other_times, 0) << "nothing is known yet";
  scorer.SetOtherTimes(candidates.apart, candidates.pairs, 1);
  const std::vector<double> slow = oracle::SlowOtherTimes(
      oracle::SlowScorer(input, weights), input.sketches.size(), candidates.apart, candidates.pairs);
  size_t known = 0;
  for (uint32_t a = 0; a < input.sketches.size(); ++a) {
    ASSERT_NEAR(scorer.Compare(a, a).other_times, slow[a], 1e-5) << a;
    const uint32_t b = random() % static_cast<uint32_t>(input.sketches.size());
    ASSERT_NEAR(scorer.Compare(a, b).other_times, (slow[a] + slow[b]) / 2, 1e-5) << a << " and " << b;
    known += slow[a] > 0;
  }
  EXPECT_GT(known, 50u);
  EXPECT_EQ(scorer.Compare(0, 1).whole, before.whole);

  EventScorer threads(input, weights, 4);
  threads.SetOtherTimes(candidates.apart, candidates.pairs, 4);
  for (uint32_t a = 0; a < input.sketches.size(); ++a) {
    ASSERT_EQ(threads.Compare(a, a).other_times, scorer.Compare(a, a).other_times) << "for any threads";
  }
}

TEST(EventScorer, OtherTimesReachTheNeighboursOfThoseWhoKnow) {
  Articles articles;
  for (int i = 0; i < 5; ++i) articles.Add({WordTerm(1), WordTerm(10 + i)});
  const TermWeights weights(articles.input(), articles.All(), 1);
  EventScorer scorer(articles.input(), weights, 1);
  const auto level = [&](uint32_t article) { return scorer.Compare(article, article).other_times; };
  const double whole = scorer.Compare(0, 1).whole;
  ASSERT_GT(whole, .1);
  scorer.SetOtherTimes(Pairs{{0, 1}}, Pairs{{1, 2}, {2, 3}}, 1);
  EXPECT_NEAR(level(0), whole, 1e-6);
  EXPECT_NEAR(level(1), whole, 1e-6);
  EXPECT_NEAR(level(2), whole, 1e-6) << "what its neighbour knows";
  EXPECT_EQ(level(3), 0) << "a neighbour's neighbour";
  EXPECT_EQ(level(4), 0);
  scorer.SetOtherTimes({}, Pairs{{1, 2}}, 1);
  for (uint32_t i = 0; i < 5; ++i) EXPECT_EQ(level(i), 0) << "nothing known any more";
}

TEST(EventScorer, FiguresAreTheirDefinitions) {
  std::mt19937 random(52);
  Articles articles;
  AddNews(random, 120, 8, &articles);
  articles.Add({});
  const TermWeights weights(articles.input(), articles.All(), 1);
  const EventScorer scorer(articles.input(), weights, 1);
  const oracle::SlowScorer slow(articles.input(), weights);
  for (uint32_t a = 0; a < articles.input().sketches.size(); a += 3) {
    for (uint32_t b = a; b < articles.input().sketches.size(); ++b) {
      const EventFigures figures = scorer.Compare(a, b);
      ASSERT_NEAR(figures.whole, slow.Whole(a, b), 1e-5) << a << " and " << b;
      ASSERT_NEAR(figures.lead, slow.Lead(a, b), 1e-5) << a << " and " << b;
      ASSERT_NEAR(figures.containment, slow.Containment(a, b), 1e-5) << a << " and " << b;
      const EventFigures swapped = scorer.Compare(b, a);
      ASSERT_EQ(figures.whole, swapped.whole);
      ASSERT_EQ(figures.lead, swapped.lead);
      ASSERT_EQ(figures.hours_apart, swapped.hours_apart);
    }
  }
}

TEST(EventScorer, FiguresStayInTheirRangeAndKnowTheSameText) {
  std::mt19937 random(53);
  Articles articles;
  AddNews(random, 50, 5, &articles);
  const TermWeights weights(articles.input(), articles.All(), 1);
  const EventScorer scorer(articles.input(), weights, 1);
  for (uint32_t a = 0; a < 50; ++a) {
    EXPECT_NEAR(scorer.Compare(a, a).whole, 1, 1e-5);
    EXPECT_NEAR(scorer.Compare(a, a).containment, 1, 1e-5);
    for (uint32_t b = 0; b < 50; ++b) {
      const EventFigures figures = scorer.Compare(a, b);
      for (const double figure : {figures.whole, figures.lead, figures.containment}) {
        EXPECT_GE(figure, 0);
        EXPECT_LE(figure, 1);
      }
    }
  }
}

TEST(EventScorer, OutletsAreTheSameOnlyWhereTheyAreKnown) {
  Articles articles;
  for (const uint32_t outlet : {0u, 0u, 1u, 1u, 2u}) articles.Add({WordTerm(1)}, {}, {outlet, false, 0, 0});
  const TermWeights weights(articles.input(), articles.All(), 1);
  const EventScorer scorer(articles.input(), weights, 1);
  EXPECT_FALSE(scorer.Compare(0, 1).same_outlet);
  EXPECT_TRUE(scorer.Compare(2, 3).same_outlet);
  EXPECT_FALSE(scorer.Compare(3, 4).same_outlet);
  EXPECT_FALSE(scorer.Compare(0, 2).same_outlet);
}

TEST(EventScorer, SharedWithBothTellsTwoEventsFromOneBetweenTwoGroups) {
  Articles articles;
  const auto words = [](uint32_t first, uint32_t count) {
    std::vector<Term> terms;
    for (uint32_t i = first; i < first + count; ++i) terms.push_back(WordTerm(i));
    return terms;
  };
  const auto join = [](std::vector<Term> a, const std::vector<Term>& b) {
    a.insert(a.end(), b.begin(), b.end());
    return a;
  };
  articles.Add(join(words(0, 10), words(100, 10)));  // 0: two events
  articles.Add(words(0, 10));                        // 1: the first
  articles.Add(words(100, 10));                      // 2: the second
  articles.Add(words(0, 10));                        // 3: one event, as 1 tells it
  articles.Add(words(500, 10));                      // 4: something else
  articles.Add(join(words(0, 5), words(100, 10)));   // 5: the second, and half of the first
  const TermWeights weights(articles.input(), articles.All(), 1);
  const EventScorer scorer(articles.input(), weights, 1);
  const auto shared = [&](uint32_t a, std::vector<uint32_t> others, std::vector<uint32_t> apart) {
    return scorer.SharedWithBoth(a, others, apart);
  };
  EXPECT_EQ(shared(0, {2}, {1}), 0) << "what it shares with the second is none of the first's";
  EXPECT_NEAR(shared(3, {1}, {0}), 1, 1e-12) << "all it shares with one it shares with the other";
  EXPECT_EQ(shared(0, {4}, {1}), 1) << "nothing shared at all";
  EXPECT_EQ(shared(0, {}, {1}), 1);
  EXPECT_EQ(shared(0, {2}, {}), 0);
  const double part = shared(0, {5}, {1});
  EXPECT_GT(part, .1);
  EXPECT_LT(part, .6);
}

}  // namespace
}  // namespace samestory
