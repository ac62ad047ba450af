// The one place that knows xxHash (XXH3, https://github.com/Cyan4973/xxHash). Values are the same on every
// machine: the algorithm is defined over bytes, and seeds are fixed by the callers.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace samestory {

uint64_t Hash64(std::string_view bytes, uint64_t seed = 0);

// 32 lower-case hexadecimal digits of the 128-bit hash: names contents in sketch files and reports.
std::string ContentHash(std::string_view bytes);

// A bijection on 64 bits whose every output bit depends on every input bit (the finaliser of SplitMix64;
// Steele, Lea, Flood: Fast splittable pseudorandom number generators, OOPSLA 2014).
constexpr uint64_t Mix64(uint64_t x) {
  x += 0x9e3779b97f4a7c15u;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
  return x ^ (x >> 31);
}

// Hash of a sequence, one element at a time, from the left; order matters.
constexpr uint64_t CombineHash(uint64_t state, uint64_t next) {
  return Mix64(state * 0x9e3779b97f4a7c15u ^ next);
}

}  // namespace samestory
