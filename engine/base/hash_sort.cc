#include "engine/base/hash_sort.h"

#include <algorithm>
#include <array>

namespace samestory {
namespace {

constexpr int kMostBits = 12;
constexpr size_t kFewest = 32;         // below it buckets do not pay
constexpr uint32_t kFewInBucket = 16;  // up to here the last pass sorts

void InsertionSort(uint64_t* values, size_t count) {
  for (size_t i = 1; i < count; ++i) {
    const uint64_t value = values[i];
    size_t at = i;
    for (; at > 0 && values[at - 1] > value; --at) values[at] = values[at - 1];
    values[at] = value;
  }
}

}  // namespace

void SortHashes(std::vector<uint64_t>* values, std::vector<uint64_t>* scratch) {
  const size_t count = values->size();
  if (count < kFewest) {
    std::sort(values->begin(), values->end());
    return;
  }
  int bits = 4;
  while (bits < kMostBits && (size_t{2} << bits) < count) ++bits;
  const int shift = 64 - bits;
  std::array<uint32_t, size_t{1} << kMostBits> ends;
  const size_t buckets = size_t{1} << bits;
  std::fill_n(ends.begin(), buckets, 0);
  for (const uint64_t value : *values) ++ends[value >> shift];
  uint32_t sum = 0, fullest = 0;
  for (size_t bucket = 0; bucket < buckets; ++bucket) {
    fullest = std::max(fullest, ends[bucket]);
    const uint32_t size = ends[bucket];
    ends[bucket] = sum;
    sum += size;
  }
  scratch->resize(count);
  for (const uint64_t value : *values) (*scratch)[ends[value >> shift]++] = value;
  values->swap(*scratch);
  if (fullest > kFewInBucket) {
    for (size_t bucket = 0, begin = 0; bucket < buckets; begin = ends[bucket++]) {
      if (ends[bucket] - begin > kFewInBucket)
        std::sort(values->begin() + begin, values->begin() + ends[bucket]);
    }
  }
  InsertionSort(values->data(), count);
}

}  // namespace samestory
