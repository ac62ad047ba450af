#include "engine/base/hash.h"

#define XXH_INLINE_ALL  // words are hashed by the million: no calls into a library
#include <xxhash.h>

#include "absl/strings/str_format.h"

namespace samestory {

uint64_t Hash64(std::string_view bytes, uint64_t seed) {
  return XXH3_64bits_withSeed(bytes.data(), bytes.size(), seed);
}

std::string ContentHash(std::string_view bytes) {
  const XXH128_hash_t hash = XXH3_128bits(bytes.data(), bytes.size());
  return absl::StrFormat("%016x%016x", hash.high64, hash.low64);
}

}  // namespace samestory
