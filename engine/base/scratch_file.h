// A file without a name, gone with the object or the process: written front to back, read again by pieces.
//
// Errors: ErrnoStatus with the folder. EINTR is retried.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "engine/base/file.h"
#include "engine/base/status.h"

namespace samestory {

class ScratchFile {
 public:
  static absl::StatusOr<ScratchFile> Create(const std::string& folder);
  ScratchFile(ScratchFile&& other) noexcept;
  ScratchFile& operator=(ScratchFile&&) = delete;
  ~ScratchFile();

  absl::Status Append(std::string_view bytes);
  // Reads what lies there, all of `out`, for the last time: where the file system can, its room on the disk is free from
  // here on.
  absl::Status TakeBack(uint64_t offset_bytes, std::span<char> out);
  uint64_t size_bytes() const { return size_bytes_; }

 private:
  ScratchFile(std::string folder, int fd) : folder_(std::move(folder)), fd_(fd) {}

  std::string folder_;
  int fd_;
  uint64_t size_bytes_ = 0;
  WriteBehind behind_;
};

}  // namespace samestory
