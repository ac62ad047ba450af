#include "engine/pipeline/kept_text.h"

#include <gtest/gtest.h>

#include <random>

namespace samestory {
namespace {

// Text that does not shrink to nothing.
std::string Noise(std::mt19937& random, size_t size) {
  std::string text(size, ' ');
  for (char& c : text) c = static_cast<char>('a' + random() % 26);
  return text;
}

class KeptTextTest : public testing::Test {
 protected:
  void Keep(const std::vector<std::string>& texts) {
    KeptTextWriter writer(&blocks_);
    for (const std::string& text : texts) {
      const absl::StatusOr<KeptPlace> place = writer.Add(text);
      ASSERT_TRUE(place.ok());
      places_.push_back(*place);
    }
    ASSERT_TRUE(writer.Finish().ok());
    ASSERT_TRUE(blocks_.Seal().ok());
  }

  absl::StatusOr<std::string> Read(const KeptPlace& place) {
    if (place.block >= blocks_.size()) return absl::DataLossError("no such block");
    ASSIGN_OR_RETURN(const std::string block, UnpackBlock(blocks_[place.block]));
    return TextInBlock(block, place);
  }

  void ExpectTextsComeBack(const std::vector<std::string>& texts) {
    Keep(texts);
    for (size_t i = 0; i < texts.size(); ++i) {
      const absl::StatusOr<std::string> text = Read(places_[i]);
      ASSERT_TRUE(text.ok()) << i << ": " << text.status();
      EXPECT_TRUE(*text == texts[i]) << i;
    }
  }

  SketchStore blocks_{testing::TempDir()};
  std::vector<KeptPlace> places_;
};

TEST_F(KeptTextTest, ManySmallTextsShareBlocks) {
  std::mt19937 random(71);
  std::vector<std::string> texts;
  for (int i = 0; i < 3000; ++i) texts.push_back(Noise(random, random() % 1500));
  ExpectTextsComeBack(texts);
  EXPECT_GT(blocks_.size(), 1u);
  EXPECT_LT(blocks_.size(), 5u);
  for (size_t i = 0; i < blocks_.size(); ++i) EXPECT_EQ(blocks_[i].size() % 8, 0u);
}

TEST_F(KeptTextTest, OneLargeText) {
  std::mt19937 random(72);
  ExpectTextsComeBack({"trước", Noise(random, 3'000'000), "sau"});
}

TEST_F(KeptTextTest, EmptyTextsAnywhere) { ExpectTextsComeBack({"", "a", "", "b", ""}); }

TEST_F(KeptTextTest, AnEmptyTextAlone) { ExpectTextsComeBack({""}); }

TEST_F(KeptTextTest, AnEmptyTextAfterAFullBlock) {
  std::mt19937 random(73);
  ExpectTextsComeBack({Noise(random, 1 << 20), ""});
}

TEST_F(KeptTextTest, NoTextNoBlock) {
  Keep({});
  EXPECT_EQ(blocks_.size(), 0u);
}

TEST_F(KeptTextTest, ADamagedBlockIsAnErrorOrTheText) {
  std::mt19937 random(74);
  const std::string text = Noise(random, 500) + std::string(500, 'x');
  Keep({text});
  const std::string frame(blocks_[0]);
  size_t errors = 0;
  for (size_t i = 0; i < frame.size(); ++i) {
    for (const int bit : {0, 3, 7}) {
      std::string changed = frame;
      changed[i] = static_cast<char>(changed[i] ^ (1 << bit));
      const absl::StatusOr<std::string> block = UnpackBlock(changed);
      if (block.ok()) {
        EXPECT_TRUE(*block == text) << "byte " << i << " changed the text unnoticed";
      } else {
        EXPECT_EQ(block.status().code(), absl::StatusCode::kDataLoss);
        ++errors;
      }
    }
  }
  EXPECT_GT(errors, frame.size());
  for (size_t size = 0; size + 16 < frame.size(); ++size)
    EXPECT_FALSE(UnpackBlock(frame.substr(0, size)).ok()) << size;
  EXPECT_FALSE(UnpackBlock("").ok());
  EXPECT_FALSE(UnpackBlock("not a frame at all").ok());
}

TEST(TextInBlock, BeyondTheEndIsAnError) {
  const std::string block = "abc";
  EXPECT_EQ(*TextInBlock(block, {0, 1, 2}), "bc");
  EXPECT_EQ(*TextInBlock(block, {0, 3, 0}), "");
  for (const KeptPlace& place : {KeptPlace{0, 4, 0}, KeptPlace{0, 1, 3}, KeptPlace{0, 2, UINT32_MAX},
                                 KeptPlace{0, UINT32_MAX, UINT32_MAX}}) {
    EXPECT_EQ(TextInBlock(block, place).status().code(), absl::StatusCode::kDataLoss);
  }
}

}  // namespace
}  // namespace samestory
