#include "engine/sketch/sample.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace samestory {
namespace {

Term Rare(uint32_t key) { return {key, 1, 0, QuantiseRarity(1e-7), 1}; }
Term Common(uint32_t key) { return {key, 1, 0, QuantiseRarity(1e-3), 1}; }

TEST(SampleTerms, KeepsAllWhereThereAreFewAndNothingThatSaysNothing) {
  const std::vector<Term> terms{Rare(1), {2, 1, 0, QuantiseRarity(0.05), 1}, Rare(3)};
  EXPECT_EQ(SampleTerms(terms, 10), (std::vector<uint32_t>{1, 3}));
  EXPECT_TRUE(SampleTerms({}, 10).empty());
}

TEST(SampleTerms, PrefersRareTerms) {
  std::vector<Term> terms;
  for (uint32_t i = 0; i < 1000; ++i) terms.push_back(i % 2 == 0 ? Rare(i) : Common(i));
  const std::vector<uint32_t> kept = SampleTerms(terms, 100);
  ASSERT_EQ(kept.size(), 100u);
  EXPECT_TRUE(std::is_sorted(kept.begin(), kept.end()));
  EXPECT_GT(std::count_if(kept.begin(), kept.end(), [](uint32_t key) { return key % 2 == 0; }), 85);
}

TEST(SampleTerms, ArticlesKeepTheSameOfWhatTheyShare) {
  // 40 shared terms among 400 each, 100 kept of each: independent samples would share 40/16 = 2.5 of them,
  // coordinated ones about 40/4 = 10.
  std::mt19937 random(3);
  double shared = 0;
  constexpr int kTrials = 50;
  for (int trial = 0; trial < kTrials; ++trial) {
    std::vector<Term> a, b;
    for (int i = 0; i < 40; ++i) {
      a.push_back(Rare(random()));
      b.push_back(a.back());
    }
    while (a.size() < 400) a.push_back(Rare(random()));
    while (b.size() < 400) b.push_back(Rare(random()));
    for (auto* terms : {&a, &b})
      std::sort(terms->begin(), terms->end(), [](auto& x, auto& y) { return x.key < y.key; });
    std::vector<uint32_t> both;
    const auto x = SampleTerms(a, 100), y = SampleTerms(b, 100);
    std::set_intersection(x.begin(), x.end(), y.begin(), y.end(), std::back_inserter(both));
    shared += static_cast<double>(both.size());
  }
  EXPECT_GT(shared / kTrials, 8);
}

}  // namespace
}  // namespace samestory
