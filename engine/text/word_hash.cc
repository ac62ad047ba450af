#include "engine/text/word_hash.h"

#include <algorithm>

namespace samestory {

uint64_t HashWord(std::string_view word) {
  uint64_t hash = 0;
  for (size_t start = 0; start < word.size(); start += 16) {
    char block[16] = {};
    word.copy(block, sizeof(block), start);
    hash = HashWord16(LoadLittleEndian(block) ^ hash, LoadLittleEndian(block + 8) ^ std::rotl(hash, 32));
  }
  return hash;
}

}  // namespace samestory
