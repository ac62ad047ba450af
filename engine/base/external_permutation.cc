#include "engine/base/external_permutation.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "engine/base/parallel.h"

namespace samestory {
namespace {

// What a block gains in length is nothing beyond the larger, and a disk's own blocks are near the smaller.
constexpr uint64_t kLeastBlockBytes = 1 << 14, kMostBlockBytes = 1 << 20;
// From here on a block is worth a wait for the disk.
constexpr uint64_t kDirectBytes = 1 << 18;

// Before each piece in its block.
struct Header {
  uint64_t number, size;
};

}  // namespace

ExternalPermutation::ExternalPermutation(std::string folder, uint32_t pieces, uint64_t bytes,
                                         uint64_t memory_bytes)
    : folder_(std::move(folder)), pieces_(pieces) {
  // One half for blocks that fill up, and then for two buckets that come back; one for blocks that need not go to the disk.
  const uint64_t half = std::max(memory_bytes / 2, kLeastBlockBytes);
  const uint64_t buckets = std::clamp<uint64_t>(bytes / (half / 2) + 1, 1, half / kLeastBlockBytes);
  pieces_of_bucket_ = static_cast<uint32_t>(std::max<uint64_t>((pieces + buckets - 1) / buckets, 1));
  block_bytes_ = std::clamp(half / buckets, kLeastBlockBytes, kMostBlockBytes);
  may_hold_bytes_ = half;
  buckets_.resize((pieces + uint64_t{pieces_of_bucket_} - 1) / pieces_of_bucket_);
}

absl::Status ExternalPermutation::Add(uint32_t number, std::string_view piece) {
  Bucket& bucket = buckets_[number / pieces_of_bucket_];
  const Header header{number, piece.size()};
  if (bucket.filling.size() + sizeof(header) + piece.size() > block_bytes_)
    RETURN_IF_ERROR(EndBlock(&bucket));
  bucket.filling.Reserve(block_bytes_);
  bucket.filling.Append(&header, sizeof(header));
  bucket.filling.Append(piece.data(), piece.size());
  return absl::OkStatus();
}

absl::Status ExternalPermutation::EndBlock(Bucket* bucket) {
  AlignedBuffer& block = bucket->filling;
  if (block.empty()) return absl::OkStatus();
  if (block.capacity() <= may_hold_bytes_) {
    may_hold_bytes_ -= block.capacity();
    bucket->held.push_back(std::move(block));
    return absl::OkStatus();
  }
  if (!scratch_) {
    ASSIGN_OR_RETURN(ScratchFile scratch, ScratchFile::Create(folder_, block_bytes_ >= kDirectBytes));
    scratch_.emplace(std::move(scratch));
  }
  bucket->spilled.push_back({scratch_->size_bytes(), block.size()});
  RETURN_IF_ERROR(scratch_->Append(&block));
  if (block.capacity() > AlignedBuffer::Padded(block_bytes_))
    block = {};  // a piece longer than a block does not keep its room
  block.clear();
  return absl::OkStatus();
}

absl::Status ExternalPermutation::Load(size_t number, Loaded* loaded) {
  Bucket bucket = std::move(buckets_[number]);
  const uint64_t first = uint64_t{number} * pieces_of_bucket_;
  loaded->pieces.assign(std::min<uint64_t>(pieces_of_bucket_, pieces_ - first), {});
  const auto find_pieces = [&](std::string_view block) {
    while (!block.empty()) {
      Header header;
      std::memcpy(&header, block.data(), sizeof(header));
      block.remove_prefix(sizeof(header));
      loaded->pieces[header.number - first] = block.substr(0, header.size);
      block.remove_prefix(header.size);
    }
  };
  size_t size = 0;
  for (const Spilled& block : bucket.spilled) size += AlignedBuffer::Padded(block.size);
  loaded->bytes.clear();
  loaded->bytes.Reserve(size);
  char* room = loaded->bytes.data();
  for (const Spilled& block : bucket.spilled) {
    const size_t padded = AlignedBuffer::Padded(block.size);
    RETURN_IF_ERROR(scratch_->TakeBack(block.offset, padded, room));
    find_pieces({room, block.size});
    room += padded;
  }
  loaded->held = std::move(bucket.held);
  loaded->held.push_back(std::move(bucket.filling));
  for (const AlignedBuffer& block : loaded->held) find_pieces({block.data(), block.size()});
  return absl::OkStatus();
}

absl::Status ExternalPermutation::Deliver(int threads, const Take& take) {
  if (scratch_) {
    may_hold_bytes_ = 0;
    for (Bucket& bucket : buckets_) {
      RETURN_IF_ERROR(EndBlock(&bucket));
      bucket.filling = {};
    }
  }
  Loaded current, next;
  for (size_t i = 0; i <= buckets_.size(); ++i) {
    absl::Status taken, loaded;
    ParallelFor(2, threads, 1, [&](size_t task, size_t) {
      if (task == 0 && i > 0) taken = take(current.pieces);
      if (task == 1 && i < buckets_.size()) loaded = Load(i, &next);
    });
    RETURN_IF_ERROR(taken);
    RETURN_IF_ERROR(loaded);
    std::swap(current, next);
  }
  return absl::OkStatus();
}

}  // namespace samestory
