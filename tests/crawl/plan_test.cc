#include "corpus/crawl/plan.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace samestory::crawl {
namespace {

TEST(Plan, EveryArticleHasOnePlaceInOneFamily) {
  Settings settings;
  for (const uint64_t articles : {1u, 2u, 255u, 256u, 257u, 5000u}) {
    settings.articles = articles;
    const Plan plan(settings);
    std::map<uint64_t, Place> by_slot;
    for (uint64_t i = 0; i < articles; ++i) {
      const Place place = plan.At(i);
      EXPECT_EQ(place.slot, place.family + place.role);
      EXPECT_TRUE(by_slot.emplace(place.slot, place).second);
    }
    ASSERT_EQ(by_slot.rbegin()->first, articles - 1);
    for (const auto& [slot, place] : by_slot) {
      const Place& origin = by_slot.at(place.family + place.origin_role);
      EXPECT_EQ(origin.family, place.family);
      if (place.role == 0) {
        EXPECT_EQ(place.origin_role, 0u);
        continue;
      }
      EXPECT_LT(place.origin_role, place.role);
      EXPECT_TRUE(origin.kind == Kind::kOriginal || origin.kind == Kind::kRewrite);
    }
  }
}

TEST(Plan, SharesAreThoseAskedFor) {
  Settings settings;
  settings.articles = 200'000;
  settings.copies = 0.10, settings.edits = 0.02, settings.cuts = 0.03, settings.furniture = 0.06;
  settings.rewrites = 0.15, settings.stubs = 0.01;
  const Plan plan(settings);
  std::map<Kind, double> shares;
  for (uint64_t i = 0; i < settings.articles; ++i) shares[plan.At(i).kind] += 1.0 / 200'000;
  // Families are cut off at the end of a block, which costs a twentieth at most.
  EXPECT_NEAR(shares[Kind::kCopy], 0.10, 0.006);
  EXPECT_NEAR(shares[Kind::kEdit], 0.02, 0.002);
  EXPECT_NEAR(shares[Kind::kCut], 0.03, 0.003);
  EXPECT_NEAR(shares[Kind::kFurniture], 0.06, 0.004);
  EXPECT_NEAR(shares[Kind::kRewrite], 0.15, 0.009);
  EXPECT_NEAR(shares[Kind::kStub], 0.01, 0.001);
  EXPECT_GT(shares[Kind::kOriginal], 0.08);
}

TEST(Plan, FamiliesAreSpreadOverTheFile) {
  Settings settings;
  settings.articles = 100'000;
  const Plan plan(settings);
  int neighbours = 0;
  for (uint64_t i = 0; i + 1 < settings.articles; ++i)
    neighbours += plan.At(i).family == plan.At(i + 1).family;
  EXPECT_LT(neighbours, 50);
}

TEST(Plan, WithoutSharesAllAreSingles) {
  Settings settings;
  settings.copies = settings.edits = settings.cuts = settings.furniture = settings.rewrites = settings.stubs =
      0;
  const Plan plan(settings);
  for (uint64_t i = 0; i < 1000; ++i) EXPECT_EQ(plan.At(i).kind, Kind::kSingle);
}

TEST(Plan, RefusesSharesThatCannotBe) {
  Settings settings;
  EXPECT_EQ(Plan::Complaint(settings), nullptr);
  settings.copies = 0.9;
  EXPECT_NE(Plan::Complaint(settings), nullptr);
  settings.copies = -0.1;
  EXPECT_NE(Plan::Complaint(settings), nullptr);
}

}  // namespace
}  // namespace samestory::crawl
