// The sketch file: the segments of a run, one after the other, with the catalog that says of which inputs.
//
//   offset  size
//   0       8     "samestry"
//   8       4     format version, kSketchVersion
//   12      4     words of a shingle         } a file made with other parameters is refused
//   16      4     permutations of a signature } by naming both values
//   20      4     kSignatureVersion           }
//   24      ...   segments, opaque to this room, each a multiple of 8 bytes
//   ...     8(n+1) offsets of the n segments and of their end, from the start of the file
//   ...     8n    checksums of the segments
//   ...     ...   catalog, opaque to this room, zero-padded to 8
//   end-40  40    u64 n, u64 offset of the offsets, u64 catalog offset, u64 catalog size in bytes,
//                 u64 checksum of offsets, checksums, catalog and the four numbers before
//
// All numbers little-endian.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/atomic_file.h"
#include "engine/base/file.h"
#include "engine/base/status.h"

namespace samestory {

inline constexpr uint32_t kSketchVersion = 2;
// Counts up whenever the same article would get another signature: other words, hashes or permutations.
inline constexpr uint32_t kSignatureVersion = 1;

// Whether the bytes begin like a sketch file (of any version).
bool LooksLikeSketch(std::string_view first_bytes);

// Writes segments as they come; nothing appears at `path` before Finish().
class SketchWriter {
 public:
  static absl::StatusOr<SketchWriter> Create(const std::string& path, uint32_t shingle_words);
  absl::Status Append(std::string_view segment);
  // Puts the file in place; together with `text`, where there is one.
  absl::Status Finish(std::string_view catalog, AtomicFile* text = nullptr);

 private:
  explicit SketchWriter(AtomicFile file) : file_(std::move(file)) {}
  AtomicFile file_;
  std::vector<uint64_t> offsets_, checksums_;
};

// A whole, unchanged sketch file: every checksum has been compared. The views are into `file`.
struct SketchFile {
  MappedFile file;
  std::vector<std::string_view> segments;  // 8-byte aligned
  std::string_view catalog;

  // kInvalidArgument for another kind of file or other parameters, kDataLoss for a damaged one.
  static absl::StatusOr<SketchFile> Open(const std::string& path, uint32_t shingle_words, int threads);
};

}  // namespace samestory
