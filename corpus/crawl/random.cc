#include "corpus/crawl/random.h"

#include <cmath>

namespace samestory::crawl {

double PowerOfTwo(double x) {
  const double whole = std::floor(x);
  const double exponent = (x - whole) * 0.69314718055994530942;
  double sum = 1, term = 1;
  for (int i = 1; i < 20; ++i) {
    term = term * exponent / i;
    sum += term;
  }
  return std::ldexp(sum, static_cast<int>(whole));
}

AliasTable::AliasTable(std::span<const uint64_t> weights) : slots_(weights.size()) {
  uint64_t total = 0;
  for (const uint64_t weight : weights) total += weight;
  std::vector<uint64_t> left(weights.begin(), weights.end());
  std::vector<uint32_t> small, large;
  for (uint32_t i = 0; i < left.size(); ++i) {
    left[i] *= weights.size();
    (left[i] < total ? small : large).push_back(i);
  }
  while (!small.empty() && !large.empty()) {
    const uint32_t poor = small.back(), rich = large.back();
    small.pop_back();
    const auto share = static_cast<uint32_t>((static_cast<unsigned __int128>(left[poor]) << 32) / total);
    slots_[poor] = {share, rich};
    left[rich] -= total - left[poor];
    if (left[rich] < total) {
      large.pop_back();
      small.push_back(rich);
    }
  }
  for (const uint32_t i : small) slots_[i] = {UINT32_MAX, i};
  for (const uint32_t i : large) slots_[i] = {UINT32_MAX, i};
}

AliasTable ZipfTable(uint32_t count, uint32_t offset) {
  std::vector<uint64_t> weights(count);
  for (uint32_t i = 0; i < count; ++i) weights[i] = (uint64_t{1} << 32) / (i + offset);
  return AliasTable(weights);
}

Permutation::Permutation(uint64_t size, uint64_t key) : size_(size), key_(key), half_bits_(1) {
  while ((uint64_t{1} << (2 * half_bits_)) < size) ++half_bits_;
}

uint64_t Permutation::operator()(uint64_t value) const {
  const uint64_t mask = (uint64_t{1} << half_bits_) - 1;
  do {
    uint64_t left = value >> half_bits_, right = value & mask;
    for (uint64_t round = 0; round < 4; ++round) {
      const uint64_t next = left ^ (Mix64(key_ ^ (round << 60) ^ right) & mask);
      left = right;
      right = next;
    }
    value = left << half_bits_ | right;
  } while (value >= size_);
  return value;
}

}  // namespace samestory::crawl
