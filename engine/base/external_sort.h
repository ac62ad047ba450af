// Sorting 64-bit numbers that need not fit into memory (Knuth, The Art of Computer Programming 3, 5.4): runs sorted in
// memory go to disk, and come back in one merge.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "engine/base/stage_array.h"
#include "engine/base/stage_folder.h"
#include "engine/base/status.h"

namespace samestory {

class ExternalSorter {
 public:
  // Takes about `memory_bytes`, at least some kilobytes. Runs are stages of `folder` that begin with `name` and are
  // gone with the object: a resumed run sorts again. `folder` must outlive the object.
  ExternalSorter(StageFolder* folder, std::string name, uint64_t memory_bytes);

  // Errors are those of the disk.
  absl::Status Add(std::span<const uint64_t> numbers);

  // All numbers, ascending, repeats included: calls take(numbers) with one stretch after the other. Once, and nothing
  // can be added afterwards. An error of `take` ends it.
  using Take = std::function<absl::Status(std::span<const uint64_t>)>;
  absl::Status Merge(const Take& take);

  // The same, each number once, as a stage of this name.
  absl::StatusOr<StageArray<uint64_t>> MergeDistinct(const std::string& stage);

  size_t runs() const { return runs_.size(); }  // on disk so far

 private:
  absl::Status Spill();

  StageFolder* folder_;
  const std::string name_;
  const size_t most_;  // numbers in memory
  std::vector<uint64_t> numbers_;
  std::vector<StageArray<uint64_t>> runs_;
};

}  // namespace samestory
