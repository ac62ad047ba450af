#include "engine/match/two_events.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "engine/match/candidates.h"
#include "tests/match/articles.h"
#include "tests/match/found_pairs.h"

namespace samestory {
namespace {

using Found = std::vector<uint32_t>;
using Pairs = std::vector<std::pair<uint32_t, uint32_t>>;

// Words [first, first + count).
std::vector<Term> Words(uint32_t first, uint32_t count) {
  std::vector<Term> terms;
  for (uint32_t i = first; i < first + count; ++i) terms.push_back(WordTerm(i));
  return terms;
}

std::vector<Term> operator+(std::vector<Term> a, const std::vector<Term>& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

// Words of one subject, and of two events of it.
const uint32_t kSubject = 0, kFirst = 1000, kSecond = 2000;

// Articles, and candidates whose likeness is the scorer's and whose score is the test's.
class TwoEvents : public testing::Test {
 protected:
  uint32_t Add(std::vector<Term> terms) { return articles_.Add(std::move(terms)); }
  uint32_t AddFirst() { return Add(Words(kSubject, 10) + Words(kFirst, 40)); }
  uint32_t AddSecond() { return Add(Words(kSubject, 10) + Words(kSecond, 40)); }
  uint32_t AddBoth() { return Add(Words(kSubject, 10) + Words(kFirst, 20) + Words(kSecond, 20)); }

  void Score(uint32_t a, uint32_t b, double score) { scores_[std::minmax(a, b)] = score; }

  Found Find() {
    const TermWeights weights(articles_.input(), articles_.All(), 1);
    const EventScorer scorer(articles_.input(), weights, 1);
    candidates_.clear();
    for (const auto& [pair, score] : scores_) {
      candidates_.push_back({pair.first, pair.second, score, scorer.Compare(pair.first, pair.second).whole});
    }
    TwoEventArticles found = FindTwoEventArticles(scorer, candidates_, articles_.All().size());
    for (ScoredCandidate& c : candidates_) c.score = found.Lowered(c.a, c.b, c.score);
    explained_ = std::move(found.explained);
    return std::move(found.articles);
  }

  // After Find().
  double ScoreOf(uint32_t a, uint32_t b) const {
    const std::pair<uint32_t, uint32_t> wanted = std::minmax(a, b);
    for (const ScoredCandidate& c : candidates_) {
      if (std::pair(c.a, c.b) == wanted) return c.score;
    }
    ADD_FAILURE() << "no pair " << a << ", " << b;
    return -1;
  }

  Articles articles_;
  std::map<std::pair<uint32_t, uint32_t>, double> scores_;
  std::vector<ScoredCandidate> candidates_;
  Pairs explained_;  // by the last Find()
};

TEST_F(TwoEvents, HalfOfOneAndHalfOfAnotherIsFoundAndExplainsThePairAway) {
  const uint32_t a = AddFirst(), b = AddBoth(), c = AddSecond();
  Score(a, b, .95), Score(b, c, .93), Score(a, c, .8);
  EXPECT_EQ(Find(), Found{b});
  EXPECT_NEAR(ScoreOf(a, c) / (1 - ScoreOf(a, c)), .8 / .2 / kExplainedAway, 1e-12) << "odds";
  EXPECT_EQ(ScoreOf(a, b), .95);
  EXPECT_EQ(ScoreOf(b, c), .93);
}

TEST_F(TwoEvents, StrangersNeedNotBeACandidatePair) {
  const uint32_t a = AddFirst(), b = AddBoth(), c = AddSecond();
  Score(a, b, .95), Score(b, c, .95);
  EXPECT_EQ(Find(), Found{b});
  EXPECT_EQ(explained_, (Pairs{{a, c}})) << "who compares them later is told";
  EXPECT_EQ(ScoreOf(a, b), .95);
  EXPECT_EQ(ScoreOf(b, c), .95);
}

TEST_F(TwoEvents, APlainReportLinkedWithBothIsAWitnessThatTheyTellOneEvent) {
  const uint32_t a = AddFirst(), b = AddBoth(), c = AddSecond();
  // What it shares with either it shares with both.
  const uint32_t witness = Add(Words(kSubject, 10) + Words(5000, 5));
  Score(a, b, .95), Score(b, c, .93), Score(a, c, .8);
  ASSERT_EQ(Find(), Found{b});
  Score(a, witness, .95), Score(c, witness, .95);
  EXPECT_EQ(Find(), Found{});
  EXPECT_EQ(explained_, Pairs{});
  EXPECT_EQ(ScoreOf(a, c), .8);
  scores_.erase({a, c});
  EXPECT_EQ(Find(), Found{}) << "whether or not the two are candidates";
}

TEST_F(TwoEvents, AWitnessIsClearlyLinkedWithBoth) {
  const uint32_t a = AddFirst(), b = AddBoth(), c = AddSecond();
  const uint32_t other = Add(Words(kSubject, 10) + Words(5000, 5));
  Score(a, b, .95), Score(b, c, .93), Score(a, c, .8);
  Score(a, other, .99);
  EXPECT_EQ(Find(), Found{b}) << "linked with one";
  Score(c, other, kClear - .001);
  EXPECT_EQ(Find(), Found{b}) << "not clearly";
  Score(c, other, kClear);
  EXPECT_EQ(Find(), Found{}) << "the edge";
}

TEST_F(TwoEvents, AReportOfOneOfTheEventsIsNoWitness) {
  const uint32_t a = AddFirst(), a2 = AddFirst(), b = AddBoth(), c = AddSecond();
  Score(a, b, .95), Score(a2, b, .95), Score(a, a2, .99), Score(b, c, .95);
  Score(a, c, .8), Score(a2, c, .8);
  EXPECT_EQ(Find(), Found{b});
  EXPECT_EQ(explained_, (Pairs{{a, c}, {a2, c}}));
}

TEST_F(TwoEvents, ASecondArticleOnTheSameTwoEventsIsNoWitness) {
  const uint32_t a = AddFirst(), b = AddBoth(), c = AddSecond(), d = AddBoth();
  for (const uint32_t both : {b, d}) Score(a, both, .95), Score(c, both, .95);
  Score(b, d, .99), Score(a, c, .8);
  EXPECT_EQ(Find(), (Found{b, d}));
  EXPECT_EQ(explained_, (Pairs{{a, c}}));
  // But a plain report refutes both.
  const uint32_t witness = Add(Words(kSubject, 10) + Words(5000, 5));
  Score(a, witness, .95), Score(c, witness, .95);
  EXPECT_EQ(Find(), Found{});
}

TEST_F(TwoEvents, AWitnessSpeaksForItsOwnTwoOnly) {
  // Two articles on the first event; the witness knows one of them.
  const uint32_t a = AddFirst(), a2 = AddFirst(), b = AddBoth(), c = AddSecond();
  const uint32_t witness = Add(Words(kSubject, 10) + Words(5000, 5));
  for (const uint32_t first : {a, a2}) Score(first, b, .95), Score(first, c, .8);
  Score(b, c, .95), Score(a, witness, .95), Score(c, witness, .95);
  EXPECT_EQ(Find(), Found{b});
  EXPECT_EQ(explained_, (Pairs{{a2, c}}));
  EXPECT_EQ(ScoreOf(a, c), .8);
  EXPECT_LT(ScoreOf(a2, c), .1);
}

TEST_F(TwoEvents, ExplainedAwayDividesTheOdds) {
  EXPECT_EQ(ExplainedAway(0), 0);
  EXPECT_EQ(ExplainedAway(1), 1);
  for (double score = .05; score < 1; score += .05) {
    EXPECT_NEAR(ExplainedAway(score) / (1 - ExplainedAway(score)), score / (1 - score) / kExplainedAway,
                1e-12);
  }
}

TEST_F(TwoEvents, ReportsOfOneEventThatAThirdMergedStay) {
  const uint32_t a = AddFirst(), b = AddBoth(), c = AddSecond();
  Score(a, b, .999), Score(b, c, .999);
  for (const double certain : {kCertain, .99, 1.}) {
    Score(a, c, certain);
    EXPECT_EQ(Find(), Found{}) << certain;
    EXPECT_EQ(ScoreOf(a, c), certain);
  }
  Score(a, c, kCertain - .001);
  EXPECT_EQ(Find(), Found{b}) << "the edge";
}

TEST_F(TwoEvents, BothLinksAreToBeClear) {
  const uint32_t a = AddFirst(), b = AddBoth(), c = AddSecond();
  Score(a, b, kClear), Score(b, c, kClear - .001), Score(a, c, .1);
  EXPECT_EQ(Find(), Found{});
  EXPECT_EQ(ScoreOf(a, c), .1);
  Score(b, c, kClear);
  EXPECT_EQ(Find(), Found{b});
}

TEST_F(TwoEvents, ThreeAlikeAreAStory) {
  // Each tells most of the event, none the same part.
  const uint32_t a = Add(Words(kSubject, 10) + Words(kFirst, 30));
  const uint32_t b = Add(Words(kSubject, 10) + Words(kFirst + 5, 30));
  const uint32_t c = Add(Words(kSubject, 10) + Words(kFirst + 10, 30));
  Score(a, b, .95), Score(b, c, .95), Score(a, c, .92);
  EXPECT_EQ(Find(), Found{});
  EXPECT_EQ(ScoreOf(a, c), .92);
  scores_.erase({a, c});
  EXPECT_EQ(Find(), Found{}) << "whether or not all pairs are candidates";
}

TEST_F(TwoEvents, StrangersAreAThirdAsAlikeAtMost) {
  // b shares other things with a than with c, and so do they with each other.
  for (const uint32_t own : {20u, 12u, 4u}) {
    articles_ = Articles(), scores_.clear();
    const uint32_t a = Add(Words(kSubject, own) + Words(kFirst, 20));
    const uint32_t b = Add(Words(kFirst, 20) + Words(kSecond, 20));
    const uint32_t c = Add(Words(kSubject, own) + Words(kSecond, 20));
    Score(a, b, .95), Score(b, c, .95), Score(a, c, .5);
    EXPECT_EQ(Find(), own > 8 ? Found{} : Found{b}) << own;
  }
}

TEST_F(TwoEvents, OneThatSharesTheSameWithBothIsNoReportOfTwo) {
  // The subject and no more: far more alike to either than they are to each other, but of neither event.
  const uint32_t a = AddFirst(), b = Add(Words(kSubject, 10)), c = AddSecond();
  Score(a, b, .95), Score(b, c, .95), Score(a, c, .5);
  EXPECT_EQ(Find(), Found{});
  EXPECT_EQ(ScoreOf(a, c), .5);
  EXPECT_GT(candidates_[0].whole, 2 * candidates_[1].whole) << "not what refuses it";
}

TEST_F(TwoEvents, APairIsLoweredOnceHoweverManyExplainIt) {
  const uint32_t a = AddFirst(), b = AddBoth(), c = AddSecond(), d = AddBoth();
  Score(a, b, .95), Score(b, c, .95), Score(a, d, .95), Score(c, d, .95), Score(a, c, .8);
  Score(b, d, .99);
  EXPECT_EQ(Find(), (Found{b, d}));
  EXPECT_NEAR(ScoreOf(a, c) / (1 - ScoreOf(a, c)), .8 / .2 / kExplainedAway, 1e-12);
  EXPECT_EQ(ScoreOf(b, d), .99);
}

TEST_F(TwoEvents, EveryPairOfTheTwoStoriesIsExplainedAway) {
  std::vector<uint32_t> first, second;
  for (int i = 0; i < 3; ++i) first.push_back(AddFirst());
  const uint32_t b = AddBoth();
  for (int i = 0; i < 3; ++i) second.push_back(AddSecond());
  for (size_t i = 0; i < 3; ++i) {
    Score(first[i], b, .95), Score(second[i], b, .95);
    for (size_t j = 0; j < 3; ++j) Score(first[i], second[j], .8);
    for (size_t j = 0; j < i; ++j) Score(first[i], first[j], .99), Score(second[i], second[j], .99);
  }
  EXPECT_EQ(Find(), Found{b});
  for (const uint32_t a : first) {
    for (const uint32_t c : second) EXPECT_LT(ScoreOf(a, c), .08);
  }
  EXPECT_EQ(ScoreOf(first[0], first[1]), .99);
  EXPECT_EQ(ScoreOf(second[0], second[1]), .99);
}

TEST_F(TwoEvents, OnlyTheTwelveClearestNeighboursAreLookedAt) {
  // c is less alike to b than the others of its neighbours are.
  const uint32_t b = Add(Words(kSubject, 10) + Words(kFirst, 26) + Words(kSecond, 14));
  const uint32_t c = AddSecond();
  Score(b, c, .99);
  for (int i = 0; i < 11; ++i) Score(b, AddFirst(), .95);
  EXPECT_EQ(Find(), Found{b});
  Score(b, AddFirst(), .95);
  EXPECT_EQ(Find(), Found{}) << "the thirteenth, though its score is the highest";
}

TEST_F(TwoEvents, NothingComesOfNothing) {
  EXPECT_EQ(Find(), Found{});
  const uint32_t a = AddFirst(), b = AddBoth();
  EXPECT_EQ(Find(), Found{});
  Score(a, b, 1);
  EXPECT_EQ(Find(), Found{}) << "one neighbour is no two events";
}

TEST_F(TwoEvents, ArticlesWithoutWordsAreNone) {
  for (int i = 0; i < 3; ++i) Add({});
  Score(0, 1, .95), Score(1, 2, .95);
  EXPECT_EQ(Find(), Found{}) << "they share nothing at all";
}

// Many stories of a few subjects with articles on two of them; scored as a run scores them.
TEST(FindTwoEventArticles, DoNotDependOnTheOrderOfArticles) {
  std::mt19937 random(61);
  std::vector<std::vector<Term>> texts;
  for (uint32_t event = 0; event < 12; ++event) {
    const auto own = [&](uint32_t of) {
      std::vector<Term> words;
      for (uint32_t i = 0; i < 30; ++i) {
        if (random() % 5 != 0)
          words.push_back(WordTerm(10'000 + of * 100 + i, 1 + static_cast<int>(random() % 3), 1));
      }
      return words;
    };
    for (int i = 0; i < 3; ++i) texts.push_back(Words(100 * (event / 4), 12) + own(event));
    texts.push_back(Words(100 * (event / 4), 12) + own(event) + own((event + 1) % 12));
  }
  const auto numbers = [&] {
    std::vector<uint32_t> order(texts.size());
    std::iota(order.begin(), order.end(), 0);
    return order;
  };
  // The texts found, and their pairs' scores afterwards, by the texts' own numbers.
  const auto run = [&](const std::vector<uint32_t>& order) {
    Articles articles;
    for (const uint32_t text : order) articles.Add(texts[text]);
    const TermWeights weights(articles.input(), articles.All(), 1);
    const EventScorer scorer(articles.input(), weights, 1);
    std::vector<ScoredCandidate> candidates;
    for (const auto& [a, b] : EventCandidates(articles.input(), articles.All(), weights, 0, 1).pairs) {
      const EventFigures figures = scorer.Compare(a, b);
      candidates.push_back({a, b, EventScore(figures, 0), figures.whole});
    }
    std::set<uint32_t> found;
    const Found numbers_found = FindTwoEventArticles(scorer, candidates, texts.size()).articles;
    EXPECT_TRUE(std::is_sorted(numbers_found.begin(), numbers_found.end()));
    for (const uint32_t article : numbers_found) found.insert(order[article]);
    std::map<std::pair<uint32_t, uint32_t>, float> scores;
    for (const ScoredCandidate& c : candidates) {
      scores[std::minmax(order[c.a], order[c.b])] = static_cast<float>(c.score);
    }
    return std::pair(found, scores);
  };
  const auto expected = run(numbers());
  EXPECT_GE(expected.first.size(), 6u);
  EXPECT_LE(expected.first.size(), 12u) << "all but those on two events tell one";
  for (const uint32_t text : expected.first) EXPECT_EQ(text % 4, 3u) << text;
  for (int trial = 0; trial < 10; ++trial) {
    std::vector<uint32_t> order = numbers();
    std::shuffle(order.begin(), order.end(), random);
    EXPECT_EQ(run(order), expected);
  }
}

}  // namespace
}  // namespace samestory
