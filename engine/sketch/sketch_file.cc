#include "engine/sketch/sketch_file.h"

#include <atomic>
#include <cstring>
#include <vector>

#include "absl/strings/str_format.h"
#include "engine/base/hash.h"
#include "engine/base/parallel.h"
#include "engine/sketch/minhash.h"

namespace samestory {
namespace {

constexpr std::string_view kMagic = "samestry";

struct Header {
  char magic[8];
  uint32_t version, shingle_words, permutations, signature_version;
};
static_assert(sizeof(Header) == 24);

struct Footer {
  uint64_t segments, offsets_offset, catalog_offset, catalog_bytes, checksum;
};
static_assert(sizeof(Footer) == 40);

template <typename T>
std::string_view AsBytes(const T& value) {
  return {reinterpret_cast<const char*>(&value), sizeof(value)};
}

uint64_t Checksum(std::string_view offsets, std::string_view catalog, const Footer& footer) {
  return CombineHash(CombineHash(Hash64(offsets), Hash64(catalog)),
                     Hash64(AsBytes(footer).substr(0, offsetof(Footer, checksum))));
}

absl::Status Expect(const std::string& path, std::string_view what, uint32_t expected, uint32_t found) {
  if (expected == found) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrFormat("%s: sketch made with %s %d, this program uses %d; make it again with `sketch`", path,
                      what, found, expected));
}

}  // namespace

bool LooksLikeSketch(std::string_view first_bytes) { return first_bytes.substr(0, kMagic.size()) == kMagic; }

absl::StatusOr<SketchWriter> SketchWriter::Create(const std::string& path, uint32_t shingle_words) {
  ASSIGN_OR_RETURN(AtomicFile file, AtomicFile::Create(path));
  Header header{{}, kSketchVersion, shingle_words, kPermutations, kSignatureVersion};
  std::memcpy(header.magic, kMagic.data(), kMagic.size());
  RETURN_IF_ERROR(file.Append(AsBytes(header)));
  SketchWriter writer(std::move(file));
  writer.offsets_.push_back(sizeof(Header));
  return writer;
}

absl::Status SketchWriter::Append(std::string_view segment) {
  RETURN_IF_ERROR(file_.Append(segment));
  offsets_.push_back(file_.size_bytes());
  checksums_.push_back(Hash64(segment));
  return absl::OkStatus();
}

absl::Status SketchWriter::Finish(std::string_view catalog, AtomicFile* text) {
  std::vector<uint64_t> index = offsets_;
  index.insert(index.end(), checksums_.begin(), checksums_.end());
  const std::string_view index_bytes(reinterpret_cast<const char*>(index.data()), index.size() * 8);
  Footer footer{checksums_.size(), file_.size_bytes(), file_.size_bytes() + index_bytes.size(),
                catalog.size(), 0};
  footer.checksum = Checksum(index_bytes, catalog, footer);
  RETURN_IF_ERROR(file_.Append(index_bytes));
  RETURN_IF_ERROR(file_.Append(catalog));
  RETURN_IF_ERROR(file_.Append(std::string_view("\0\0\0\0\0\0\0", (8 - catalog.size() % 8) % 8)));
  RETURN_IF_ERROR(file_.Append(AsBytes(footer)));
  return text == nullptr ? file_.Commit() : CommitTogether({text, &file_});
}

absl::StatusOr<SketchFile> SketchFile::Open(const std::string& path, uint32_t shingle_words, int threads) {
  SketchFile sketch;
  ASSIGN_OR_RETURN(sketch.file, MappedFile::Open(path));
  const std::string_view bytes = sketch.file.bytes();
  if (!LooksLikeSketch(bytes))
    return absl::InvalidArgumentError(absl::StrFormat(
        "%s: not a sketch file; expected what `sketch` wrote, or the folder of `find --out`", path));
  const auto damaged = [&](std::string_view how) {
    return absl::DataLossError(
        absl::StrFormat("%s: damaged sketch file: %s; make it again with `sketch`", path, how));
  };
  if (bytes.size() < sizeof(Header) + 8 + sizeof(Footer) || bytes.size() % 8 != 0)
    return damaged("cut short");

  Header header;
  std::memcpy(&header, bytes.data(), sizeof(header));
  RETURN_IF_ERROR(Expect(path, "format version", kSketchVersion, header.version));
  RETURN_IF_ERROR(Expect(path, "words of a shingle", shingle_words, header.shingle_words));
  RETURN_IF_ERROR(Expect(path, "permutations", kPermutations, header.permutations));
  RETURN_IF_ERROR(Expect(path, "signature version", kSignatureVersion, header.signature_version));

  Footer footer;
  std::memcpy(&footer, bytes.data() + bytes.size() - sizeof(footer), sizeof(footer));
  const uint64_t end = bytes.size() - sizeof(footer);
  const uint64_t count = footer.segments;
  if (count >= end / 16 || footer.offsets_offset % 8 != 0 || footer.offsets_offset > end ||
      (2 * count + 1) * 8 > end - footer.offsets_offset ||
      footer.catalog_offset != footer.offsets_offset + (2 * count + 1) * 8 ||
      footer.catalog_bytes > end - footer.catalog_offset ||
      end - footer.catalog_offset - footer.catalog_bytes >= 8) {
    return damaged("its parts do not fit");
  }
  const std::string_view index_bytes = bytes.substr(footer.offsets_offset, (2 * count + 1) * 8);
  sketch.catalog = bytes.substr(footer.catalog_offset, footer.catalog_bytes);
  if (Checksum(index_bytes, sketch.catalog, footer) != footer.checksum) return damaged("wrong checksum");

  std::vector<uint64_t> index(2 * count + 1);
  std::memcpy(index.data(), index_bytes.data(), index_bytes.size());
  for (size_t i = 0; i < count; ++i) {
    if (index[i] > index[i + 1] || index[i] % 8 != 0) return damaged("segments out of order");
  }
  if (index.front() != sizeof(Header) || index[count] != footer.offsets_offset)
    return damaged("segments out of range");
  for (size_t i = 0; i < count; ++i)
    sketch.segments.push_back(bytes.substr(index[i], index[i + 1] - index[i]));
  std::atomic<bool> wrong{false};
  ParallelFor(count, threads, 1, [&](size_t begin, size_t stop) {
    for (size_t i = begin; i < stop; ++i) {
      if (Hash64(sketch.segments[i]) != index[count + 1 + i]) wrong = true;
    }
  });
  if (wrong) return damaged("a segment's checksum is wrong");
  return sketch;
}

}  // namespace samestory
