// Draws that are the same on every machine: integers, and reals made of additions and multiplications alone.
// Everything in a crawl is drawn from a key, so that any article can be made without the ones before it.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/base/hash.h"

namespace samestory::crawl {

// SplitMix64 (Steele, Lea, Flood 2014), counted from a key.
class Random {
 public:
  explicit Random(uint64_t key) : state_(key) {}

  uint64_t Next() {
    const uint64_t value = Mix64(state_);
    state_ += 0x9e3779b97f4a7c15u;
    return value;
  }
  // In [0, count); count > 0.
  uint32_t Below(uint32_t count) { return static_cast<uint32_t>(((Next() >> 32) * count) >> 32); }
  // In [0, 1), a multiple of 2^-53.
  double Unit() { return static_cast<double>(Next() >> 11) * 0x1p-53; }
  bool Chance(double probability) { return Unit() < probability; }
  // Mean 0, variance 1, within ±6: twelve uniform draws summed (Irwin and Hall).
  double Normal() {
    double sum = -6;
    for (int i = 0; i < 12; ++i) sum += Unit();
    return sum;
  }

 private:
  uint64_t state_;
};

// 2^x for |x| < 60. The C library's may differ in the last bit from machine to machine; this does not.
double PowerOfTwo(double x);

// Draws an index in proportion to integer weights in constant time (Walker 1977, Vose 1991), in whole numbers.
class AliasTable {
 public:
  AliasTable() = default;
  // At least one weight, their sum times their count below 2^64.
  explicit AliasTable(std::span<const uint64_t> weights);

  // `bits` is a uniform 64-bit draw.
  uint32_t Draw(uint64_t bits) const {
    const auto place = static_cast<uint32_t>(((bits >> 32) * slots_.size()) >> 32);
    const Slot slot = slots_[place];
    return static_cast<uint32_t>(bits) < slot.threshold ? place : slot.other;
  }

 private:
  struct Slot {
    uint32_t threshold, other;
  };
  std::vector<Slot> slots_;
};

// Weights of Zipf's law with an offset (Mandelbrot): the i-th of `count` is in proportion to 1 / (i + offset).
AliasTable ZipfTable(uint32_t count, uint32_t offset);

// A bijection of [0, size) chosen by a key: four Feistel rounds, walked until the value is in range again
// (Black and Rogaway, Ciphers with arbitrary finite domains, 2002).
class Permutation {
 public:
  Permutation(uint64_t size, uint64_t key);
  uint64_t operator()(uint64_t value) const;

 private:
  uint64_t size_, key_;
  int half_bits_;
};

}  // namespace samestory::crawl
