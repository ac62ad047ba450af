#include "engine/base/staged_folder.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "engine/base/atomic_file.h"
#include "engine/base/file.h"
#include "tests/support/temporary_folder.h"

namespace samestory {
namespace {

namespace fs = std::filesystem;

class StagedFolderTest : public testing::Test {
 protected:
  StagedFolder Create() { return *StagedFolder::Create(out_); }
  static void Put(const std::string& path, const std::string& bytes) {
    ASSERT_TRUE(WriteFile(path, bytes).ok()) << path;
  }
  void PutResult(const std::string& folder, const std::string& bytes) {
    Put(folder + "/index", bytes);
    ASSERT_TRUE(MakeFolders(folder + "/story").ok());
    Put(folder + "/story/1", bytes);
  }
  std::string Read(const std::string& name) { return *ReadFile(out_ + "/" + name); }
  size_t Entries() const { return std::distance(fs::directory_iterator(out_), fs::directory_iterator{}); }

  TemporaryFolder temp_;
  const std::string out_ = temp_.Path("new/out");
};

TEST_F(StagedFolderTest, MakesTheFolderAndFillsItAtOnce) {
  {
    StagedFolder staged = Create();
    PutResult(staged.path(), "new");
    EXPECT_FALSE(fs::exists(out_ + "/index"));
    ASSERT_TRUE(staged.Commit().ok());
  }
  EXPECT_EQ(Read("index") + Read("story/1"), "newnew");
  EXPECT_EQ(Entries(), 2u);
}

TEST_F(StagedFolderTest, UncommittedLeavesNoTrace) {
  { PutResult(Create().path(), "new"); }
  EXPECT_FALSE(fs::exists(out_));
}

TEST_F(StagedFolderTest, ReplacesWhatHasTheSameNameAndNothingElse) {
  ASSERT_TRUE(MakeFolders(out_ + "/story").ok());
  PutResult(out_, "old");
  Put(out_ + "/story/2", "old");
  Put(out_ + "/notes", "mine");
  StagedFolder staged = Create();
  PutResult(staged.path(), "new");
  ASSERT_TRUE(staged.Commit().ok());
  EXPECT_EQ(Read("index") + Read("story/1") + Read("notes"), "newnewmine");
  EXPECT_FALSE(fs::exists(out_ + "/story/2"));
  EXPECT_EQ(*ReadFile(staged.path() + "/story/2"), "old");
}

TEST_F(StagedFolderTest, WhereOneNameCannotBeTakenAllStayAsTheyWere) {
  ASSERT_TRUE(MakeFolders(out_).ok());
  Put(out_ + "/index", "old");
  Put(out_ + "/story", "a file where a folder is to go");
  {
    StagedFolder staged = Create();
    PutResult(staged.path(), "new");
    EXPECT_FALSE(staged.Commit().ok());
  }
  EXPECT_EQ(Read("index"), "old");
  EXPECT_EQ(Entries(), 2u);
}

TEST_F(StagedFolderTest, LinksAreReplacedNotFollowed) {
  ASSERT_TRUE(MakeFolders(out_).ok());
  const std::string elsewhere = temp_.Path("elsewhere");
  ASSERT_TRUE(MakeFolders(elsewhere).ok());
  Put(elsewhere + "/1", "not ours");
  fs::create_directory_symlink(elsewhere, out_ + "/story");
  {
    StagedFolder staged = Create();
    PutResult(staged.path(), "new");
    ASSERT_TRUE(staged.Commit().ok());
  }
  EXPECT_EQ(*ReadFile(elsewhere + "/1"), "not ours");
  EXPECT_EQ(Read("story/1"), "new");
}

TEST_F(StagedFolderTest, RemovesWhatAKilledRunLeftAndNotWhatARunningOneHas) {
  ASSERT_TRUE(MakeFolders(out_ + "/.samestory-killed/story").ok());
  const StagedFolder running = Create();
  const StagedFolder staged = Create();
  EXPECT_FALSE(fs::exists(out_ + "/.samestory-killed"));
  EXPECT_TRUE(fs::exists(running.path()));
}

TEST_F(StagedFolderTest, AnInterruptLeavesNothingOfIt) {
  StagedFolder staged = Create();
  PutResult(staged.path(), "new");
  RemoveTemporaryFiles();
  EXPECT_FALSE(fs::exists(staged.path()));
}

}  // namespace
}  // namespace samestory
