#include "engine/sketch/term.h"

#include <gtest/gtest.h>

namespace samestory {
namespace {

TEST(Term, RarityGrowsAsWordsGetRarer) {
  Term common, rare;
  common.rarity = QuantiseRarity(0.02);
  rare.rarity = QuantiseRarity(1e-7);
  EXPECT_LT(common.rarity, rare.rarity);
  EXPECT_GT(common.BackgroundShare(), 0.9);
  EXPECT_NEAR(rare.BackgroundShare(), 300e-7, 10e-7);
  EXPECT_EQ(QuantiseRarity(0), QuantiseRarity(1e-13));
  EXPECT_EQ(QuantiseRarity(1), 0);
}

}  // namespace
}  // namespace samestory
