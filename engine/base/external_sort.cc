#include "engine/base/external_sort.h"

#include <algorithm>
#include <queue>
#include <utility>

#include "engine/base/radix_sort.h"

namespace samestory {
namespace {

constexpr size_t kLeastNumbers = 1024;
constexpr size_t kTogether = 8192;  // numbers handed on at once in a merge

}  // namespace

// Sorting takes as much again as the numbers.
ExternalSorter::ExternalSorter(StageFolder* folder, std::string name, uint64_t memory_bytes)
    : folder_(folder),
      name_(std::move(name)),
      most_(std::max<size_t>(kLeastNumbers, memory_bytes / (2 * sizeof(uint64_t)))) {}

absl::Status ExternalSorter::Add(std::span<const uint64_t> numbers) {
  while (!numbers.empty()) {
    if (numbers_.size() == most_) RETURN_IF_ERROR(Spill());
    const size_t taken = std::min(numbers.size(), most_ - numbers_.size());
    // Grown by doubling it could take half as much again.
    if (numbers_.size() + taken > numbers_.capacity()) {
      numbers_.reserve(std::min(most_, std::max(numbers_.size() + taken, 2 * numbers_.capacity())));
    }
    numbers_.insert(numbers_.end(), numbers.begin(), numbers.begin() + static_cast<ptrdiff_t>(taken));
    numbers = numbers.subspan(taken);
  }
  return absl::OkStatus();
}

absl::Status ExternalSorter::Spill() {
  RadixSort(&numbers_);
  const std::string run = name_ + ".run" + std::to_string(runs_.size());
  ASSIGN_OR_RETURN(auto writer, StageArrayWriter<uint64_t>::Create(folder_, run));
  RETURN_IF_ERROR(writer.Append(numbers_));
  ASSIGN_OR_RETURN(StageArray<uint64_t> stage, writer.Commit());
  folder_->Remove(run);  // what is mapped stays
  runs_.push_back(std::move(stage));
  numbers_.clear();
  return absl::OkStatus();
}

absl::Status ExternalSorter::Merge(const Take& take) {
  RadixSort(&numbers_);
  if (runs_.empty()) {
    RETURN_IF_ERROR(take(numbers_));
    numbers_ = {};
    return absl::OkStatus();
  }
  std::vector<std::span<const uint64_t>> rest;
  for (const StageArray<uint64_t>& run : runs_) rest.push_back(run.values());
  rest.emplace_back(numbers_);
  // Equal numbers are equal, whichever run they come from.
  using Head = std::pair<uint64_t, size_t>;  // number, run
  std::priority_queue<Head, std::vector<Head>, std::greater<>> heads;
  const auto refill = [&](size_t run) {
    if (!rest[run].empty()) heads.emplace(rest[run].front(), run);
  };
  for (size_t run = 0; run < rest.size(); ++run) refill(run);
  std::vector<uint64_t> out;
  out.reserve(kTogether);
  while (!heads.empty()) {
    const size_t run = heads.top().second;
    heads.pop();
    // On with this run for as long as no other has less.
    const uint64_t limit = heads.empty() ? UINT64_MAX : heads.top().first;
    std::span<const uint64_t>& numbers = rest[run];
    while (!numbers.empty() && numbers.front() <= limit) {
      out.push_back(numbers.front());
      numbers = numbers.subspan(1);
      if (out.size() < kTogether) continue;
      RETURN_IF_ERROR(take(out));
      out.clear();
    }
    refill(run);
  }
  RETURN_IF_ERROR(take(out));
  numbers_ = {};
  runs_.clear();
  return absl::OkStatus();
}

absl::StatusOr<StageArray<uint64_t>> ExternalSorter::MergeDistinct(const std::string& stage) {
  ASSIGN_OR_RETURN(auto writer, StageArrayWriter<uint64_t>::Create(folder_, stage));
  std::vector<uint64_t> distinct;
  bool any = false;
  uint64_t last = 0;
  const Take write = [&](std::span<const uint64_t> numbers) -> absl::Status {
    // In pieces, so that what is set aside stays small where all was in memory.
    for (; !numbers.empty(); numbers = numbers.subspan(std::min(numbers.size(), kTogether))) {
      distinct.clear();
      for (const uint64_t number : numbers.first(std::min(numbers.size(), kTogether))) {
        if (any && number == last) continue;
        distinct.push_back(last = number);
        any = true;
      }
      RETURN_IF_ERROR(writer.Append(distinct));
    }
    return absl::OkStatus();
  };
  RETURN_IF_ERROR(Merge(write));
  return writer.Commit();
}

}  // namespace samestory
