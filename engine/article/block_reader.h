// A ByteSource in large blocks, with the place of each byte.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "engine/article/byte_source.h"

namespace samestory {

class BlockReader {
 public:
  explicit BlockReader(std::unique_ptr<ByteSource> source) : source_(std::move(source)) {}

  // What is read and not consumed; valid until the next Refill.
  std::string_view rest() const { return std::string_view(block_).substr(at_, end_ - at_); }
  uint64_t offset_bytes() const { return offset_bytes_; }
  void Consume(size_t bytes) {
    at_ += bytes;
    offset_bytes_ += bytes;
  }

  // Call when rest() is empty: reads the next block; false at the end. An error (as of ByteSource::Read)
  // comes after all bytes before it have been given out.
  absl::StatusOr<bool> Refill();

  // Makes rest() at least `bytes` long, keeping what is there; false where the end comes before, and an error
  // (as of ByteSource::Read) where that does: what was read stays in rest(). Memory: `bytes` and a block.
  absl::StatusOr<bool> Require(size_t bytes);

  // After kDataLoss: as of ByteSource. What was not consumed is dropped.
  bool SkipDamage();

 private:
  static constexpr size_t kBlockBytes = 1 << 18;

  std::unique_ptr<ByteSource> source_;
  std::string block_;
  size_t at_ = 0, end_ = 0;
  uint64_t offset_bytes_ = 0;
  absl::Status pending_error_;
};

}  // namespace samestory
