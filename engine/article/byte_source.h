// Bytes of a file from front to back, unpacked on the way.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "engine/article/input.h"
#include "engine/article/limits.h"
#include "engine/base/status.h"

namespace samestory {

class ByteSource {
 public:
  // `disk_path` "-" is standard input; there and for kPacked the content passes through Unpack.
  // Without `may_be_pipe` anything but a regular file is refused, and not waited for.
  static absl::StatusOr<std::unique_ptr<ByteSource>> Open(const std::string& disk_path,
                                                          Compression compression, bool may_be_pipe = true);

  // gzip, zstd, xz, bzip2 and lz4 are told by their first bytes and unpacked, several members or frames one
  // after the other too; anything else passes as it is. What is packed again within is kDataLoss
  // (kMaxPackedLayers).
  static absl::StatusOr<std::unique_ptr<ByteSource>> Unpack(std::unique_ptr<ByteSource> packed);

  virtual ~ByteSource() = default;

  // Fills the beginning of `out`; the count, 0 at the end. kDataLoss: the packed bytes are damaged or cut
  // off, or unpack to more than kMaxUnpackedRatio allows; bytes read before are good. Any other error is the
  // system's.
  virtual absl::StatusOr<size_t> Read(std::span<char> out) = 0;

  // After kDataLoss: moves behind the damage, to the next part that unpacks by itself, so that Read gives its
  // bytes. False where there is none; then nothing changes.
  virtual bool SkipDamage() { return false; }

  // Passes over the next `bytes`, or to the end: at once where the file lies open, else by reading. Errors as of Read.
  virtual absl::Status Skip(uint64_t bytes);
};

// A source whose first bytes were looked at.
class HeadSource : public ByteSource {
 public:
  HeadSource(std::unique_ptr<ByteSource> source, size_t head_bytes);

  // Shorter than asked for only where the source is, or fails: an error comes after the head, from Read.
  std::string_view head() const { return head_; }
  bool complete() const { return complete_; }  // the head is all there is
  absl::Status head_error() const { return error_; }

  absl::StatusOr<size_t> Read(std::span<char> out) override;
  bool SkipDamage() override;

 private:
  std::unique_ptr<ByteSource> source_;
  std::string head_;
  size_t given_ = 0;
  bool complete_ = false;
  absl::Status error_;
};

// By the first bytes: a compression that Unpack knows.
bool IsPacked(std::string_view head);

}  // namespace samestory
