#include "engine/match/heaviest.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <random>
#include <utility>
#include <vector>

namespace samestory {
namespace {

using Weighted = std::pair<float, uint32_t>;

// By definition: all in order, then cut.
std::vector<uint32_t> Defined(std::vector<Weighted> all, size_t at_least, size_t at_most, float much) {
  std::sort(all.begin(), all.end(), [](const Weighted& a, const Weighted& b) {
    return std::pair(-a.first, a.second) < std::pair(-b.first, b.second);
  });
  std::vector<uint32_t> kept;
  for (const auto& [weight, article] : all) {
    if (kept.size() == (weight >= much ? at_most : at_least)) break;
    if (kept.size() >= at_least && weight < much) break;
    kept.push_back(article);
  }
  std::sort(kept.begin(), kept.end());
  return kept;
}

TEST(Heaviest, KeepsWhatItsDefinitionSaysInAnyOrder) {
  std::mt19937 random(3);
  Heaviest heaviest(18, 120);
  for (int run = 0; run < 400; ++run) {
    const uint32_t count = random() % (run % 2 == 0 ? 2000 : 60);
    const uint32_t steps =
        std::array<uint32_t, 3>{3, 50, 1 << 20}[random() % 3];  // few steps: many of equal weight
    std::vector<Weighted> all;
    for (uint32_t article = 0; article < count; ++article) {
      all.emplace_back(static_cast<float>(random() % steps + 1) / static_cast<float>(steps), article);
    }
    const float much = std::array<float, 5>{0, 0.3f, 0.9f, 0.999f, 2}[random() % 5];
    std::shuffle(all.begin(), all.end(), random);
    heaviest.Begin(much);
    float bar = 0;
    for (const auto& [weight, article] : all) {
      heaviest.Offer(weight, article);
      EXPECT_GE(heaviest.bar(), bar);
      bar = heaviest.bar();
    }
    std::vector<uint32_t> kept;
    for (const uint64_t rank : heaviest.Finish()) kept.push_back(Heaviest::ArticleOf(rank));
    std::sort(kept.begin(), kept.end());
    ASSERT_EQ(kept, Defined(all, 18, 120, much)) << run;
    for (const auto& [weight, article] : all) {
      if (weight < bar) {
        EXPECT_FALSE(std::binary_search(kept.begin(), kept.end(), article)) << "below the bar";
      }
    }
  }
}

}  // namespace
}  // namespace samestory
