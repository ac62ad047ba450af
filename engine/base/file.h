// Files as the engine needs them: read whole, mapped, listed. engine/base/atomic_file.h writes them.
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
// The same of what must be a regular file; of anything else errno is EINVAL, and a pipe is not waited for.
int OpenRegularFile(const std::string& path);

// After a call on `fd` has failed: whether to make it again. It was interrupted, or the descriptor does not wait by itself
// and `events` (of poll) has come.
bool MayTryAgain(int fd, short events);

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

// Lets a large file leave the page cache behind whoever reads it front to back: one that the machine's memory could not
// hold beside the run. Its pages are then used again while they are at hand, and what the run needs later stays.
class ReadBehind {
 public:
  // Of an open file, looked at here; one that is small or no file is left alone. Pages leave by stretches: short ones where
  // the file is read a piece here and a piece there, else long ones, which cost less.
  void Begin(int fd, uint64_t stretch_bytes = uint64_t{8} << 20);
  // What lies before `offset_bytes` has been read.
  void Passed(uint64_t offset_bytes);
  // The same where reading ends, or goes on elsewhere.
  void End(uint64_t offset_bytes);

 private:
  static constexpr uint64_t kNowhere = UINT64_MAX;
  int fd_ = -1;
  uint64_t begun_bytes_ = kNowhere, stretch_bytes_ = 0;
};

// The same for a file written front to back, of which all but the last stretches go to the disk and leave the page cache.
// A small file stays there.
class WriteBehind {
 public:
  // So many bytes of the file have been written.
  void Written(int fd, uint64_t bytes);

 private:
  uint64_t begun_bytes_ = 0;
};

// Makes the folder and its parents; one that exists is fine.
absl::Status MakeFolders(const std::string& path);

}  // namespace samestory
