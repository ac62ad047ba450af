#include "engine/article/block_reader.h"

#include <span>

namespace samestory {

absl::StatusOr<bool> BlockReader::Refill() {
  if (!pending_error_.ok()) return pending_error_;
  block_.resize(kBlockBytes);
  at_ = end_ = 0;
  while (end_ < block_.size()) {
    const absl::StatusOr<size_t> got = source_->Read(std::span(block_).subspan(end_));
    if (!got.ok()) {
      pending_error_ = got.status();
      if (end_ == 0) return pending_error_;
      return true;
    }
    if (*got == 0) break;
    end_ += *got;
  }
  return end_ > 0;
}

}  // namespace samestory
