#include "engine/sketch/sketch.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

#include "engine/base/hash.h"

namespace samestory {
namespace {

static_assert(std::endian::native == std::endian::little, "sketches are little-endian and read in place");

// Words of a typical report: turns a share of running words into a share of articles.
constexpr double kTypicalWords = 300;

struct Header {
  uint32_t terms, shingles, words, attachment_bytes;
  uint64_t checksum;
};
static_assert(sizeof(Header) == 24);

size_t Padded(size_t size) { return (size + 7) & ~size_t{7}; }

// Of the whole sketch; 64-bit, so that no header can overflow it.
uint64_t SketchBytes(const Header& header) {
  return sizeof(Header) + uint64_t{header.shingles} * 8 + sizeof(Signature) +
         uint64_t{header.terms} * sizeof(Term) + Padded(header.attachment_bytes);
}

uint64_t Checksum(const Header& header, std::string_view rest) {
  const uint64_t counts = CombineHash(uint64_t{header.terms} << 32 | header.shingles,
                                      uint64_t{header.words} << 32 | header.attachment_bytes);
  return CombineHash(counts, Hash64(rest));
}

template <typename T>
void AppendRaw(const T* values, size_t count, std::string* out) {
  out->append(reinterpret_cast<const char*>(values), count * sizeof(T));
}

}  // namespace

double Term::BackgroundShare() const {
  static const std::array<double, 256> shares = [] {
    std::array<double, 256> table;
    for (int i = 0; i < 256; ++i) table[i] = -std::expm1(-std::exp(-i / kRaritySteps) * kTypicalWords);
    return table;
  }();
  return shares[rarity];
}

uint8_t QuantiseRarity(double frequency) {
  const double steps = -std::log(std::clamp(frequency, 1e-13, 1.0)) * Term::kRaritySteps;
  return static_cast<uint8_t>(std::min(255.0, std::round(steps)));
}

void EncodeSketch(const Sketch& sketch, std::string* out) {
  const size_t start = out->size();
  Header header{static_cast<uint32_t>(sketch.terms.size()), static_cast<uint32_t>(sketch.shingles.size()),
                sketch.words, static_cast<uint32_t>(sketch.attachment.size()), 0};
  AppendRaw(&header, 1, out);
  AppendRaw(sketch.shingles.data(), sketch.shingles.size(), out);
  const Signature signature = MinHash(sketch.shingles);
  AppendRaw(signature.data(), signature.size(), out);
  AppendRaw(sketch.terms.data(), sketch.terms.size(), out);
  out->append(sketch.attachment);
  out->resize(start + SketchBytes(header), '\0');
  const uint64_t checksum = Checksum(header, std::string_view(*out).substr(start + sizeof(Header)));
  std::memcpy(out->data() + start + offsetof(Header, checksum), &checksum, sizeof(checksum));
}

SketchView ViewSketch(std::string_view bytes) {
  Header header;
  std::memcpy(&header, bytes.data(), sizeof(header));
  const char* at = bytes.data() + sizeof(Header);
  SketchView view;
  view.words = header.words;
  view.shingles = {reinterpret_cast<const uint64_t*>(at), header.shingles};
  at += view.shingles.size_bytes();
  view.signature =
      std::span<const uint32_t, kPermutations>(reinterpret_cast<const uint32_t*>(at), kPermutations);
  at += sizeof(Signature);
  view.terms = {reinterpret_cast<const Term*>(at), header.terms};
  at += view.terms.size_bytes();
  view.attachment = {at, header.attachment_bytes};
  return view;
}

absl::Status CheckSketch(std::string_view bytes) {
  Header header;
  if (bytes.size() < sizeof(header)) return absl::DataLossError("a sketch ends in its header");
  std::memcpy(&header, bytes.data(), sizeof(header));
  if (SketchBytes(header) != bytes.size())
    return absl::DataLossError("a sketch's counts do not fit its size");
  if (Checksum(header, bytes.substr(sizeof(header))) != header.checksum)
    return absl::DataLossError("a sketch's checksum is wrong");
  return absl::OkStatus();
}

}  // namespace samestory
