#include "engine/base/external_permutation.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace samestory {
namespace {

// What a block gains in length is nothing beyond the larger, and a disk's own blocks are near the smaller.
constexpr uint64_t kLeastBlockBytes = 1 << 14, kMostBlockBytes = 1 << 20;

// Before each piece in its block.
struct Header {
  uint64_t number, size;
};

}  // namespace

ExternalPermutation::ExternalPermutation(std::string folder, uint32_t pieces, uint64_t bytes,
                                         uint64_t memory_bytes)
    : folder_(std::move(folder)), pieces_(pieces) {
  // One half for blocks that fill up, and then for a bucket that comes back; one for blocks that need not go to the disk.
  const uint64_t half = std::max(memory_bytes / 2, kLeastBlockBytes);
  const uint64_t buckets = std::clamp<uint64_t>(bytes / half + 1, 1, half / kLeastBlockBytes);
  pieces_of_bucket_ = static_cast<uint32_t>(std::max<uint64_t>((pieces + buckets - 1) / buckets, 1));
  block_bytes_ = std::clamp(half / buckets, kLeastBlockBytes, kMostBlockBytes);
  may_hold_bytes_ = half;
  buckets_.resize((pieces + uint64_t{pieces_of_bucket_} - 1) / pieces_of_bucket_);
}

absl::Status ExternalPermutation::Add(uint32_t number, std::string_view piece) {
  Bucket& bucket = buckets_[number / pieces_of_bucket_];
  const Header header{number, piece.size()};
  if (bucket.filling.size() + sizeof(header) + piece.size() > block_bytes_) RETURN_IF_ERROR(EndBlock(&bucket));
  if (bucket.filling.capacity() < block_bytes_) bucket.filling.reserve(block_bytes_);
  bucket.filling.append(reinterpret_cast<const char*>(&header), sizeof(header));
  bucket.filling.append(piece);
  return absl::OkStatus();
}

absl::Status ExternalPermutation::EndBlock(Bucket* bucket) {
  std::string& block = bucket->filling;
  if (block.empty()) return absl::OkStatus();
  if (block.capacity() <= may_hold_bytes_) {
    may_hold_bytes_ -= block.capacity();
    bucket->held.push_back(std::exchange(block, {}));
    return absl::OkStatus();
  }
  if (!scratch_) {
    ASSIGN_OR_RETURN(ScratchFile scratch, ScratchFile::Create(folder_));
    scratch_.emplace(std::move(scratch));
  }
  bucket->spilled.push_back({scratch_->size_bytes(), block.size()});
  RETURN_IF_ERROR(scratch_->Append(block));
  if (block.capacity() > block_bytes_) block = {};  // a piece longer than a block does not keep its room
  block.clear();
  return absl::OkStatus();
}

absl::Status ExternalPermutation::Deliver(const Take& take) {
  if (scratch_) {
    may_hold_bytes_ = 0;
    for (Bucket& bucket : buckets_) {
      RETURN_IF_ERROR(EndBlock(&bucket));
      bucket.filling = {};
    }
  }
  std::vector<char> taken_back;
  std::vector<std::string_view> pieces;
  const auto find_pieces = [&](std::string_view block, uint64_t first) {
    while (!block.empty()) {
      Header header;
      std::memcpy(&header, block.data(), sizeof(header));
      block.remove_prefix(sizeof(header));
      pieces[header.number - first] = block.substr(0, header.size);
      block.remove_prefix(header.size);
    }
  };
  for (uint64_t i = 0; i < buckets_.size(); ++i) {
    const uint64_t first = i * pieces_of_bucket_;
    pieces.assign(std::min<uint64_t>(pieces_of_bucket_, pieces_ - first), {});
    Bucket bucket = std::move(buckets_[i]);
    size_t size = 0;
    for (const Spilled& block : bucket.spilled) size += block.size;
    if (taken_back.size() < size) taken_back.resize(size);
    std::span<char> room(taken_back.data(), size);
    for (const Spilled& block : bucket.spilled) {
      RETURN_IF_ERROR(scratch_->TakeBack(block.offset, room.first(block.size)));
      room = room.subspan(block.size);
    }
    find_pieces({taken_back.data(), size}, first);
    for (const std::string& block : bucket.held) find_pieces(block, first);
    find_pieces(bucket.filling, first);
    RETURN_IF_ERROR(take(pieces));
  }
  return absl::OkStatus();
}

}  // namespace samestory
