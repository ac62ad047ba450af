#include "engine/match/weights.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "tests/match/articles.h"

namespace samestory {
namespace {

TEST(HoursApart, BetweenSpans) {
  const ArticleContext day{0, true, 0, 86'399}, next_day{0, true, 86'400, 172'799}, unknown;
  const ArticleContext noon{0, true, 43'200, 43'259},
      third_day_noon{0, true, 2 * 86'400 + 43'200, 2 * 86'400 + 43'259};
  EXPECT_EQ(HoursApart(day, day), 0);
  EXPECT_EQ(HoursApart(day, noon), 0) << "noon may be the moment the day means";
  EXPECT_EQ(HoursApart(noon, day), 0);
  EXPECT_NEAR(HoursApart(day, next_day), 1. / 3600, 1e-9) << "one late, the other early";
  EXPECT_EQ(HoursApart(day, next_day), HoursApart(next_day, day));
  EXPECT_NEAR(HoursApart(day, third_day_noon), 36 + 1. / 3600, 1e-9);
  EXPECT_NEAR(HoursApart(noon, third_day_noon), 48 - 59. / 3600, 1e-9);
  EXPECT_EQ(HoursApart(unknown, third_day_noon), 0);
  EXPECT_EQ(HoursApart(third_day_noon, unknown), 0);
  EXPECT_EQ(HoursApart(unknown, unknown), 0);
}

TEST(TermWeights, CountsArticlesByName) {
  std::mt19937 random(1);
  Articles articles;
  AddNews(random, 500, 40, &articles);
  std::vector<uint32_t> members;
  for (uint32_t i = 0; i < 500; i += 2) members.push_back(i);
  const TermWeights weights(articles.input(), members, 3);
  std::map<uint32_t, uint32_t> naive;
  for (const uint32_t member : members) {
    for (const Term& term : articles.input().terms[member]) ++naive[term.key];
  }
  size_t exact = 0;
  for (const auto& [key, count] : naive) {
    ASSERT_GE(weights.DocumentFrequency(key), count) << "sharing a counter can only add";
    exact += weights.DocumentFrequency(key) == count;
  }
  // Four counters an occurrence: most terms have one alone.
  EXPECT_GT(exact, naive.size() * 8 / 10);
}

TEST(TermWeights, FewTermsHaveACounterEach) {
  Articles articles;
  for (uint32_t i = 0; i < 10; ++i) {
    // Keys below the least number of counters cannot meet.
    std::vector<Term> terms;
    for (uint32_t key = 0; key <= i; ++key) terms.push_back({key, 1, 0, 100, 1});
    articles.Add(terms);
  }
  const TermWeights weights(articles.input(), articles.All(), 1);
  for (uint32_t key = 0; key < 10; ++key) EXPECT_EQ(weights.DocumentFrequency(key), 10 - key);
  EXPECT_EQ(weights.DocumentFrequency(999), 0u);
}

TEST(TermWeights, IdfFallsAsMoreArticlesHoldTheTerm) {
  Articles articles;
  for (uint32_t i = 0; i < 200; ++i) {
    std::vector<Term> terms;
    for (uint32_t key = 0; key < 200; key += 10) {
      if (i >= key) terms.push_back({key, 1, 0, QuantiseRarity(1e-7), 1});
    }
    articles.Add(terms);
  }
  const TermWeights weights(articles.input(), articles.All(), 1);
  for (uint32_t key = 0; key + 10 < 200; key += 10) {
    const Term commoner{key, 1, 0, QuantiseRarity(1e-7), 1}, rarer{key + 10, 1, 0, QuantiseRarity(1e-7), 1};
    EXPECT_LT(weights.Idf(commoner), weights.Idf(rarer)) << key;
  }
}

TEST(TermWeights, IsTheFormulaOfTheHeader) {
  Articles articles;
  for (uint32_t i = 0; i < 30; ++i) articles.Add({{7, 1, 0, QuantiseRarity(1e-4), 1}});
  articles.Add({{8, 1, 0, QuantiseRarity(1e-4), 1}});
  const TermWeights weights(articles.input(), articles.All(), 1);
  const Term term{7, 1, 0, QuantiseRarity(1e-4), 1};
  EXPECT_NEAR(weights.Idf(term), std::log((1000 + 31) / (1000 * term.BackgroundShare() + 30)), 1e-12);
}

TEST(TermWeights, InASmallFolderTheBackgroundDecides) {
  Articles articles;
  const Term everyday{1, 1, 0, QuantiseRarity(1e-2), 1}, rare{2, 1, 0, QuantiseRarity(1e-7), 1};
  for (int i = 0; i < 5; ++i) articles.Add({rare});
  articles.Add({everyday});
  const TermWeights weights(articles.input(), articles.All(), 1);
  EXPECT_LT(weights.Idf(everyday), 0.2) << "one article of six has it, yet it is a word of every day";
  EXPECT_GT(weights.Idf(rare), 4) << "five articles of six have it, yet it is rare at large";
}

TEST(TermWeights, InALargeFolderTheFolderDecides) {
  Articles articles;
  const Term formula{1, 1, 0, QuantiseRarity(1e-7), 1};
  for (int i = 0; i < 5000; ++i) articles.Add({formula});
  EXPECT_LT(TermWeights(articles.input(), articles.All(), 1).Idf(formula), 0.3);
}

TEST(TermWeights, StaysInItsRange) {
  Articles articles;
  for (int i = 0; i < 3; ++i) articles.Add({{1, 1, 0, 0, 1}, {2, 1, 0, 255, 1}});
  for (const std::vector<uint32_t>& members : {std::vector<uint32_t>{}, articles.All()}) {
    const TermWeights weights(articles.input(), members, 1);
    const double most = std::log(1000.0 + static_cast<double>(members.size()));
    for (int rarity = 0; rarity < 256; ++rarity) {
      for (const uint32_t key : {1u, 2u, 3u}) {
        const double idf = weights.Idf({key, 1, 0, static_cast<uint8_t>(rarity), 1});
        EXPECT_GE(idf, 0) << rarity;
        EXPECT_LE(idf, most + 1e-12) << "rarity " << rarity << ", key " << key
                                     << ": held by nobody or by few";
      }
    }
  }
}

TEST(TermWeights, TheSameForAnyThreads) {
  std::mt19937 random(2);
  Articles articles;
  AddNews(random, 2000, 100, &articles);
  const TermWeights one(articles.input(), articles.All(), 1), four(articles.input(), articles.All(), 4);
  for (const std::span<const Term> terms : articles.input().terms) {
    for (const Term& term : terms) ASSERT_EQ(one.Idf(term), four.Idf(term));
  }
}

// Forty articles of each of three outlets; the first one's end with the same lines, which two of another have too.
class Furniture : public testing::Test {
 protected:
  static constexpr uint32_t kSlogan = 5'000'000, kNews = 6'000'000;

  Furniture() {
    for (uint32_t i = 0; i < 120; ++i) {
      const uint32_t outlet = 1 + i % 3;
      std::vector<Term> terms = {WordTerm(i), WordTerm(1000 + i / 2)};
      if (outlet == 1 || i < 6) terms.push_back(WordTerm(kSlogan));
      if (i % 2 == 0) terms.push_back(WordTerm(kNews));  // half of every outlet's
      articles_.Add(std::move(terms), {}, {outlet, false, 0, 0});
    }
  }

  Articles articles_;
};

TEST_F(Furniture, WeighsInItsOutletByItsShareThere) {
  const TermWeights weights(articles_.input(), articles_.All(), 1);
  EXPECT_EQ(weights.furniture(), 1u);
  const Term slogan = WordTerm(kSlogan);
  EXPECT_EQ(weights.Idf(slogan, 1), 0) << "it is in all of them";
  EXPECT_EQ(weights.Idf(slogan, 2), weights.Idf(slogan));
  EXPECT_EQ(weights.Idf(slogan, 0), weights.Idf(slogan));
  EXPECT_GT(weights.Idf(slogan), 1);
}

TEST_F(Furniture, IsNotWhatAllOutletsWrite) {
  const TermWeights weights(articles_.input(), articles_.All(), 1);
  for (const uint32_t outlet : {1u, 2u, 3u}) {
    EXPECT_EQ(weights.Idf(WordTerm(kNews), outlet), weights.Idf(WordTerm(kNews))) << outlet;
  }
}

TEST_F(Furniture, IsNotLearntFromAFewArticlesOrFromOneOutletAlone) {
  std::vector<uint32_t> few, one;
  for (uint32_t i = 0; i < 120; ++i) {
    if (i % 3 != 0 || i < 60) few.push_back(i);
    if (i % 3 == 0) one.push_back(i);
  }
  EXPECT_EQ(TermWeights(articles_.input(), few, 1).furniture(), 0u);
  EXPECT_EQ(TermWeights(articles_.input(), one, 1).furniture(), 0u);
}

}  // namespace
}  // namespace samestory
