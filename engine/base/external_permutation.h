// Pieces of bytes that come in any order, put into the order of their numbers, more of them than fit into memory.
//
// Distribution by number (Aggarwal, Vitter: The input/output complexity of sorting and related problems, CACM 31, 1988,
// section on permuting): pieces of neighbouring numbers share a bucket; a bucket goes to the disk in blocks as they fill
// up, and comes back whole. So each byte is written once and read once, both in long stretches.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/aligned_buffer.h"
#include "engine/base/scratch_file.h"
#include "engine/base/status.h"

namespace samestory {

class ExternalPermutation {
 public:
  // For pieces 0 to `pieces` - 1, of some `bytes` in all: an estimate, by which buckets are made. Takes up to about
  // `memory_bytes`, at least some kilobytes, and while a bucket comes back 16 bytes for each of its pieces. What does not
  // fit goes through a file without a name in `folder`.
  ExternalPermutation(std::string folder, uint32_t pieces, uint64_t bytes, uint64_t memory_bytes);

  // Each number once at most. Errors are those of the disk.
  absl::Status Add(uint32_t number, std::string_view piece);

  // The pieces of one bucket, by number; views are valid during the call. Numbers that were not added are empty.
  using Take = std::function<absl::Status(std::span<const std::string_view>)>;
  // All buckets, ascending; with several threads the next one is read meanwhile. Once, and nothing can be added
  // afterwards. An error of `take` ends it.
  absl::Status Deliver(int threads, const Take& take);

  uint64_t spilled_bytes() const { return scratch_ ? scratch_->size_bytes() : 0; }  // to the disk so far

 private:
  struct Spilled {
    uint64_t offset, size;
  };
  struct Bucket {
    AlignedBuffer filling;
    std::vector<AlignedBuffer> held;
    std::vector<Spilled> spilled;
  };
  // A bucket that came back.
  struct Loaded {
    AlignedBuffer bytes;  // of what was spilled
    std::vector<AlignedBuffer> held;
    std::vector<std::string_view> pieces;
  };
  absl::Status EndBlock(Bucket* bucket);
  absl::Status Load(size_t number, Loaded* loaded);

  const std::string folder_;
  const uint32_t pieces_;
  uint32_t pieces_of_bucket_ = 1;
  size_t block_bytes_ = 0;
  uint64_t may_hold_bytes_ = 0;
  std::vector<Bucket> buckets_;
  std::optional<ScratchFile> scratch_;
};

}  // namespace samestory
