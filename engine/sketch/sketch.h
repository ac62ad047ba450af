// What is kept of one article for matching: sets of numbers, packed into one run of bytes.
//
// Layout, little-endian, 8-byte aligned:
//   u32 term count, u32 shingle count, u32 word count, u32 attachment size in bytes, u64 checksum of all the rest
//   u64 shingles[], ascending                 5-word shingles, for copies
//   u32 signature[128]                        MinHash of the shingles
//   Term terms[], ascending by key            for reports of one event
//   attachment bytes, zero-padded             what the caller wants back (title, address)
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/status.h"
#include "engine/sketch/minhash.h"

namespace samestory {

// A word, a pair of adjoining words, or a named day. Two different ones share a key with probability 2^-32, which moves a
// weighted score by less than it is printed with; Jaccard and containment come from the 64-bit shingles.
struct Term {
  uint32_t key = 0;
  uint8_t count = 0;       // occurrences, those in the title weighted; saturates
  uint8_t lead_count = 0;  // occurrences in title and lead, single words only; saturates
  uint8_t rarity = 0;      // -ln of the share of running words that are this term, in steps of 1/kRaritySteps
  uint8_t words = 1;       // 1 or 2; 0 is a day the text names, with a lead_count of 1 if it names it first

  static constexpr double kRaritySteps = 8;
  // The expected share of articles holding the term, by the background alone, in (0, 1].
  double BackgroundShare() const;

  friend bool operator==(const Term&, const Term&) = default;
};
static_assert(sizeof(Term) == 8);

// Background frequency (share of running words) → Term::rarity.
uint8_t QuantiseRarity(double frequency);

struct Sketch {
  std::vector<uint64_t> shingles;  // ascending, distinct
  std::vector<Term> terms;         // ascending by key, distinct
  uint32_t words = 0;
  std::string attachment;
};

// Views into an encoded sketch; valid as long as its bytes.
struct SketchView {
  std::span<const uint64_t> shingles;
  std::span<const uint32_t, kPermutations> signature{static_cast<const uint32_t*>(nullptr), kPermutations};
  std::span<const Term> terms;
  uint32_t words = 0;
  std::string_view attachment;
};

// Appends the encoded sketch; the signature is computed here. The size is a multiple of 8.
void EncodeSketch(const Sketch& sketch, std::string* out);

// Trusts its input: bytes that EncodeSketch made and CheckSketch passed. `bytes` must be 8-byte aligned.
SketchView ViewSketch(std::string_view bytes);

// kDataLoss unless the bytes are one whole sketch, unchanged since EncodeSketch.
absl::Status CheckSketch(std::string_view bytes);

}  // namespace samestory
