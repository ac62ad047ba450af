#include "engine/match/score.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <set>
#include <vector>

#include "engine/match/surroundings.h"
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

// Of text and of one moment; the surroundings and circumstances are the test's to change.
EventFigures Figures(double whole, double lead) {
  EventFigures figures;
  figures.whole = whole;
  figures.lead = lead;
  figures.dated = true;
  return figures;
}

EventFigures Apart(EventFigures figures, double hours) {
  figures.hours_apart = figures.hours_between = hours;
  return figures;
}

EventFigures Undated(EventFigures figures) {
  figures.dated = false;
  return figures;
}

EventFigures WithinOutlet(EventFigures figures) {
  figures.same_outlet = true;
  return figures;
}

EventFigures Among(EventFigures figures, double nearest, double other_times) {
  figures.nearest = nearest;
  figures.other_times = other_times;
  return figures;
}

EventFigures InCrowd(EventFigures figures, double articles) {
  figures.articles_of_time = articles;
  return figures;
}

double Score(const EventFigures& figures) { return EventScore(figures, 168); }
double Odds(const EventFigures& figures) { return Score(figures) / (1 - Score(figures)); }

// Figures anywhere in their ranges, often at an end of them.
EventFigures RandomFigures(std::mt19937& random) {
  const auto up_to = [&](double most) {
    const uint32_t choice = random() % 8;
    return choice < 2 ? most * choice : std::uniform_real_distribution<>(0, most)(random);
  };
  EventFigures figures = Among(Figures(up_to(1), up_to(1)), up_to(kNearestAtMost), up_to(1));
  figures.articles_of_time = std::exp(up_to(16));
  figures.hours_apart = up_to(160);
  figures.hours_between = figures.hours_apart + up_to(12);
  figures.dated = random() % 4 != 0;
  figures.same_outlet = random() % 3 == 0;
  return figures;
}

TEST(StandsOut, IsHowFarWhatTheyShareFallsShortOfTheLevelAround) {
  std::mt19937 random(55);
  size_t short_of_it = 0;
  for (int trial = 0; trial < 5000; ++trial) {
    const EventFigures figures = RandomFigures(random);
    const double level = std::max(figures.nearest, 3 * figures.other_times);
    ASSERT_NEAR(StandsOut(figures),
                figures.whole >= level ? 0 : std::log((.01 + figures.whole) / (.01 + level)), 1e-12);
    short_of_it += StandsOut(figures) < 0;
  }
  EXPECT_GT(short_of_it, 1000u);
  EXPECT_LT(short_of_it, 4500u);
}

TEST(StandsOut, AtItsEdge) {
  for (double whole = .01; whole <= .2; whole += .01) {
    EXPECT_EQ(StandsOut(Among(Figures(whole, .4), whole, 0)), 0) << "as alike as with the nearest";
    EXPECT_LT(StandsOut(Among(Figures(whole, .4), whole + .001, 0)), 0);
    EXPECT_NEAR(StandsOut(Among(Figures(whole, .4), 0, whole / 3)), 0, 1e-12) << "three times other times";
    EXPECT_LT(StandsOut(Among(Figures(whole, .4), 0, whole / 3 + .001)), 0);
  }
  EXPECT_EQ(StandsOut(Among(Figures(0, 0), 0, 0)), 0) << "nothing around either";
}

TEST(StandsOut, OfTwoLevelsTheHigherCounts) {
  for (double whole = 0; whole < 1; whole += .05) {
    const auto stands_out = [&](double nearest, double other_times) {
      return StandsOut(Among(Figures(whole, .4), nearest, other_times));
    };
    EXPECT_EQ(stands_out(.2, .3), stands_out(0, .3));
    EXPECT_EQ(stands_out(.2, .05), stands_out(.2, 0));
  }
}

TEST(StandsOut, DependsOnNothingButTheText) {
  std::mt19937 random(56);
  for (int trial = 0; trial < 500; ++trial) {
    const EventFigures figures = RandomFigures(random);
    const EventFigures same = Among(Figures(figures.whole, 0), figures.nearest, figures.other_times);
    ASSERT_EQ(StandsOut(figures), StandsOut(same));
  }
}

