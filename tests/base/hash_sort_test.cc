#include "engine/base/hash_sort.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace samestory {
namespace {

TEST(SortHashesTest, SortsAnyValues) {
  std::mt19937_64 random(5);
  std::vector<uint64_t> scratch;
  for (const size_t size : {0u, 1u, 2u, 31u, 32u, 33u, 100u, 5000u, 40'000u}) {
    for (const int shift : {0, 3, 20, 50, 63}) {  // spread evenly, and ever more crowded at one end
      for (const uint64_t top : {uint64_t{0}, uint64_t{1} << 63}) {
        std::vector<uint64_t> values;
        for (size_t i = 0; i < size; ++i) values.push_back(random() >> shift | top);
        std::vector<uint64_t> expected = values;
        std::sort(expected.begin(), expected.end());
        SortHashes(&values, &scratch);
        ASSERT_EQ(values, expected) << size << " " << shift;
        SortHashes(&values, &scratch);
        ASSERT_EQ(values, expected) << "sorted before";
        std::reverse(values.begin(), values.end());
        SortHashes(&values, &scratch);
        ASSERT_EQ(values, expected) << "the other way round before";
      }
    }
  }
}

TEST(SortHashesTest, CrowdedValuesCostNoMoreThanSorting) {
  std::vector<uint64_t> values, scratch;
  for (uint64_t i = 0; i < 2'000'000; ++i) values.push_back(2'000'000 - i);
  SortHashes(&values, &scratch);  // quadratic, it would not come back
  EXPECT_TRUE(std::is_sorted(values.begin(), values.end()));
}

}  // namespace
}  // namespace samestory
