#include "engine/base/stage_folder.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "engine/base/file.h"
#include "tests/support/temporary_folder.h"

namespace samestory {
namespace {

namespace fs = std::filesystem;

std::string Bytes(size_t size) {
  std::string bytes(size, '\0');
  for (size_t i = 0; i < size; ++i) bytes[i] = static_cast<char>(i * 131 + i / 4096);
  return bytes;
}

void Save(StageFolder* folder, const std::string& name, std::string_view bytes, size_t piece) {
  absl::StatusOr<StageWriter> writer = folder->Create(name);
  ASSERT_TRUE(writer.ok()) << writer.status();
  for (size_t at = 0; at < bytes.size(); at += piece)
    ASSERT_TRUE(writer->Append(bytes.substr(at, piece)).ok());
  const absl::StatusOr<Stage> stage = writer->Commit();
  ASSERT_TRUE(stage.ok()) << stage.status();
  EXPECT_EQ(stage->bytes(), bytes);
}

class StageFolderTest : public testing::Test {
 protected:
  StageFolder Open(const std::string& key = "key-1") {
    absl::StatusOr<StageFolder> folder = StageFolder::Resumable(temp_.Path(""), key);
    EXPECT_TRUE(folder.ok()) << folder.status();
    return *std::move(folder);
  }
  std::string StagePath(const std::string& name) const { return temp_.Path("samestory-key-1/" + name); }
  TemporaryFolder temp_;
};

TEST_F(StageFolderTest, FindsWhatAnEarlierRunCommittedWhateverThePieces) {
  for (const size_t size : {size_t{0}, size_t{1}, size_t{7}, size_t{8}, size_t{1} << 20, size_t{3'000'001}}) {
    for (const size_t piece : {size_t{4'000'000}, size_t{65'537}}) {
      const std::string bytes = Bytes(size);
      {
        StageFolder folder = Open();
        Save(&folder, "a", bytes, piece);
      }
      const StageFolder again = Open();
      const std::optional<Stage> found = again.Find("a");
      ASSERT_TRUE(found.has_value()) << size << " " << piece;
      EXPECT_EQ(found->bytes(), bytes);
      EXPECT_FALSE(again.Find("b").has_value());
    }
  }
}

TEST_F(StageFolderTest, KeepsSmallStagesOfATemporaryFolderInMemoryUpToItsLimit) {
  StageFolder folder = StageFolder::Temporary(temp_.Path(""), 1000);
  Save(&folder, "small", Bytes(900), 900);
  Save(&folder, "over the limit", Bytes(900), 900);
  Save(&folder, "large", Bytes(5'000'000), 900'000);
  EXPECT_TRUE(fs::is_empty(temp_.Path(""))) << "temporary files have no names";
}

TEST_F(StageFolderTest, NothingUncommittedRemains) {
  {
    StageFolder folder = Open();
    absl::StatusOr<StageWriter> writer = folder.Create("a");
    ASSERT_TRUE(writer->Append(Bytes(5'000'000)).ok());
  }
  StageFolder folder = Open();
  EXPECT_FALSE(folder.Find("a").has_value());
  std::ofstream(StagePath("a.part.abcdef")) << "of a run that was killed";
  // The folder is locked by the first object; its key's second run waits for no one.
  EXPECT_EQ(StageFolder::Resumable(temp_.Path(""), "key-1").status().code(),
            absl::StatusCode::kInvalidArgument);
  ASSERT_TRUE(folder.Clear().ok());
  EXPECT_TRUE(fs::is_empty(temp_.Path("")));
}

TEST_F(StageFolderTest, LeftoversOfAKilledRunGo) {
  { StageFolder folder = Open(); }
  std::ofstream(StagePath("a.part.abcdef")) << "half";
  const StageFolder folder = Open();
  EXPECT_FALSE(fs::exists(StagePath("a.part.abcdef")));
}

TEST_F(StageFolderTest, EveryChangedByteAndEveryCutIsNoStage) {
  const std::string bytes = Bytes(100);
  {
    StageFolder folder = Open();
    Save(&folder, "a", bytes, 100);
  }
  const std::string whole = *ReadFile(StagePath("a"));
  const auto found_after = [&](std::string_view changed) {
    std::ofstream(StagePath("a"), std::ios::binary | std::ios::trunc) << changed;
    return Open().Find("a");
  };
  for (size_t i = 0; i < whole.size(); ++i) {
    std::string changed = whole;
    changed[i] = static_cast<char>(changed[i] ^ 0x40);
    const std::optional<Stage> found = found_after(changed);
    // Four bytes of padding carry nothing.
    EXPECT_EQ(found.has_value(), i >= 100 && i < 104) << i;
  }
  for (size_t size = 0; size < whole.size(); ++size)
    EXPECT_FALSE(found_after(whole.substr(0, size)).has_value());
  EXPECT_TRUE(found_after(whole).has_value());
}

TEST_F(StageFolderTest, SaysWhereItCouldNotWrite) {
  StageFolder folder = StageFolder::Temporary(temp_.Path("absent"), 0);
  absl::StatusOr<StageWriter> writer = folder.Create("a");
  const absl::Status status = writer->Append(Bytes(5'000'000));
  EXPECT_EQ(status.code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(writer->Append("x"), status) << "an error stays";
  EXPECT_EQ(writer->Commit().status(), status);
}

TEST_F(StageFolderTest, AMovedStageStaysReadable) {
  StageFolder folder = StageFolder::Temporary(temp_.Path(""));
  absl::StatusOr<StageWriter> writer = folder.Create("a");
  ASSERT_TRUE(writer->Append("short").ok());
  Stage stage = *writer->Commit();
  const Stage moved = std::move(stage);
  EXPECT_EQ(moved.bytes(), "short");
}

}  // namespace
}  // namespace samestory
