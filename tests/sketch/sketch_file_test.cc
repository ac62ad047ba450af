#include "engine/sketch/sketch_file.h"

#include <gtest/gtest.h>

#include "engine/sketch/sketch.h"
#include "tests/support/temporary_folder.h"

namespace samestory {
namespace {

constexpr uint32_t kWords = 5;

std::string Encoded(uint64_t seed) {
  Sketch sketch;
  for (uint64_t i = 1; i <= seed; ++i) sketch.shingles.push_back(i * 17);
  sketch.attachment = std::string(seed, 'x');
  std::string bytes;
  EncodeSketch(sketch, &bytes);
  return bytes;
}

class SketchFileTest : public testing::Test {
 protected:
  void WriteFileOf(size_t sketches) {
    auto writer = SketchWriter::Create(path_, kWords);
    ASSERT_TRUE(writer.ok()) << writer.status();
    for (size_t i = 0; i < sketches; ++i) ASSERT_TRUE(writer->Append(Encoded(i)).ok());
    ASSERT_TRUE(writer->Finish("the catalog").ok());
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
    ASSERT_EQ(file->sketches.size(), count);
    for (size_t i = 0; i < count; ++i) EXPECT_EQ(file->sketches[i], Encoded(i));
  }
}

TEST_F(SketchFileTest, NothingAppearsBeforeItIsFinished) {
  {
    auto writer = SketchWriter::Create(path_, kWords);
    ASSERT_TRUE(writer.ok());
    ASSERT_TRUE(writer->Append(Encoded(3)).ok());
  }
  EXPECT_EQ(SketchFile::Open(path_, kWords, 1).status().code(), absl::StatusCode::kNotFound);
}

TEST_F(SketchFileTest, RefusesOtherParametersByName) {
  WriteFileOf(2);
  const absl::Status status = SketchFile::Open(path_, 3, 1).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_NE(status.message().find("words of a shingle 5, this program uses 3"), std::string::npos) << status;
}

TEST_F(SketchFileTest, EveryDamagedByteAndEveryCutIsAnError) {
  WriteFileOf(3);
  const std::string bytes = folder_.Read("a.sketch");
  for (size_t i = 0; i < bytes.size(); ++i) {
    std::string changed = bytes;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    folder_.Write("b.sketch", changed);
    const auto file = SketchFile::Open(folder_.Path("b.sketch"), kWords, 1);
    if (!file.ok()) continue;
    // Only the padding after the catalog lies outside every checksum.
    ASSERT_EQ(file->catalog, "the catalog") << i;
    for (size_t k = 0; k < 3; ++k) {
      EXPECT_EQ(ViewSketch(file->sketches[k]).attachment, ViewSketch(Encoded(k)).attachment) << i;
    }
  }
  for (size_t size = 0; size < bytes.size(); size += 5) {
    folder_.Write("b.sketch", std::string_view(bytes).substr(0, size));
    EXPECT_FALSE(SketchFile::Open(folder_.Path("b.sketch"), kWords, 1).ok()) << size;
  }
}

}  // namespace
}  // namespace samestory
