// Bytes of a file from front to back, unpacked on the way.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>

#include "engine/article/input.h"
#include "engine/base/status.h"

namespace samestory {

class ByteSource {
 public:
  // `disk_path` "-" is standard input; there and for kPacked, gzip, zstd, xz, bzip2 and lz4 are told by their
  // first bytes and anything else passes as it is.
  static absl::StatusOr<std::unique_ptr<ByteSource>> Open(const std::string& disk_path,
                                                          Compression compression);
  virtual ~ByteSource() = default;

  // Fills the beginning of `out`; the count, 0 at the end. kDataLoss: the packed bytes are damaged or cut
  // off, or unpack to more than kMaxUnpackedRatio allows; bytes read before are good. Any other error is the
  // system's.
  virtual absl::StatusOr<size_t> Read(std::span<char> out) = 0;

  // Passes over the next `bytes`, or to the end: at once where the file lies open, else by reading. Errors as of Read.
  virtual absl::Status Skip(uint64_t bytes);
};

}  // namespace samestory
