#include "engine/sketch/sketch_file.h"

#include <gtest/gtest.h>

#include <cstring>
#include <random>

#include "tests/support/temporary_folder.h"

namespace samestory {
namespace {

constexpr uint32_t kWords = 5;

// Opaque to the file, a multiple of 8 bytes; the first is empty.
std::string SegmentOf(uint64_t seed) {
  std::mt19937_64 random(seed);
  std::string bytes(seed * 8, '\0');
  for (char& c : bytes) c = static_cast<char>(random());
  return bytes;
}

class SketchFileTest : public testing::Test {
 protected:
  void WriteFileOf(size_t segments, std::string_view catalog = "the catalog") {
    auto writer = SketchWriter::Create(path_, kWords);
    ASSERT_TRUE(writer.ok()) << writer.status();
    for (size_t i = 0; i < segments; ++i) ASSERT_TRUE(writer->Append(SegmentOf(i)).ok());
    ASSERT_TRUE(writer->Finish(catalog).ok());
  }

  TemporaryFolder folder_;
  std::string path_ = folder_.Path("a.sketch");
};

TEST_F(SketchFileTest, ComesBackAsItWentIn) {
  for (const size_t count : {0u, 1u, 300u}) {
    WriteFileOf(count);
    const auto file = SketchFile::Open(path_, kWords, 2);
    ASSERT_TRUE(file.ok()) << file.status();
    EXPECT_EQ(file->catalog, "the catalog");
    ASSERT_EQ(file->segments.size(), count);
    for (size_t i = 0; i < count; ++i) EXPECT_EQ(file->segments[i], SegmentOf(i));
  }
}

TEST_F(SketchFileTest, NothingAppearsBeforeItIsFinished) {
  {
    auto writer = SketchWriter::Create(path_, kWords);
    ASSERT_TRUE(writer.ok());
    ASSERT_TRUE(writer->Append(SegmentOf(3)).ok());
  }
  EXPECT_EQ(SketchFile::Open(path_, kWords, 1).status().code(), absl::StatusCode::kNotFound);
}

TEST_F(SketchFileTest, ACatalogOfAnySizeComesBack) {
  for (size_t size = 0; size < 17; ++size) {
    const std::string catalog(size, 'c');
    WriteFileOf(2, catalog);
    const auto file = SketchFile::Open(path_, kWords, 1);
    ASSERT_TRUE(file.ok()) << file.status();
    EXPECT_EQ(file->catalog, catalog);
    EXPECT_EQ(file->file.bytes().size() % 8, 0u);
  }
}

TEST_F(SketchFileTest, SegmentsLieAtMultiplesOfEight) {
  WriteFileOf(20);
  const auto file = SketchFile::Open(path_, kWords, 1);
  ASSERT_TRUE(file.ok()) << file.status();
  for (const std::string_view segment : file->segments)
    EXPECT_EQ(reinterpret_cast<uintptr_t>(segment.data()) % 8, 0u);
}

// Refusals name what the file was made with and what the program uses.
TEST_F(SketchFileTest, RefusesOtherParametersByName) {
  WriteFileOf(2);
  const std::string bytes = folder_.Read("a.sketch");
  const auto expect_refused = [&](size_t offset, uint32_t value, const std::string& message) {
    std::string changed = bytes;
    std::memcpy(changed.data() + offset, &value, sizeof(value));
    const absl::Status status = SketchFile::Open(folder_.Write("b.sketch", changed), kWords, 1).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
    EXPECT_NE(status.message().find(message), std::string::npos) << status;
  };
  expect_refused(8, 1, "format version 1, this program uses 2");
  expect_refused(12, 3, "words of a shingle 3, this program uses 5");
  expect_refused(16, 256, "permutations 256, this program uses 128");
  expect_refused(20, 9, "signature version 9, this program uses 1");
  const absl::Status status = SketchFile::Open(path_, 3, 1).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_NE(status.message().find("words of a shingle 5, this program uses 3"), std::string::npos) << status;
}

TEST_F(SketchFileTest, EveryDamagedByteAndEveryCutIsAnError) {
  WriteFileOf(4);
  const std::string bytes = folder_.Read("a.sketch");
  // After a catalog of 11 bytes come 5 of padding, which lie outside every checksum and change nothing.
  const size_t padding_end = bytes.size() - 40, padding = padding_end - 5;
  for (size_t i = 0; i < bytes.size(); ++i) {
    for (const int bit : {0, 4, 7}) {
      std::string changed = bytes;
      changed[i] = static_cast<char>(changed[i] ^ 1 << bit);
      const auto file = SketchFile::Open(folder_.Write("b.sketch", changed), kWords, 1);
      if (i >= padding && i < padding_end) {
        ASSERT_TRUE(file.ok()) << file.status();
        ASSERT_EQ(file->catalog, "the catalog");
        for (size_t k = 0; k < 4; ++k) EXPECT_EQ(file->segments[k], SegmentOf(k));
      } else {
        ASSERT_FALSE(file.ok()) << "byte " << i;
      }
    }
  }
  for (size_t size = 0; size < bytes.size(); ++size) {
    folder_.Write("b.sketch", std::string_view(bytes).substr(0, size));
    EXPECT_FALSE(SketchFile::Open(folder_.Path("b.sketch"), kWords, 1).ok()) << size;
  }
  folder_.Write("b.sketch", bytes + std::string(8, '\0'));
  EXPECT_FALSE(SketchFile::Open(folder_.Path("b.sketch"), kWords, 1).ok());
}

TEST_F(SketchFileTest, AFooterOfAnyNumbersIsAnError) {
  WriteFileOf(3);
  const std::string bytes = folder_.Read("a.sketch");
  std::mt19937_64 random(81);
  for (int trial = 0; trial < 2000; ++trial) {
    std::string changed = bytes;
    for (size_t field = 0; field < 4; ++field) {
      const uint64_t value = random() >> random() % 64;
      if (trial % 2 == 0 || random() % 2 == 0)
        std::memcpy(changed.data() + changed.size() - 40 + field * 8, &value, 8);
    }
    if (changed == bytes) continue;
    const auto file = SketchFile::Open(folder_.Write("b.sketch", changed), kWords, 2);
    ASSERT_EQ(file.status().code(), absl::StatusCode::kDataLoss);
  }
}

TEST_F(SketchFileTest, OtherFilesAreNoSketches) {
  for (const std::string_view bytes :
       {"", "samestr", "news of the day, which is no sketch at all, but long"}) {
    EXPECT_EQ(SketchFile::Open(folder_.Write("b.txt", bytes), kWords, 1).status().code(),
              absl::StatusCode::kInvalidArgument);
    EXPECT_FALSE(LooksLikeSketch(bytes));
  }
  EXPECT_EQ(SketchFile::Open(folder_.Write("c", "samestry"), kWords, 1).status().code(),
            absl::StatusCode::kDataLoss);
}

}  // namespace
}  // namespace samestory
