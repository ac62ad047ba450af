// A file without a name, gone with the object or the process: written front to back, read again by pieces.
//
// Errors: ErrnoStatus with the folder. EINTR is retried.
#pragma once

#include <cstdint>
#include <string>
#include <utility>

#include "engine/base/aligned_buffer.h"
#include "engine/base/file.h"
#include "engine/base/status.h"

namespace samestory {

class ScratchFile {
 public:
  // `direct`: past the page cache, where the file system can. What is written once and read once would only push out what
  // is needed more, and takes a third of the processor's time so; but it must come in pieces of some hundred kilobytes,
  // each of which is waited for.
  static absl::StatusOr<ScratchFile> Create(const std::string& folder, bool direct);
  ScratchFile(ScratchFile&& other) noexcept;
  ScratchFile& operator=(ScratchFile&&) = delete;
  ~ScratchFile();

  // Takes AlignedBuffer::Padded(bytes.size()) of the file, from size_bytes() on. `bytes` gets room for that.
  absl::Status Append(AlignedBuffer* bytes);
  // Reads a stretch that was appended, padded as it lies, to an aligned `out`, and for the last time: where the file system
  // can, its room on the disk is free from here on.
  absl::Status TakeBack(uint64_t offset_bytes, size_t padded_size, char* out);
  uint64_t size_bytes() const { return size_bytes_; }

 private:
  ScratchFile(std::string folder, int fd, bool direct)
      : folder_(std::move(folder)), fd_(fd), direct_(direct) {}
  // After a call has failed: whether it may be made again.
  bool MayTryAgain();

  std::string folder_;
  int fd_;
  bool direct_;
  uint64_t size_bytes_ = 0;
  WriteBehind behind_;  // of one that goes through the page cache
};

}  // namespace samestory
