#include "engine/base/external_sort.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "engine/base/radix_sort.h"
#include "tests/support/file_size_limit.h"
#include "tests/support/temporary_folder.h"

namespace samestory {
namespace {

// Of few different numbers, of many, and of those that differ in some bits alone.
std::vector<uint64_t> Numbers(std::mt19937_64& random, size_t count) {
  const uint64_t masks[] = {UINT64_MAX, 0xff, 0xffff'0000'0000'0000, 0x0000'00ff'ff00'0000, 0};
  const uint64_t mask = masks[random() % std::size(masks)];
  std::vector<uint64_t> numbers(count);
  for (uint64_t& number : numbers) number = random() & mask;
  return numbers;
}

TEST(RadixSort, IsAStableSortByTheUpperBits) {
  std::mt19937_64 random(1);
  for (int trial = 0; trial < 200; ++trial) {
    std::vector<uint64_t> numbers = Numbers(random, random() % 3000);
    const int lowest_bit = trial % 2 == 0 ? 0 : static_cast<int>(random() % 64);
    std::vector<uint64_t> expected = numbers;
    std::stable_sort(expected.begin(), expected.end(),
                     [&](uint64_t x, uint64_t y) { return x >> lowest_bit < y >> lowest_bit; });
    RadixSort(&numbers, lowest_bit);
    ASSERT_EQ(numbers, expected) << lowest_bit;
  }
}

class ExternalSorterTest : public testing::TestWithParam<uint64_t> {};

TEST_P(ExternalSorterTest, SortsWhateverTheMemory) {
  std::mt19937_64 random(2);
  TemporaryFolder temp;
  bool spilled = false;
  for (int trial = 0; trial < 30; ++trial) {
    StageFolder folder = StageFolder::Temporary(temp.Path(""), 0);
    ExternalSorter sorter(&folder, "numbers", GetParam()), distinct(&folder, "distinct", GetParam());
    std::vector<uint64_t> expected;
    for (size_t i = random() % 20; i > 0; --i) {
      const std::vector<uint64_t> some = Numbers(random, random() % 5000);
      expected.insert(expected.end(), some.begin(), some.end());
      ASSERT_TRUE(sorter.Add(some).ok());
      ASSERT_TRUE(distinct.Add(some).ok());
    }
    spilled |= sorter.runs() > 0;
    std::sort(expected.begin(), expected.end());
    std::vector<uint64_t> merged;
    ASSERT_TRUE(sorter
                    .Merge([&](std::span<const uint64_t> some) {
                      merged.insert(merged.end(), some.begin(), some.end());
                      return absl::OkStatus();
                    })
                    .ok());
    EXPECT_EQ(merged, expected);
    expected.erase(std::unique(expected.begin(), expected.end()), expected.end());
    const absl::StatusOr<StageArray<uint64_t>> stage = distinct.MergeDistinct("done");
    ASSERT_TRUE(stage.ok()) << stage.status();
    EXPECT_TRUE(std::ranges::equal(stage->values(), expected));
  }
  EXPECT_EQ(spilled, GetParam() < 1 << 20);
}
INSTANTIATE_TEST_SUITE_P(Memory, ExternalSorterTest, testing::Values(0, 20'000, 100'000, uint64_t{1} << 30));

TEST(ExternalSorter, LeavesNoRunInAFolderThatStays) {
  std::mt19937_64 random(3);
  TemporaryFolder temp;
  absl::StatusOr<StageFolder> folder = StageFolder::Resumable(temp.Path(""), "key");
  ASSERT_TRUE(folder.ok()) << folder.status();
  ExternalSorter sorter(&*folder, "numbers", 0);
  std::vector<uint64_t> numbers(10'000);
  for (uint64_t& number : numbers) number = random();
  ASSERT_TRUE(sorter.Add(numbers).ok());
  ASSERT_GT(sorter.runs(), 2u);
  ASSERT_TRUE(sorter.MergeDistinct("done").ok());
  std::vector<std::string> left;
  for (const auto& entry : std::filesystem::directory_iterator(temp.Path("samestory-key"))) {
    left.push_back(entry.path().filename().string());
  }
  EXPECT_EQ(left, std::vector<std::string>{"done"});
}

TEST(ExternalSorter, AnErrorOfTheTakerEndsTheMerge) {
  StageFolder folder = StageFolder::Temporary(testing::TempDir());
  ExternalSorter sorter(&folder, "numbers", 0);
  ASSERT_TRUE(sorter.Add(std::vector<uint64_t>(50'000, 7)).ok());
  int calls = 0;
  const absl::Status status = sorter.Merge([&](std::span<const uint64_t>) {
    ++calls;
    return absl::ResourceExhaustedError("full");
  });
  EXPECT_EQ(status, absl::ResourceExhaustedError("full"));
  EXPECT_EQ(calls, 1);
}

TEST(ExternalSorter, SaysThatThereIsNoSpace) {
  TemporaryFolder temp;
  absl::Status status;
  {
    const FileSizeLimit limit(4096);
    StageFolder folder = StageFolder::Temporary(temp.Path(""), 0);
    ExternalSorter sorter(&folder, "numbers", 0);
    for (int i = 0; i < 100 && status.ok(); ++i) status = sorter.Add(std::vector<uint64_t>(1000, 5));
  }
  ASSERT_FALSE(status.ok());
  EXPECT_NE(status.message().find(temp.Path("")), std::string::npos) << status;
}

}  // namespace
}  // namespace samestory
