#include "engine/base/scratch_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <utility>

#include "absl/strings/str_format.h"

namespace samestory {

absl::StatusOr<ScratchFile> ScratchFile::Create(const std::string& folder) {
  std::string path;
  int fd;
  do {
    path = folder + "/samestory.part.XXXXXX";
    fd = mkostemp(path.data(), O_CLOEXEC);
  } while (fd < 0 && errno == EINTR);
  if (fd < 0) return ErrnoStatus(errno, folder, "cannot make a temporary file");
  unlink(path.c_str());
  return ScratchFile(folder, fd);
}

ScratchFile::ScratchFile(ScratchFile&& other) noexcept
    : folder_(std::move(other.folder_)),
      fd_(std::exchange(other.fd_, -1)),
      size_bytes_(other.size_bytes_),
      behind_(other.behind_) {}

ScratchFile::~ScratchFile() {
  if (fd_ >= 0) close(fd_);
}

absl::Status ScratchFile::Append(std::string_view bytes) {
  RETURN_IF_ERROR(WriteFully(fd_, bytes, folder_));
  size_bytes_ += bytes.size();
  behind_.Written(fd_, size_bytes_);
  return absl::OkStatus();
}

absl::Status ScratchFile::TakeBack(uint64_t offset_bytes, std::span<char> out) {
  for (size_t done = 0; done < out.size();) {
    const ssize_t got =
        pread(fd_, out.data() + done, out.size() - done, static_cast<off_t>(offset_bytes + done));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return ErrnoStatus(errno, folder_, "cannot read a temporary file");
    if (got == 0) return absl::DataLossError(absl::StrFormat("%s: a temporary file was cut off", folder_));
    done += static_cast<size_t>(got);
  }
  const auto offset = static_cast<off_t>(offset_bytes), length = static_cast<off_t>(out.size());
  if (fallocate(fd_, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, offset, length) != 0) {
    posix_fadvise(fd_, offset, length, POSIX_FADV_DONTNEED);
  }
  return absl::OkStatus();
}

}  // namespace samestory
