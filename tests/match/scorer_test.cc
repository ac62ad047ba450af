#include "engine/match/scorer.h"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/match/articles.h"
#include "tests/oracle/slow_match.h"

namespace samestory {
namespace {

void ExpectEqual(const EventFigures& x, const EventFigures& y) {
  EXPECT_EQ(x.whole, y.whole);
  EXPECT_EQ(x.lead, y.lead);
  EXPECT_EQ(x.nearest, y.nearest);
  EXPECT_EQ(x.other_times, y.other_times);
  EXPECT_EQ(x.articles_of_time, y.articles_of_time);
  EXPECT_EQ(x.hours_apart, y.hours_apart);
  EXPECT_EQ(x.hours_between, y.hours_between);
  EXPECT_EQ(x.dated, y.dated);
  EXPECT_EQ(x.days, y.days);
  EXPECT_EQ(x.same_outlet, y.same_outlet);
}

// A number of its own for every article and figure.
Surroundings InventSurroundings(size_t articles) {
  Surroundings surroundings;
  for (size_t i = 0; i < articles; ++i) {
    const auto number = static_cast<float>(i + 1);
    surroundings.nearest.push_back(static_cast<float>(kNearestAtMost) / number);
    surroundings.other_times.push_back(1 / (number + 3));
    surroundings.articles_of_time.push_back(static_cast<uint32_t>(i * i + 1));
  }
  surroundings.articles = 12'345;
  return surroundings;
}

TEST(EventScorer, FiguresAreTheirDefinitions) {
  std::mt19937 random(52);
  Articles articles;
  AddNews(random, 120, 8, &articles);
  articles.Add({});
  const MatchInput& input = articles.input();
  const TermWeights weights(input, articles.All(), 1);
  const EventScorer scorer(input, weights, 1);
  const oracle::SlowScorer slow(input, weights);
  for (uint32_t a = 0; a < input.terms.size(); a += 3) {
    for (uint32_t b = a; b < input.terms.size(); ++b) {
      const EventFigures figures = scorer.Compare(a, b);
      ASSERT_NEAR(figures.whole, slow.Whole(a, b), 1e-5) << a << " and " << b;
      ASSERT_NEAR(figures.lead, slow.Lead(a, b), 1e-5) << a << " and " << b;
      ASSERT_EQ(figures.dated, input.contexts[a].dated && input.contexts[b].dated);
      ASSERT_EQ(figures.hours_apart, HoursApart(input.contexts[a], input.contexts[b]));
      ASSERT_EQ(figures.hours_between, HoursBetweenMiddles(input.contexts[a], input.contexts[b]));
    }
  }
}

TEST(EventScorer, TheSameForBothOrdersAndAnyThreads) {
  std::mt19937 random(62);
  Articles articles;
  AddNews(random, 600, 40, &articles);
  const TermWeights weights(articles.input(), articles.All(), 1);
  EventScorer scorer(articles.input(), weights, 1), threads(articles.input(), weights, 4);
  scorer.SetSurroundings(InventSurroundings(600));
  threads.SetSurroundings(InventSurroundings(600));
  for (uint32_t a = 0; a < 600; a += 7) {
    for (uint32_t b = 0; b < 600; b += 5) {
      ExpectEqual(scorer.Compare(a, b), scorer.Compare(b, a));
      ExpectEqual(scorer.Compare(a, b), threads.Compare(a, b));
    }
  }
}

TEST(EventScorer, FiguresStayInTheirRangeAndKnowTheSameText) {
  std::mt19937 random(53);
  Articles articles;
  AddNews(random, 50, 5, &articles);
  articles.Add({});
  const TermWeights weights(articles.input(), articles.All(), 1);
  const EventScorer scorer(articles.input(), weights, 1);
  for (uint32_t a = 0; a < 50; ++a) {
    EXPECT_NEAR(scorer.Compare(a, a).whole, 1, 1e-5);
    EXPECT_NEAR(scorer.Compare(a, a).lead, 1, 1e-5);
    EXPECT_EQ(scorer.Compare(a, 50).whole, 0) << "one without words";
    for (uint32_t b = 0; b < 50; ++b) {
      const EventFigures figures = scorer.Compare(a, b);
      for (const double figure : {figures.whole, figures.lead}) {
        EXPECT_GE(figure, 0);
        EXPECT_LE(figure, 1);
      }
      EXPECT_GE(figures.hours_apart, 0);
      EXPECT_GE(figures.hours_between, figures.hours_apart) << "which is the least they can be";
    }
  }
  EXPECT_EQ(scorer.Compare(50, 50).whole, 0);
}

TEST(EventScorer, DatesOfWholeDaysAreADayApartThatMayBeNothing) {
  constexpr int64_t kDay = 24 * 3600;
  Articles articles;
  articles.Add({WordTerm(1)}, {}, {0, true, 0, kDay - 1});             // 0: a day
  articles.Add({WordTerm(1)}, {}, {0, true, kDay, 2 * kDay - 1});      // 1: the next
  articles.Add({WordTerm(1)}, {}, {0, true, 3 * kDay, 4 * kDay - 1});  // 2: two days after that
  articles.Add({WordTerm(1)}, {}, Dated(30));                          // 3: a minute of the next
  articles.Add({WordTerm(1)});                                         // 4: no date
  const TermWeights weights(articles.input(), articles.All(), 1);
  const EventScorer scorer(articles.input(), weights, 1);
  const auto expect = [&](uint32_t a, uint32_t b, double apart, double between) {
    EXPECT_NEAR(scorer.Compare(a, b).hours_apart, apart, .02) << a << " and " << b;
    EXPECT_NEAR(scorer.Compare(a, b).hours_between, between, .02) << a << " and " << b;
  };
  expect(0, 0, 0, 0);
  expect(0, 1, 0, 24);
  expect(0, 2, 48, 72);
  expect(0, 3, 6, 18);
  expect(1, 3, 0, 6);
  expect(1, 4, 0, 0);
  EXPECT_TRUE(scorer.Compare(0, 3).dated);
  EXPECT_FALSE(scorer.Compare(0, 4).dated);
  EXPECT_FALSE(scorer.Compare(4, 4).dated);
}

TEST(EventScorer, WithoutSurroundingsTwoArticlesAreAlone) {
  std::mt19937 random(63);
  Articles articles;
  AddNews(random, 30, 3, &articles);
  const TermWeights weights(articles.input(), articles.All(), 1);
  const EventScorer scorer(articles.input(), weights, 1);
  for (uint32_t b = 0; b < 30; ++b) {
    const EventFigures figures = scorer.Compare(0, b);
    EXPECT_EQ(figures.nearest, 0);
    EXPECT_EQ(figures.other_times, 0);
    EXPECT_EQ(figures.articles_of_time, 1);
    EXPECT_EQ(StandsOut(figures), 0);
  }
}

TEST(EventScorer, SurroundingsAreTheMeansOfBothArticles) {
  std::mt19937 random(64);
  Articles articles;
  AddNews(random, 80, 6, &articles);
  const MatchInput& input = articles.input();
  const TermWeights weights(input, articles.All(), 1);
  EventScorer scorer(input, weights, 1);
  const Surroundings s = InventSurroundings(80);
  scorer.SetSurroundings(s);
  size_t dated = 0;
  for (uint32_t a = 0; a < 80; ++a) {
    for (uint32_t b = 0; b < 80; ++b) {
      const EventFigures figures = scorer.Compare(a, b);
      ASSERT_NEAR(figures.nearest, std::sqrt(double{s.nearest[a]} * s.nearest[b]), 1e-6);
      ASSERT_NEAR(figures.other_times, (double{s.other_times[a]} + s.other_times[b]) / 2, 1e-6);
      if (figures.dated) {
        ASSERT_NEAR(figures.articles_of_time, std::sqrt(1.0 * s.articles_of_time[a] * s.articles_of_time[b]),
                    1e-6);
      } else {
        ASSERT_EQ(figures.articles_of_time, 12'345) << "any of all may be of that time";
      }
      dated += figures.dated;
    }
  }
  EXPECT_GT(dated, 1000u);
  EXPECT_LT(dated, 6000u);
}

TEST(EventScorer, SurroundingsThatAreNotKnownChangeNothing) {
  Articles articles;
  for (int i = 0; i < 4; ++i) articles.Add({WordTerm(1)}, {}, i < 3 ? Dated(i) : ArticleContext());
  const TermWeights weights(articles.input(), articles.All(), 1);
  EventScorer scorer(articles.input(), weights, 1);
  Surroundings surroundings;
  surroundings.articles = 500;
  scorer.SetSurroundings(surroundings);
  EXPECT_EQ(scorer.Compare(0, 1).nearest, 0);
  EXPECT_EQ(scorer.Compare(0, 1).other_times, 0);
  EXPECT_EQ(scorer.Compare(0, 1).articles_of_time, 500) << "no count by time: any may be of it";
  EXPECT_EQ(scorer.Compare(0, 3).articles_of_time, 500);
  surroundings.articles_of_time = {4, 9, 1, 1};
  scorer.SetSurroundings(surroundings);
  EXPECT_EQ(scorer.Compare(0, 1).articles_of_time, 6);
  EXPECT_EQ(scorer.Compare(0, 1).nearest, 0);
  EXPECT_EQ(scorer.Compare(0, 3).articles_of_time, 500);
}

TEST(EventScorer, FiguresOfBeforeAreBroughtUpToDate) {
  std::mt19937 random(65);
  Articles articles;
  AddNews(random, 40, 4, &articles);
  const TermWeights weights(articles.input(), articles.All(), 1);
  EventScorer scorer(articles.input(), weights, 1);
  std::vector<EventFigures> before;
  for (uint32_t b = 0; b < 40; ++b) before.push_back(scorer.Compare(5, b));
  scorer.SetSurroundings(InventSurroundings(40));
  for (uint32_t b = 0; b < 40; ++b) {
    EXPECT_NE(before[b].nearest, scorer.Compare(5, b).nearest);
    scorer.AddSurroundings(5, b, &before[b]);
    ExpectEqual(before[b], scorer.Compare(5, b));
    scorer.AddSurroundings(5, b, &before[b]);
    ExpectEqual(before[b], scorer.Compare(5, b));
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

// Days as terms, the first of them named first.
std::vector<Term> DayTerms(std::vector<uint32_t> days) {
  std::vector<Term> terms{WordTerm(1, 2, 1)};
  for (const uint32_t day : days) {
    Term term = WordTerm(90'000 + day, 1, day == days.front() ? 1 : 0, 1e-5);
    term.words = 0;
    terms.push_back(term);
  }
  return terms;
}

DaysNamed DaysOf(const std::vector<uint32_t>& a, const std::vector<uint32_t>& b) {
  Articles articles;
  articles.Add(DayTerms(a)), articles.Add(DayTerms(b));
  const TermWeights weights(articles.input(), articles.All(), 1);
  const EventScorer scorer(articles.input(), weights, 1);
  EXPECT_EQ(scorer.Compare(0, 1).days, scorer.Compare(1, 0).days);
  return scorer.Compare(0, 1).days;
}

TEST(EventScorer, DaysAreUnknownWhereOneNamesNone) {
  EXPECT_EQ(DaysOf({}, {}), DaysNamed::kUnknown);
  EXPECT_EQ(DaysOf({1, 2}, {}), DaysNamed::kUnknown);
}

TEST(EventScorer, DaysAreSharedWhereTheFirstOfOneIsNamedByTheOther) {
  EXPECT_EQ(DaysOf({1}, {1}), DaysNamed::kShared);
  EXPECT_EQ(DaysOf({1, 2}, {3, 1}), DaysNamed::kShared);
  EXPECT_EQ(DaysOf({1, 2, 3}, {3}), DaysNamed::kShared);
  EXPECT_EQ(DaysOf({1}, {2}), DaysNamed::kApart);
  EXPECT_EQ(DaysOf({1, 3}, {2, 3}), DaysNamed::kApart) << "a day both name in passing";
}

TEST(EventScorer, DaysCountForTheWholeAndNotForTheLead) {
  Articles articles;
  articles.Add(DayTerms({1})), articles.Add(DayTerms({1})), articles.Add(DayTerms({2}));
  const TermWeights weights(articles.input(), articles.All(), 1);
  const EventScorer scorer(articles.input(), weights, 1);
  EXPECT_GT(scorer.Compare(0, 1).whole, scorer.Compare(0, 2).whole);
  EXPECT_NEAR(scorer.Compare(0, 2).lead, 1, 1e-6);
  EXPECT_EQ(scorer.Compare(0, 1).lead, scorer.Compare(0, 2).lead);
}

TEST(EventScore, DaysCountOnlyWhereTheTimeIsNotKnown) {
  EventFigures unknown;
  unknown.whole = .2, unknown.lead = .2;
  EventFigures shared = unknown, apart = unknown;
  shared.days = DaysNamed::kShared, apart.days = DaysNamed::kApart;
  EXPECT_GT(EventScore(shared, 168), EventScore(unknown, 168));
  EXPECT_LT(EventScore(apart, 168), EventScore(unknown, 168));
  for (EventFigures* figures : {&unknown, &shared, &apart}) figures->dated = true;
  EXPECT_EQ(EventScore(shared, 168), EventScore(unknown, 168));
  EXPECT_EQ(EventScore(apart, 168), EventScore(unknown, 168));
  // Without a window the dates say nothing.
  EXPECT_GT(EventScore(shared, 0), EventScore(unknown, 0));
  EXPECT_LT(EventScore(apart, 0), EventScore(unknown, 0));
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
