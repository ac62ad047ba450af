#include "engine/base/scratch_file.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "tests/support/temporary_folder.h"

namespace samestory {
namespace {

class ScratchFileTest : public testing::TestWithParam<bool> {};

TEST_P(ScratchFileTest, GivesBackWhatWasAppendedInAnyOrder) {
  std::mt19937_64 random(1);
  TemporaryFolder temp;
  std::vector<std::string> folders = {temp.Path("")};
  // Also in memory, where O_DIRECT may not be had: a place not every machine has.
  if (const std::string memory = "/dev/shm"; access(memory.c_str(), W_OK) == 0) folders.push_back(memory);
  for (const std::string& folder : folders) {
    SCOPED_TRACE(folder);
    absl::StatusOr<ScratchFile> file = ScratchFile::Create(folder, GetParam());
    ASSERT_TRUE(file.ok()) << file.status();
    EXPECT_TRUE(std::filesystem::is_empty(temp.Path(""))) << "it has no name";
    struct Piece {
      uint64_t offset;
      std::string bytes;
    };
    std::vector<Piece> pieces;
    for (const size_t size : {1, 4095, 4096, 4097, 0, 300'000, 1 << 20, 17}) {
      std::string bytes(size, '\0');
      for (char& c : bytes) c = static_cast<char>(random());
      AlignedBuffer buffer;
      buffer.Append(bytes.data(), bytes.size());
      pieces.push_back({file->size_bytes(), std::move(bytes)});
      ASSERT_TRUE(file->Append(&buffer).ok());
      EXPECT_EQ(buffer.size(), size);
      EXPECT_EQ(file->size_bytes(), pieces.back().offset + AlignedBuffer::Padded(size));
    }
    std::shuffle(pieces.begin(), pieces.end(), random);
    for (const Piece& piece : pieces) {
      const size_t padded = AlignedBuffer::Padded(piece.bytes.size());
      AlignedBuffer room;
      room.Reserve(padded);
      ASSERT_TRUE(file->TakeBack(piece.offset, padded, room.data()).ok());
      EXPECT_TRUE(std::string_view(room.data(), piece.bytes.size()) == piece.bytes) << piece.bytes.size();
    }
    // Beyond the end there is nothing.
    AlignedBuffer room;
    room.Reserve(4096);
    EXPECT_EQ(file->TakeBack(file->size_bytes(), 4096, room.data()).code(), absl::StatusCode::kDataLoss);
  }
}
INSTANTIATE_TEST_SUITE_P(Direct, ScratchFileTest, testing::Bool());

TEST(ScratchFile, AFolderThatIsNotThereIsAnErrorThatNamesIt) {
  TemporaryFolder temp;
  const absl::Status status = ScratchFile::Create(temp.Path("gone"), false).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kNotFound);
  EXPECT_NE(status.message().find(temp.Path("gone")), std::string::npos) << status;
}

TEST(AlignedBuffer, GrowsAndKeepsItsBytes) {
  AlignedBuffer buffer;
  std::string expected;
  for (int i = 0; i < 3000; ++i) {
    const std::string some(static_cast<size_t>(i % 50), static_cast<char>('a' + i % 26));
    buffer.Append(some.data(), some.size());
    expected += some;
    EXPECT_EQ(reinterpret_cast<uintptr_t>(buffer.data()) % AlignedBuffer::kAlignment, 0u);
    EXPECT_EQ(buffer.capacity() % AlignedBuffer::kAlignment, 0u);
  }
  EXPECT_EQ(std::string_view(buffer.data(), buffer.size()), expected);
  AlignedBuffer other = std::move(buffer);
  EXPECT_EQ(std::string_view(other.data(), other.size()), expected);
  EXPECT_TRUE(buffer.empty());  // NOLINT(bugprone-use-after-move): as promised
  EXPECT_EQ(buffer.capacity(), 0u);
}

}  // namespace
}  // namespace samestory
