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

inline constexpr size_t kRunWords = 5;

// The hash of a run of kRunWords words from theirs.
constexpr uint64_t HashRun(const uint64_t* words) {
  const uint64_t sum = words[0] + std::rotl(words[1], 13) + std::rotl(words[2], 29) +
                       std::rotl(words[3], 42) + std::rotl(words[4], 53);
  const uint64_t mixed = (sum ^ sum >> 32) * 0xff51afd7ed558ccdu;
  return mixed ^ mixed >> 29;
}

}  // namespace samestory
