#include "engine/pipeline/kept_text.h"

#include <gtest/gtest.h>
#include <zstd.h>

#include <random>
#include <set>

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
    KeptTextWriter writer;
    for (const std::string& text : texts) {
      const absl::StatusOr<KeptPlace> place = writer.Add(text);
      ASSERT_TRUE(place.ok());
      places_.push_back(*place);
      frames_begin_.insert(place->frame);
    }
    const absl::StatusOr<std::string> frames = writer.Take();
    ASSERT_TRUE(frames.ok()) << frames.status();
    frames_ = *frames;
    EXPECT_EQ(frames_.size() % 8, 0u);
    EXPECT_EQ(*writer.Take(), "") << "the writer is empty afterwards";
  }

  absl::StatusOr<std::string> Read(const KeptPlace& place) {
    ASSIGN_OR_RETURN(const std::string texts, UnpackFrame(frames_, place.frame));
    return TextInFrame(texts, place);
  }

  void ExpectTextsComeBack(const std::vector<std::string>& texts) {
    Keep(texts);
    for (size_t i = 0; i < texts.size(); ++i) {
      const absl::StatusOr<std::string> text = Read(places_[i]);
      ASSERT_TRUE(text.ok()) << i << ": " << text.status();
      EXPECT_TRUE(*text == texts[i]) << i;
    }
  }

  std::string frames_;
  std::set<uint32_t> frames_begin_;
  std::vector<KeptPlace> places_;
};

TEST_F(KeptTextTest, ManySmallTextsShareFrames) {
  std::mt19937 random(71);
  std::vector<std::string> texts;
  for (int i = 0; i < 3000; ++i) texts.push_back(Noise(random, random() % 1500));
  ExpectTextsComeBack(texts);
  // Some 2.2 MB in frames of 32 KiB and what the last text has beyond.
  EXPECT_GT(frames_begin_.size(), 62u);
  EXPECT_LT(frames_begin_.size(), 70u);
  for (const uint32_t begin : frames_begin_) EXPECT_EQ(begin % 8, 0u);
}

TEST_F(KeptTextTest, OneLargeText) {
  std::mt19937 random(72);
  ExpectTextsComeBack({"trước", Noise(random, 3'000'000), "sau"});
}

TEST_F(KeptTextTest, EmptyTextsAnywhere) { ExpectTextsComeBack({"", "a", "", "b", ""}); }

TEST_F(KeptTextTest, AnEmptyTextAlone) { ExpectTextsComeBack({""}); }

TEST_F(KeptTextTest, AnEmptyTextAfterAFullFrame) {
  std::mt19937 random(73);
  ExpectTextsComeBack({Noise(random, 1 << 20), ""});
}

TEST_F(KeptTextTest, NoTextNoFrame) {
  Keep({});
  EXPECT_EQ(frames_, "");
}

TEST_F(KeptTextTest, ADamagedFrameIsAnErrorOrTheText) {
  std::mt19937 random(74);
  const std::string text = Noise(random, 500) + std::string(500, 'x');
  Keep({text});
  const std::string frame = frames_;
  size_t errors = 0;
  for (size_t i = 0; i < frame.size(); ++i) {
    for (const int bit : {0, 3, 7}) {
      std::string changed = frame;
      changed[i] = static_cast<char>(changed[i] ^ (1 << bit));
      const absl::StatusOr<std::string> texts = UnpackFrame(changed, 0);
      if (texts.ok()) {
        EXPECT_TRUE(*texts == text) << "byte " << i << " changed the text unnoticed";
      } else {
        EXPECT_EQ(texts.status().code(), absl::StatusCode::kDataLoss);
        ++errors;
      }
    }
  }
  EXPECT_GT(errors, frame.size());
  for (size_t size = 0; size + 16 < frame.size(); ++size)
    EXPECT_FALSE(UnpackFrame(frame.substr(0, size), 0).ok()) << size;
  EXPECT_FALSE(UnpackFrame("", 0).ok());
  EXPECT_FALSE(UnpackFrame("not a frame at all", 0).ok());
}

TEST_F(KeptTextTest, AFrameBeginsOnlyWhereOneWasBegun) {
  std::mt19937 random(75);
  Keep({Noise(random, 300'000), Noise(random, 300'000), Noise(random, 2000)});
  ASSERT_EQ(frames_begin_.size(), 3u);
  for (int trial = 0; trial < 2000; ++trial) {
    const auto at = static_cast<uint32_t>(random() % (frames_.size() + 20));
    const absl::StatusOr<std::string> texts = UnpackFrame(frames_, at);
    EXPECT_TRUE(!texts.ok() || frames_begin_.contains(at) || texts->empty()) << at;
  }
  EXPECT_FALSE(UnpackFrame(frames_, UINT32_MAX).ok());
  EXPECT_FALSE(UnpackFrame(frames_, static_cast<uint32_t>(frames_.size())).ok());
}

TEST_F(KeptTextTest, TheFramesAreAnOrdinaryFileOfZstd) {
  std::mt19937 random(76);
  std::vector<std::string> texts;
  std::string all;
  for (int i = 0; i < 40; ++i) all += texts.emplace_back(Noise(random, random() % 40'000));
  Keep(texts);
  ASSERT_GT(frames_begin_.size(), 1u);
  std::string unpacked(all.size(), '\0');
  const size_t size = ZSTD_decompress(unpacked.data(), unpacked.size(), frames_.data(), frames_.size());
  ASSERT_FALSE(ZSTD_isError(size)) << ZSTD_getErrorName(size);
  EXPECT_TRUE(unpacked == all);
}

TEST(TextInFrame, BeyondTheEndIsAnError) {
  const std::string texts = "abc";
  EXPECT_EQ(*TextInFrame(texts, {0, 1, 2}), "bc");
  EXPECT_EQ(*TextInFrame(texts, {0, 3, 0}), "");
  for (const KeptPlace& place : {KeptPlace{0, 4, 0}, KeptPlace{0, 1, 3}, KeptPlace{0, 2, UINT32_MAX},
                                 KeptPlace{0, UINT32_MAX, UINT32_MAX}}) {
    EXPECT_EQ(TextInFrame(texts, place).status().code(), absl::StatusCode::kDataLoss);
  }
}

}  // namespace
}  // namespace samestory
