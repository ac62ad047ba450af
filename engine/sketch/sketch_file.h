// The sketch file: sketches of a run with the catalog that names them.
//
//   offset  size
//   0       8     "samestry"
//   8       4     format version, kSketchVersion
//   12      4     words of a shingle         } a file made with other parameters is refused
//   16      4     permutations of a signature } by naming both values
//   20      4     terms' parameters' version  }
//   24      ...   sketches, each as sketch.h says, one after the other
//   ...     8(n+1) offsets of the n sketches and of their end, from the start of the file
//   ...     ...   catalog, opaque to this room, zero-padded to 8
//   end-40  40    u64 n, u64 offset of the offsets, u64 catalog offset, u64 catalog size in bytes,
//                 u64 checksum of offsets, catalog and the four numbers before
//
// All numbers little-endian. Rows carry checksums of their own.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/file.h"
#include "engine/base/status.h"
#include "engine/sketch/sketch_store.h"

namespace samestory {

inline constexpr uint32_t kSketchVersion = 1;
// Counts up whenever terms of the same article would come out differently: other words, weights or tables.
inline constexpr uint32_t kTermsVersion = 2;

// Whether the bytes begin like a sketch file (of any version).
bool LooksLikeSketch(std::string_view first_bytes);

// Writes sketches as they come; nothing appears at `path` before Finish().
class SketchWriter {
 public:
  static absl::StatusOr<SketchWriter> Create(const std::string& path, uint32_t shingle_words);
  absl::Status Append(std::string_view sketch);
  absl::Status Finish(std::string_view catalog);
  size_t size() const { return offsets_.size() - 1; }

 private:
  explicit SketchWriter(AtomicFile file) : file_(std::move(file)) {}
  AtomicFile file_;
  std::vector<uint64_t> offsets_;
};

// A whole, unchanged sketch file: every checksum has been compared.
struct SketchFile {
  MappedFile file;
  SketchStore sketches{""};
  std::string_view catalog;

  // kInvalidArgument for another kind of file or other parameters, kDataLoss for a damaged one.
  static absl::StatusOr<SketchFile> Open(const std::string& path, uint32_t shingle_words, int threads);
};

}  // namespace samestory
