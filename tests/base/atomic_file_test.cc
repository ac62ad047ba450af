#include "engine/base/atomic_file.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <thread>

#include "engine/base/file.h"
#include "tests/support/temporary_folder.h"

namespace samestory {
namespace {

namespace fs = std::filesystem;

class AtomicFileTest : public testing::Test {
 protected:
  std::string Path(const std::string& name) const { return temp_.Path(name); }
  size_t FilesInFolder() const {
    return std::distance(fs::directory_iterator(temp_.Path("")), fs::directory_iterator{});
  }
  // One that is written and waits for its Commit().
  AtomicFile Written(const std::string& name, const std::string& bytes) {
    absl::StatusOr<AtomicFile> file = AtomicFile::Create(Path(name));
    EXPECT_TRUE(file.ok() && file->Append(bytes).ok());
    return *std::move(file);
  }

  TemporaryFolder temp_;
};

TEST_F(AtomicFileTest, AnUncommittedFileLeavesTheOldOneAndNothingElse) {
  ASSERT_TRUE(WriteFile(Path("a"), "old").ok());
  { const AtomicFile file = Written("a", "new"); }
  EXPECT_EQ(*ReadFile(Path("a")), "old");
  EXPECT_EQ(FilesInFolder(), 1u);
}

TEST_F(AtomicFileTest, ReplacesALinkAndLeavesWhatItNamed) {
  ASSERT_TRUE(WriteFile(Path("kept"), "kept").ok());
  fs::create_symlink("kept", Path("a"));
  ASSERT_TRUE(WriteFile(Path("a"), "new").ok());
  EXPECT_EQ(*ReadFile(Path("kept")), "kept");
  EXPECT_FALSE(fs::is_symlink(Path("a")));
}

TEST_F(AtomicFileTest, WritesStraightToAPipe) {
  ASSERT_EQ(mkfifo(Path("pipe").c_str(), 0600), 0);
  ASSERT_TRUE(AtomicFile::CanCreate(Path("pipe")).ok());
  std::string read;
  std::thread reader([&] { read = *ReadFile(Path("pipe")); });
  const absl::Status written = WriteFile(Path("pipe"), "through");
  reader.join();
  EXPECT_TRUE(written.ok());
  EXPECT_EQ(read, "through");
  EXPECT_TRUE(fs::is_fifo(Path("pipe")));
}

TEST_F(AtomicFileTest, AFullDeviceIsAnErrorThatNamesIt) {
  EXPECT_TRUE(AtomicFile::CanCreate("/dev/full").ok());
  const absl::Status full = WriteFile("/dev/full", "bytes");
  EXPECT_EQ(full.code(), absl::StatusCode::kResourceExhausted);
  EXPECT_NE(full.message().find("/dev/full"), std::string_view::npos);
  EXPECT_TRUE(WriteFile("/dev/null", "bytes").ok());
  EXPECT_TRUE(fs::is_character_file("/dev/null"));
}

TEST_F(AtomicFileTest, CommitsTogether) {
  ASSERT_TRUE(WriteFile(Path("a"), "old a").ok());
  {
    AtomicFile a = Written("a", "new a"), b = Written("b", "new b");
    ASSERT_TRUE(CommitTogether({&a, &b}).ok());
  }
  EXPECT_EQ(*ReadFile(Path("a")), "new a");
  EXPECT_EQ(*ReadFile(Path("b")), "new b");
  EXPECT_EQ(FilesInFolder(), 2u);
}

TEST_F(AtomicFileTest, WhereOneOfThemCannotBePutInPlaceNoneIs) {
  ASSERT_TRUE(WriteFile(Path("a"), "old a").ok());
  {
    AtomicFile a = Written("a", "new a"), b = Written("b", "new b"), c = Written("c", "new c");
    fs::create_directory(Path("c"));
    const absl::Status refused = CommitTogether({&a, &b, &c});
    EXPECT_FALSE(refused.ok());
    EXPECT_NE(refused.message().find("/c: "), std::string_view::npos) << refused;
  }
  EXPECT_EQ(*ReadFile(Path("a")), "old a");
  EXPECT_FALSE(fs::exists(Path("b")));
  EXPECT_TRUE(fs::is_directory(Path("c")));
  EXPECT_EQ(FilesInFolder(), 2u);
}

TEST_F(AtomicFileTest, ASealedFileCanBeReadBeforeItIsInPlace) {
  AtomicFile file = Written("a", "whole");
  ASSERT_TRUE(file.Seal().ok());
  EXPECT_EQ(*ReadFile(file.sealed_path()), "whole");
  EXPECT_FALSE(fs::exists(Path("a")));
  ASSERT_TRUE(file.Commit().ok());
  EXPECT_EQ(*ReadFile(Path("a")), "whole");
}

TEST_F(AtomicFileTest, AnInterruptLeavesNothingOfIt) {
  AtomicFile file = Written("a", "new");
  RemoveTemporaryFiles();
  EXPECT_EQ(FilesInFolder(), 0u);
  EXPECT_FALSE(file.Commit().ok());
}

}  // namespace
}  // namespace samestory
