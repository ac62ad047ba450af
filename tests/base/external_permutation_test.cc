#include "engine/base/external_permutation.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <random>

#include "tests/support/file_size_limit.h"
#include "tests/support/temporary_folder.h"

namespace samestory {
namespace {

// Mostly short, some empty, some longer than a block.
std::vector<std::string> Pieces(std::mt19937_64& random, size_t count) {
  std::vector<std::string> pieces(count);
  for (std::string& piece : pieces) {
    const uint64_t kind = random() % 100;
    const size_t size = kind == 0 ? random() % 200'000 : kind < 20 ? 0 : random() % 400;
    piece.assign(size, static_cast<char>(random()));
    if (size >= 8) piece.replace(0, 8, std::to_string(random()).substr(0, 8));
  }
  return pieces;
}

absl::StatusOr<std::vector<std::string>> Delivered(ExternalPermutation* permutation, int threads = 1) {
  std::vector<std::string> delivered;
  const absl::Status status = permutation->Deliver(threads, [&](std::span<const std::string_view> some) {
    delivered.insert(delivered.end(), some.begin(), some.end());
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return delivered;
}

class ExternalPermutationTest : public testing::TestWithParam<uint64_t> {};

TEST_P(ExternalPermutationTest, DeliversInOrderWhateverTheMemory) {
  const uint64_t memory_bytes = GetParam();
  std::mt19937_64 random(1);
  TemporaryFolder temp;
  bool spilled = false;
  for (int trial = 0; trial < 40; ++trial) {
    const std::vector<std::string> pieces = Pieces(random, random() % 3000);
    uint64_t bytes = 0;
    for (const std::string& piece : pieces) bytes += piece.size();
    // An estimate may be wrong by any factor.
    const uint64_t estimates[] = {bytes, 0, bytes / 10, bytes * 10, UINT64_MAX / 2};
    ExternalPermutation permutation(temp.Path(""), static_cast<uint32_t>(pieces.size()), estimates[trial % 5],
                                    memory_bytes);
    std::vector<uint32_t> order(pieces.size());
    std::iota(order.begin(), order.end(), 0);
    std::shuffle(order.begin(), order.end(), random);
    for (const uint32_t number : order) ASSERT_TRUE(permutation.Add(number, pieces[number]).ok());
    spilled |= permutation.spilled_bytes() > 0;
    if (permutation.spilled_bytes() > 0) {
      EXPECT_GT(bytes + 16 * pieces.size(), memory_bytes / 4);
    }
    const absl::StatusOr<std::vector<std::string>> delivered = Delivered(&permutation, 1 + trial % 3);
    ASSERT_TRUE(delivered.ok()) << delivered.status();
    ASSERT_EQ(delivered->size(), pieces.size());
    for (size_t i = 0; i < pieces.size(); ++i) ASSERT_TRUE((*delivered)[i] == pieces[i]) << i;
  }
  EXPECT_EQ(spilled, memory_bytes < 1 << 24);
  EXPECT_TRUE(std::filesystem::is_empty(temp.Path("")));
}
INSTANTIATE_TEST_SUITE_P(Memory, ExternalPermutationTest, testing::Values(0, 50'000, 400'000, 1 << 30));

TEST(ExternalPermutation, ANumberThatWasNotAddedIsEmpty) {
  ExternalPermutation permutation(testing::TempDir(), 5, 100, 0);
  ASSERT_TRUE(permutation.Add(3, "three").ok());
  ASSERT_TRUE(permutation.Add(0, "nought").ok());
  EXPECT_EQ(*Delivered(&permutation), (std::vector<std::string>{"nought", "", "", "three", ""}));
}

TEST(ExternalPermutation, LeavesNothingOnTheDisk) {
  TemporaryFolder temp;
  ExternalPermutation permutation(temp.Path(""), 2000, 400'000, 0);
  for (uint32_t i = 2000; i > 0; --i) ASSERT_TRUE(permutation.Add(i - 1, std::string(200, 'x')).ok());
  ASSERT_GT(permutation.spilled_bytes(), 0u);
  EXPECT_TRUE(std::filesystem::is_empty(temp.Path("")))
      << "also before the end, should the process be killed";
}

TEST(ExternalPermutation, AnErrorOfTheTakerEndsIt) {
  ExternalPermutation permutation(testing::TempDir(), 1000, 1 << 20, 0);
  for (uint32_t i = 0; i < 1000; ++i) ASSERT_TRUE(permutation.Add(i, std::string(1000, 'x')).ok());
  int calls = 0;
  const absl::Status status = permutation.Deliver(1, [&](std::span<const std::string_view>) {
    ++calls;
    return absl::ResourceExhaustedError("full");
  });
  EXPECT_EQ(status, absl::ResourceExhaustedError("full"));
  EXPECT_EQ(calls, 1);
}

TEST(ExternalPermutation, SaysThatThereIsNoSpace) {
  TemporaryFolder temp;
  absl::Status status;
  {
    const FileSizeLimit limit(4096);
    ExternalPermutation permutation(temp.Path(""), 10'000, 10'000'000, 0);
    for (uint32_t i = 0; i < 10'000 && status.ok(); ++i) status = permutation.Add(i, std::string(1000, 'x'));
    if (status.ok()) status = Delivered(&permutation).status();
  }
  ASSERT_FALSE(status.ok());
  EXPECT_NE(status.message().find(temp.Path("")), std::string::npos) << status;
}

}  // namespace
}  // namespace samestory
