#include "engine/sketch/sketch.h"

#include <gtest/gtest.h>

#include "engine/sketch/sketch_store.h"

namespace samestory {
namespace {

Sketch Sample(int seed) {
  Sketch sketch;
  for (uint64_t i = 0; i < 40; ++i) sketch.shingles.push_back(i * 1000 + static_cast<uint64_t>(seed));
  for (uint32_t i = 0; i < 30; ++i) sketch.terms.push_back({i * 7, 2, 1, 80, 1});
  sketch.words = 44;
  sketch.attachment = "Tiêu đề " + std::to_string(seed);
  return sketch;
}

std::string Encoded(const Sketch& sketch) {
  std::string bytes;
  EncodeSketch(sketch, &bytes);
  return bytes;
}

TEST(Sketch, ComesBackAsItWentIn) {
  const Sketch sketch = Sample(3);
  const std::string bytes = Encoded(sketch);
  EXPECT_EQ(bytes.size() % 8, 0u);
  EXPECT_TRUE(CheckSketch(bytes).ok());
  const SketchView view = ViewSketch(bytes);
  EXPECT_TRUE(
      std::equal(view.shingles.begin(), view.shingles.end(), sketch.shingles.begin(), sketch.shingles.end()));
  EXPECT_TRUE(std::equal(view.terms.begin(), view.terms.end(), sketch.terms.begin(), sketch.terms.end()));
  EXPECT_EQ(view.words, 44u);
  EXPECT_EQ(view.attachment, sketch.attachment);
  const Signature signature = MinHash(sketch.shingles);
  EXPECT_TRUE(std::equal(signature.begin(), signature.end(), view.signature.begin()));
}

TEST(Sketch, AnyChangedByteAndAnyCutIsNoticed) {
  const std::string bytes = Encoded(Sample(1));
  for (size_t i = 0; i < bytes.size(); ++i) {
    std::string changed = bytes;
    changed[i] = static_cast<char>(changed[i] ^ 0x10);
    EXPECT_FALSE(CheckSketch(changed).ok()) << "byte " << i;
  }
  for (size_t size = 0; size < bytes.size(); size += 8)
    EXPECT_FALSE(CheckSketch(bytes.substr(0, size)).ok()) << size;
}

TEST(Sketch, RarityGrowsAsWordsGetRarer) {
  Term common, rare;
  common.rarity = QuantiseRarity(0.02);
  rare.rarity = QuantiseRarity(1e-7);
  EXPECT_LT(common.rarity, rare.rarity);
  EXPECT_GT(common.BackgroundShare(), 0.9);
  EXPECT_NEAR(rare.BackgroundShare(), 300e-7, 10e-7);
  EXPECT_EQ(QuantiseRarity(0), QuantiseRarity(1e-13));
  EXPECT_EQ(QuantiseRarity(1), 0);
}

class SketchStoreTest : public testing::TestWithParam<size_t> {};

TEST_P(SketchStoreTest, KeepsEverySketchInMemoryOrInAFile) {
  SketchStore store(testing::TempDir(), GetParam());
  std::vector<std::string> all;
  for (int i = 0; i < 50; ++i) {
    all.push_back(Encoded(Sample(i)));
    ASSERT_TRUE(store.Append(all.back()).ok());
  }
  ASSERT_TRUE(store.Seal().ok());
  SketchStore moved = std::move(store);
  ASSERT_EQ(moved.size(), all.size());
  for (size_t i = 0; i < all.size(); ++i) EXPECT_EQ(moved[i], all[i]);
}

INSTANTIATE_TEST_SUITE_P(Memory, SketchStoreTest, testing::Values(0, 4000, 1 << 20));

TEST(SketchStore, SaysWhereItCouldNotWrite) {
  SketchStore store("/proc/no-such-folder", 0);
  const absl::Status status = store.Append(Encoded(Sample(0)));
  EXPECT_FALSE(status.ok());
  EXPECT_NE(status.message().find("/proc/no-such-folder"), std::string::npos);
}

}  // namespace
}  // namespace samestory