TEST(EventScore, IsAProbability) {
  std::mt19937 random(57);
  for (int trial = 0; trial < 20'000; ++trial) {
    const EventFigures figures = RandomFigures(random);
    for (const double window : {0., 1., 168., 1e6}) {
      const double score = EventScore(figures, window);
      ASSERT_TRUE(score >= 0 && score <= 1) << score;
    }
  }
}

TEST(EventScore, GrowsWithTextInCommon) {
  std::mt19937 random(58);
  for (int trial = 0; trial < 3000; ++trial) {
    const EventFigures figures = RandomFigures(random);
    const double more = std::uniform_real_distribution<>(.01, .5)(random);
    EventFigures whole = figures, lead = figures;
    whole.whole = std::min(1., whole.whole + more);
    lead.lead = std::min(1., lead.lead + more);
    if (whole.whole > figures.whole) {
      ASSERT_GT(Score(whole), Score(figures)) << figures.whole << " + " << more;
    }
    if (lead.lead > figures.lead) {
      ASSERT_GT(Score(lead), Score(figures)) << figures.lead << " + " << more;
    }
  }
}

TEST(EventScore, TellsNothingInCommonFromTheSameText) {
  EXPECT_LT(Score(Among(Figures(0, 0), .05, 0)), .01);
  EXPECT_LT(Score(Undated(Among(Figures(0, 0), .05, 0))), .01);
  EXPECT_LT(Score(Figures(0, 0)), .05) << "even of the same hour, where nothing is alike with anything";
  EXPECT_GT(Score(Figures(1, 1)), .9);
  EXPECT_GT(Score(Undated(Figures(1, 1))), .9);
}

TEST(EventScore, FallsWithTheHoursBetween) {
  for (const double x : {.05, .2, .5, 1.}) {
    for (double hours = 0; hours < 168; hours += 3) {
      EXPECT_GT(Score(Apart(Figures(x, x), hours)), Score(Apart(Figures(x, x), hours + 3))) << hours;
    }
  }
  // An hour counts for less the further apart they are anyway.
  const auto loss = [](double from, double to) {
    return Odds(Apart(Figures(.4, .4), from)) / Odds(Apart(Figures(.4, .4), to));
  };
  EXPECT_GT(loss(0, 12), loss(24, 36));
  EXPECT_GT(loss(24, 36), loss(120, 132));
}

TEST(EventScore, CountsTheHoursBetweenTheMiddlesAndHoldsTheLeastAgainstTheWindow) {
  // Two dates of whole days, one after the other: perhaps a second apart, a day as a rule.
  EventFigures days = Figures(.4, .4);
  days.hours_between = 24;
  EXPECT_LT(Score(days), Score(Figures(.4, .4)));
  EXPECT_EQ(Score(days), Score(Apart(Figures(.4, .4), 24)));
  EXPECT_GT(EventScore(days, 1), 0);
  days.hours_apart = 1.5;
  EXPECT_EQ(EventScore(days, 1), 0);
}

TEST(EventScore, FallsWithTheCrowdButNotWithAHandful) {
  for (const double x : {.05, .2, .5, 1.}) {
    const EventFigures figures = Figures(x, x);
    EXPECT_EQ(Score(InCrowd(figures, 1)), Score(InCrowd(figures, 5))) << "chance needs more than that";
    for (double articles = 1; articles < 1e6; articles *= 2) {
      EXPECT_GE(Score(InCrowd(figures, articles)), Score(InCrowd(figures, 2 * articles))) << articles;
      if (articles < 100) continue;
      EXPECT_GT(Score(InCrowd(figures, articles)), Score(InCrowd(figures, 2 * articles))) << articles;
      EXPECT_GT(Score(Undated(InCrowd(figures, articles))), Score(Undated(InCrowd(figures, 2 * articles))));
    }
  }
}

TEST(EventScore, WhatStandsOutLosesNothing) {
  for (double whole = 0; whole < 1; whole += .05) {
    const double free = Score(Figures(whole, .4));
    for (const double share : {0., .1, .3, .6, .99}) {
      const double nearest = std::min(kNearestAtMost, share * whole);
      EXPECT_EQ(Score(Among(Figures(whole, .4), nearest, share * whole / 3)), free) << whole << ", " << share;
    }
  }
}

