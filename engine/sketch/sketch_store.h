// Rows of a run, in the order they came: in memory while they are few, in a temporary file that has no name
// once they are many, so that memory does not grow with a crawl.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/file.h"
#include "engine/base/status.h"

namespace samestory {

class SketchStore {
 public:
  // `work_folder` takes the temporary file; sketches up to `memory_bytes` stay in memory.
  explicit SketchStore(std::string work_folder, size_t memory_bytes = 64u << 20)
      : work_folder_(std::move(work_folder)), memory_bytes_(memory_bytes) {}
  SketchStore(SketchStore&& other) noexcept;
  SketchStore& operator=(SketchStore&& other) noexcept;
  ~SketchStore();

  // A store over sketches that lie elsewhere: sketch i is bytes [offsets[i], offsets[i + 1]) of `bytes`.
  static SketchStore Over(std::string_view bytes, std::vector<uint64_t> offsets);

  // `sketch` must be a multiple of 8 bytes. Not after Seal().
  absl::Status Append(std::string_view sketch);
  // Makes the sketches readable. Nothing can be appended afterwards.
  absl::Status Seal();

  size_t size() const { return offsets_.size() - 1; }
  // Valid after Seal() while the store lives; 8-byte aligned. Thread-safe.
  std::string_view operator[](size_t sketch) const {
    return bytes_.substr(offsets_[sketch], offsets_[sketch + 1] - offsets_[sketch]);
  }

 private:
  absl::Status Spill();

  std::string work_folder_;
  size_t memory_bytes_ = 0;
  std::string buffer_;  // what is not in the file yet; all of it while there is none
  int fd_ = -1;
  std::vector<uint64_t> offsets_{0};
  std::string_view bytes_;
  bool mapped_ = false;
};

}  // namespace samestory
