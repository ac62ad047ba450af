// Files as the engine needs them: read whole, read a range, mapped, and written so that a reader sees either
// the old file or the whole new one.
//
// Errors: ErrnoStatus with the path. A short read is continued, EINTR is retried.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/status.h"

namespace samestory {

// The whole file. Fails with kInvalidArgument beyond `max_bytes`.
absl::StatusOr<std::string> ReadFile(const std::string& path, size_t max_bytes = SIZE_MAX);

// A descriptor, or -1 with errno.
int OpenForReading(const std::string& path);

// Appends the names of what lies in the folder, sorted. 0, or the error number; then those read before it.
int ListFolder(const std::string& path, std::vector<std::string>* names);

// Writes all `bytes` to an open file; `path` names it in an error.
absl::Status WriteFully(int fd, std::string_view bytes, const std::string& path);

// A read-only view of a file, valid while the object lives. An empty file is an empty view.
class MappedFile {
 public:
  static absl::StatusOr<MappedFile> Open(const std::string& path);
  MappedFile() = default;
  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&& other) noexcept;
  ~MappedFile();

  std::string_view bytes() const { return {data_, size_}; }

 private:
  const char* data_ = nullptr;
  size_t size_ = 0;
};

// Writes to a temporary file beside `path` and renames it over `path` in Commit(); without Commit() nothing
// of it remains. Buffered. Append() after an error keeps returning that error. Of a large file only the end stays in the
// page cache: so writing it takes no memory from what is read, and pages are used again while they are at hand.
class AtomicFile {
 public:
  static absl::StatusOr<AtomicFile> Create(const std::string& path);
  AtomicFile(AtomicFile&& other) noexcept;
  AtomicFile& operator=(AtomicFile&&) = delete;
  ~AtomicFile();

  absl::Status Append(std::string_view bytes);
  absl::Status Commit();
  // Bytes appended so far.
  uint64_t size_bytes() const { return size_bytes_; }

 private:
  AtomicFile() = default;
  absl::Status Write(std::string_view bytes);
  absl::Status Flush();

  std::string path_, temporary_path_, buffer_;
  int fd_ = -1;
  uint64_t size_bytes_ = 0, written_bytes_ = 0, begun_bytes_ = 0;
  absl::Status error_;
};

// Writes `bytes` to `path` by way of AtomicFile.
absl::Status WriteFile(const std::string& path, std::string_view bytes);

// Removes the temporary files of AtomicFiles that are neither committed nor destroyed: for a process about to
// end without running destructors (an interrupt). Their Commit() then fails.
void RemoveTemporaryFiles();

// Makes the folder and its parents; one that exists is fine.
absl::Status MakeFolders(const std::string& path);

}  // namespace samestory