TEST(EventScore, FallsWhereItDoesNotStandOut) {
  const auto falls_over = [](double whole, auto figures_at, double first, double last) {
    double before = Score(Figures(whole, .4));
    for (double level = first; level <= last; level += .01) {
      const double score = Score(figures_at(level));
      EXPECT_LT(score, before) << whole << " among " << level;
      before = score;
    }
  };
  for (double whole = 0; whole < .2; whole += .02) {
    falls_over(
        whole, [&](double level) { return Among(Figures(whole, .4), level, 0); }, whole + .005,
        kNearestAtMost);
  }
  for (double whole = 0; whole <= 1; whole += .05) {
    falls_over(
        whole, [&](double level) { return Among(Figures(whole, .4), .1, level); },
        std::max(.1, whole) / 3 + .005, 1);
  }
}

TEST(EventScore, DoesNotStepWhereItCeasesToStandOut) {
  constexpr double kHair = 1e-9;
  for (double whole = .01; whole <= .2; whole += .01) {
    const double free = Score(Figures(whole, .4));
    EXPECT_NEAR(Score(Among(Figures(whole, .4), whole + kHair, 0)), free, 1e-6);
    EXPECT_NEAR(Score(Among(Figures(whole, .4), 0, whole / 3 + kHair)), free, 1e-6);
  }
}

TEST(EventScore, IsLowerWithinOneOutletAndMoreSoTheLater) {
  std::mt19937 random(59);
  for (int trial = 0; trial < 1000; ++trial) {
    EventFigures figures = RandomFigures(random);
    figures.same_outlet = false;
    ASSERT_LT(Score(WithinOutlet(figures)), Score(figures));
    ASSERT_LT(EventScore(WithinOutlet(figures), 0), EventScore(figures, 0));
  }
  double before = 1;
  for (double hours = 0; hours <= 168; hours += 6) {
    const EventFigures figures = Apart(Figures(.4, .4), hours);
    const double share = Odds(WithinOutlet(figures)) / Odds(figures);
    EXPECT_LT(share, before) << hours;
    before = share;
  }
}

TEST(EventScore, IsNothingBeyondTheWindow) {
  for (const double window : {1., 24., 168., 1000.}) {
    EXPECT_GT(EventScore(Apart(Figures(.9, .9), window), window), 0);
    EXPECT_EQ(EventScore(Apart(Figures(.9, .9), window + .01), window), 0);
    EXPECT_GT(EventScore(Undated(Apart(Figures(.9, .9), window + .01)), window), 0);
  }
}

TEST(EventScore, WithoutADateOrAWindowTimeDoesNotCount) {
  std::mt19937 random(60);
  for (int trial = 0; trial < 1000; ++trial) {
    EventFigures figures = RandomFigures(random), other_time = figures;
    other_time.hours_apart = 1000 * (random() % 100);
    other_time.hours_between = other_time.hours_apart + random() % 100;
    other_time.dated = true;
    ASSERT_EQ(EventScore(figures, 0), EventScore(other_time, 0));
    ASSERT_EQ(Score(Undated(figures)), Score(Undated(other_time)));
    ASSERT_EQ(Score(Undated(figures)), EventScore(figures, 0));
    ASSERT_EQ(Score(Undated(figures)), EventScore(Undated(figures), 1)) << "whatever the window is";
  }
}

TEST(EventScore, ATimeNotKnownIsWorseThanTheSameAndBetterThanAWeek) {
  for (double x = .05; x <= 1; x += .05) {
    EXPECT_LT(Score(Undated(Figures(x, x))), Score(Figures(x, x)));
    EXPECT_GT(Score(Undated(Figures(x, x))), Score(Apart(Figures(x, x), 168)));
  }
}

TEST(EventScore, DoesNotDependOnTheWindowWithinIt) {
  std::mt19937 random(61);
  for (int trial = 0; trial < 500; ++trial) {
    const EventFigures figures = RandomFigures(random);
    ASSERT_EQ(EventScore(figures, 168), EventScore(figures, 1e6));
  }
}

}  // namespace
}  // namespace samestory
