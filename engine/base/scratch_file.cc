#include "engine/base/scratch_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "absl/strings/str_format.h"

namespace samestory {
namespace {

bool SetDirect(int fd, bool direct) {
  const int flags = fcntl(fd, F_GETFL);
  return flags >= 0 && fcntl(fd, F_SETFL, direct ? flags | O_DIRECT : flags & ~O_DIRECT) == 0;
}

}  // namespace

absl::StatusOr<ScratchFile> ScratchFile::Create(const std::string& folder, bool direct) {
  std::string path;
  int fd;
  do {
    path = folder + "/samestory.part.XXXXXX";
    fd = mkostemp(path.data(), O_CLOEXEC);
  } while (fd < 0 && errno == EINTR);
  if (fd < 0) return ErrnoStatus(errno, folder, "cannot make a temporary file");
  unlink(path.c_str());
  return ScratchFile(folder, fd, direct && SetDirect(fd, true));
}

ScratchFile::ScratchFile(ScratchFile&& other) noexcept
    : folder_(std::move(other.folder_)),
      fd_(std::exchange(other.fd_, -1)),
      direct_(other.direct_),
      size_bytes_(other.size_bytes_),
      behind_(other.behind_) {}

ScratchFile::~ScratchFile() {
  if (fd_ >= 0) close(fd_);
}

bool ScratchFile::MayTryAgain() {
  if (errno == EINTR) return true;
  // A disk of larger blocks, or a file system that says so late.
  if (errno != EINVAL || !direct_) return false;
  direct_ = false;
  return SetDirect(fd_, false);
}

absl::Status ScratchFile::Append(AlignedBuffer* bytes) {
  const size_t size = bytes->size(), padded = AlignedBuffer::Padded(size);
  if (size == 0) return absl::OkStatus();  // it may have no room at all
  bytes->Reserve(padded);
  std::memset(bytes->data() + size, 0, padded - size);
  for (size_t done = 0; done < padded;) {
    const ssize_t put =
        pwrite(fd_, bytes->data() + done, padded - done, static_cast<off_t>(size_bytes_ + done));
    if (put < 0 && MayTryAgain()) continue;
    if (put < 0) return ErrnoStatus(errno, folder_, "cannot write");
    done += static_cast<size_t>(put);
  }
  size_bytes_ += padded;
  if (!direct_) behind_.Written(fd_, size_bytes_);
  return absl::OkStatus();
}

absl::Status ScratchFile::TakeBack(uint64_t offset_bytes, size_t padded_size, char* out) {
  if (padded_size == 0) return absl::OkStatus();  // a length of 0 would mean all the rest below
  for (size_t done = 0; done < padded_size;) {
    const ssize_t got = pread(fd_, out + done, padded_size - done, static_cast<off_t>(offset_bytes + done));
    if (got < 0 && MayTryAgain()) continue;
    if (got < 0) return ErrnoStatus(errno, folder_, "cannot read a temporary file");
    if (got == 0) return absl::DataLossError(absl::StrFormat("%s: a temporary file was cut off", folder_));
    done += static_cast<size_t>(got);
  }
  const auto offset = static_cast<off_t>(offset_bytes), length = static_cast<off_t>(padded_size);
  if (fallocate(fd_, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, offset, length) != 0 && !direct_) {
    posix_fadvise(fd_, offset, length, POSIX_FADV_DONTNEED);
  }
  return absl::OkStatus();
}

}  // namespace samestory
