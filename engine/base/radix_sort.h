// Least-significant-digit radix sort of 64-bit numbers: several times as fast as a comparison sort on millions of them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace samestory {

// Ascending by the bits from `lowest_bit` on; numbers equal in those keep their order. Takes as much memory again while
// it runs. A digit that all share costs one look.
inline void RadixSort(std::vector<uint64_t>* numbers, int lowest_bit = 0) {
  constexpr int kDigitBits = 11;
  constexpr size_t kDigits = size_t{1} << kDigitBits;
  std::vector<uint64_t> sorted;
  for (int shift = lowest_bit; shift < 64; shift += kDigitBits) {
    const auto digit = [shift](uint64_t number) {
      return static_cast<size_t>(number >> shift) & (kDigits - 1);
    };
    std::array<size_t, kDigits> places{};
    for (const uint64_t number : *numbers) ++places[digit(number)];
    if (!numbers->empty() && places[digit(numbers->front())] == numbers->size()) continue;
    size_t sum = 0;
    for (size_t& place : places) {
      const size_t count = place;
      place = sum;
      sum += count;
    }
    sorted.resize(numbers->size());
    for (const uint64_t number : *numbers) sorted[places[digit(number)]++] = number;
    numbers->swap(sorted);
  }
}

}  // namespace samestory
