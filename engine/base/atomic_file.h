// Outputs that a reader finds whole or not at all: the old one until the new one is complete.
//
// Errors: ErrnoStatus with the path. EINTR is retried.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

#include "engine/base/file.h"
#include "engine/base/status.h"
#include "engine/base/temporary_names.h"

namespace samestory {

// What cannot be replaced by a file and is written to straight: a device, a pipe, a link below /dev/.
bool IsNoFile(const std::string& path);

// Writes to a temporary file beside `path` and renames it over `path` in Commit(); without Commit() nothing of it remains.
// A link is replaced, not written through. What is no file (IsNoFile) is written to straight.
// Buffered. Append() after an error keeps returning that error. Of a large file only the end stays in the page cache: so
// writing it takes no memory from what is read, and pages are used again while they are at hand.
class AtomicFile {
 public:
  static absl::StatusOr<AtomicFile> Create(const std::string& path);
  // Whether Create() would succeed; leaves nothing behind.
  static absl::Status CanCreate(const std::string& path);
  AtomicFile(AtomicFile&& other) noexcept;
  AtomicFile& operator=(AtomicFile&&) = delete;
  ~AtomicFile();

  absl::Status Append(std::string_view bytes);
  absl::Status Commit();
  // Writes out what is buffered and closes the file; until it is committed it can be read at sealed_path().
  absl::Status Seal();
  const std::string& sealed_path() const { return temporary_path_; }
  // Bytes appended so far.
  uint64_t size_bytes() const { return size_bytes_; }

 private:
  friend absl::Status CommitTogether(std::initializer_list<AtomicFile*> files);
  AtomicFile() = default;
  absl::Status Write(std::string_view bytes);
  absl::Status Flush();

  std::string path_, temporary_path_, buffer_;  // no temporary path: written to straight, or in place
  int fd_ = -1;
  uint64_t size_bytes_ = 0, written_bytes_ = 0;
  WriteBehind behind_;
  absl::Status error_;
};

// Commits all of them, or none and says why.
absl::Status CommitTogether(std::initializer_list<AtomicFile*> files);

// Writes `bytes` to `path` by way of AtomicFile.
absl::Status WriteFile(const std::string& path, std::string_view bytes);

// Removes what AtomicFiles and StagedFolders have that is not in place: for a process about to end without running
// destructors (an interrupt). Their Commit() then fails. Who keeps the lock keeps all others from making more.
TemporaryNames::Lock RemoveTemporaryFiles();

}  // namespace samestory
