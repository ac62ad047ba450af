// Numbers and plain structs of a run laid in stages: written front to back, then read in place as a span, in memory
// while they are few and from the disk where they are many.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>

#include "engine/base/stage_folder.h"
#include "engine/base/status.h"

namespace samestory {

template <typename T>
class StageArray {
 public:
  static_assert(std::is_trivially_copyable_v<T> && alignof(T) <= 8);

  StageArray() = default;
  explicit StageArray(Stage stage) : stage_(std::move(stage)) {}

  // Valid while the object, or one moved from it, lives.
  std::span<const T> values() const {
    return {reinterpret_cast<const T*>(stage_.bytes().data()), stage_.bytes().size() / sizeof(T)};
  }
  size_t size() const { return values().size(); }

  // What an earlier run committed under this name, or nothing.
  static std::optional<StageArray> Find(const StageFolder& folder, std::string_view name) {
    std::optional<Stage> stage = folder.Find(name);
    if (!stage || stage->bytes().size() % sizeof(T) != 0) return std::nullopt;
    return StageArray(*std::move(stage));
  }

 private:
  Stage stage_;
};

// T must have no padding, which would make equal arrays differ on disk. Not for two threads at once.
template <typename T>
class StageArrayWriter {
 public:
  static absl::StatusOr<StageArrayWriter> Create(StageFolder* folder, std::string_view name) {
    ASSIGN_OR_RETURN(StageWriter writer, folder->Create(name));
    return StageArrayWriter(std::move(writer));
  }

  absl::Status Append(std::span<const T> values) {
    size_ += values.size();
    return writer_.Append({reinterpret_cast<const char*>(values.data()), values.size_bytes()});
  }
  size_t size() const { return size_; }

  absl::StatusOr<StageArray<T>> Commit() {
    ASSIGN_OR_RETURN(Stage stage, writer_.Commit());
    return StageArray<T>(std::move(stage));
  }

 private:
  explicit StageArrayWriter(StageWriter writer) : writer_(std::move(writer)) {}
  StageWriter writer_;
  size_t size_ = 0;
};

}  // namespace samestory
