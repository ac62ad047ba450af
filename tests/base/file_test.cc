#include "engine/base/file.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "engine/base/atomic_file.h"

namespace samestory {
namespace {

namespace fs = std::filesystem;

class FileTest : public testing::Test {
 protected:
  FileTest()
      : folder_(fs::path(testing::TempDir()) /
                testing::UnitTest::GetInstance()->current_test_info()->name()) {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  ~FileTest() override { fs::remove_all(folder_); }
  std::string Path(const std::string& name) const { return folder_ / name; }
  size_t FilesInFolder() const {
    return std::distance(fs::directory_iterator(folder_), fs::directory_iterator{});
  }

  fs::path folder_;
};

TEST_F(FileTest, ReadsBackWhatWasWritten) {
  const std::string bytes(1'000'000, 'x');
  ASSERT_TRUE(WriteFile(Path("a"), bytes).ok());
  EXPECT_EQ(*ReadFile(Path("a")), bytes);
  EXPECT_EQ(MappedFile::Open(Path("a"))->bytes(), bytes);
  EXPECT_EQ(FilesInFolder(), 1u);
}

TEST_F(FileTest, SaysWhichPathAndWhy) {
  const auto missing = ReadFile(Path("none"));
  EXPECT_EQ(missing.status().code(), absl::StatusCode::kNotFound);
  EXPECT_NE(missing.status().message().find("none"), std::string::npos);
  ASSERT_TRUE(WriteFile(Path("a"), "12345").ok());
  EXPECT_EQ(ReadFile(Path("a"), 4).status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_TRUE(ReadFile(Path("a"), 5).ok());
}

TEST_F(FileTest, AnEmptyFileMapsToNothing) {
  ASSERT_TRUE(WriteFile(Path("a"), "").ok());
  EXPECT_TRUE(MappedFile::Open(Path("a"))->bytes().empty());
}

}  // namespace
}  // namespace samestory
