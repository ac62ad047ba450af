// 64-bit hashes of folded words, quick for those of up to 16 bytes, which nearly all are; and of runs of words.
// Internal to text/. The same on every machine.
//
// A word: multiply and fold, as in wyhash (Wang Yi, 2019), that is, the two halves of a 128-bit product XORed. A
// run: a polynomial in its words' hashes, which can be rolled on from run to run (Karp, Rabin: Efficient randomized
// pattern-matching algorithms, 1987), then mixed. Others collide by chance only; nothing here is secret, so texts
// made to collide will.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>

namespace samestory {

inline uint64_t LoadLittleEndian(const char* p) {
  uint64_t value;
  std::memcpy(&value, p, sizeof(value));
  if constexpr (std::endian::native == std::endian::big) value = __builtin_bswap64(value);
  return value;
}

inline uint64_t MultiplyFold(uint64_t a, uint64_t b) {
  const unsigned __int128 product = static_cast<unsigned __int128>(a) * b;
  return static_cast<uint64_t>(product) ^ static_cast<uint64_t>(product >> 64);
}

// Neither can be the bytes of folded text, so that no factor is ever zero: they hold 0xFE and 0xFF.
inline constexpr uint64_t kWordHashLow = 0x9fb21c651e98df25u | 0xff00000000000000u;
inline constexpr uint64_t kWordHashHigh = 0xa0761d6478bd642fu | 0x00fe000000000000u;

// Of up to 16 bytes, the rest zeros. No word holds a zero byte, so the length need not go in.
inline uint64_t HashWord16(uint64_t low, uint64_t high) {
  return MultiplyFold(low ^ kWordHashLow, high ^ kWordHashHigh);
}

// Requires `word` not to be empty and without zero bytes.
uint64_t HashWord(std::string_view word);

inline constexpr uint64_t kRunBase = 0xd6e8feb86659fd93u;

// Of the polynomial's value, the first word having the highest power of kRunBase.
constexpr uint64_t MixRun(uint64_t sum) {
  sum = (sum ^ sum >> 32) * 0xff51afd7ed558ccdu;
  return sum ^ sum >> 29;
}

// The hash of a run of words from theirs.
constexpr uint64_t HashRun(std::span<const uint64_t> words) {
  uint64_t sum = 0;
  for (const uint64_t word : words) sum = sum * kRunBase + word;
  return MixRun(sum);
}

}  // namespace samestory
