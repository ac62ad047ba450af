#include "engine/article/block_reader.h"

#include <algorithm>
#include <span>
#include <utility>

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

absl::StatusOr<bool> BlockReader::Require(size_t bytes) {
  if (end_ - at_ >= bytes) return true;
  block_.erase(0, at_);
  end_ -= std::exchange(at_, 0);
  block_.resize(std::max(kBlockBytes, bytes));
  while (end_ < bytes && pending_error_.ok()) {
    const absl::StatusOr<size_t> got = source_->Read(std::span(block_).subspan(end_));
    if (!got.ok()) {
      pending_error_ = got.status();
    } else if (*got == 0) {
      return false;
    } else {
      end_ += *got;
    }
  }
  if (end_ >= bytes) return true;
  return pending_error_;
}

bool BlockReader::SkipDamage() {
  if (!absl::IsDataLoss(pending_error_) || !source_->SkipDamage()) return false;
  pending_error_ = absl::OkStatus();
  at_ = end_ = 0;
  return true;
}

}  // namespace samestory
