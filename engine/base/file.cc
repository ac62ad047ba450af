#include "engine/base/file.h"

#include <dirent.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <memory>
#include <system_error>
#include <utility>

#include "absl/strings/str_format.h"
#include "engine/base/machine.h"

namespace samestory {
namespace {

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (fd_ >= 0) close(fd_);
  }
  int get() const { return fd_; }

 private:
  int fd_;
};

// Reads until `size` bytes or the end of the file; the count, or -1 with errno.
ssize_t ReadFully(int fd, char* out, size_t size) {
  size_t done = 0;
  while (done < size) {
    const ssize_t got = read(fd, out + done, size - done);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return -1;
    if (got == 0) break;
    done += static_cast<size_t>(got);
  }
  return static_cast<ssize_t>(done);
}

}  // namespace

absl::Status ErrnoStatus(int error_number, std::string_view path, std::string_view doing) {
  const std::string message = absl::StrFormat("%s: %s: %s", path, doing, std::strerror(error_number));
  switch (error_number) {
    case ENOENT:
    case ENOTDIR:
      return absl::NotFoundError(message);
    case EACCES:
    case EPERM:
      return absl::PermissionDeniedError(message);
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      return absl::ResourceExhaustedError(message);
    case EISDIR:
    case EINVAL:
    case ELOOP:
    case ENAMETOOLONG:
      return absl::InvalidArgumentError(message);
    default:
      return absl::UnavailableError(message);
  }
}

int OpenForReading(const std::string& path) {
  int fd;
  do {
    fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  } while (fd < 0 && errno == EINTR);
  return fd;
}

int OpenRegularFile(const std::string& path) {
  int fd;
  do {
    fd = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  } while (fd < 0 && errno == EINTR);
  struct stat info {};
  if (fd < 0 || (fstat(fd, &info) == 0 && S_ISREG(info.st_mode))) return fd;
  const int failed = S_ISDIR(info.st_mode) ? EISDIR : EINVAL;
  close(fd);
  errno = failed;
  return -1;
}

bool MayTryAgain(int fd, short events) {
  if (errno == EINTR) return true;
  if (errno != EAGAIN && errno != EWOULDBLOCK) return false;
  pollfd waited = {fd, events, 0};
  return poll(&waited, 1, -1) >= 0 || errno == EINTR;
}

int ListFolder(const std::string& path, std::vector<std::string>* names) {
  DIR* opened;
  do {
    opened = opendir(path.c_str());
  } while (opened == nullptr && errno == EINTR);
  if (opened == nullptr) return errno;
  const std::unique_ptr<DIR, int (*)(DIR*)> folder(opened, &closedir);
  const size_t before = names->size();
  int failed = 0;
  for (;;) {
    errno = 0;
    if (const dirent* entry = readdir(folder.get()); entry != nullptr) {
      const std::string_view name = entry->d_name;
      if (name != "." && name != "..") names->emplace_back(name);
    } else if (errno != EINTR) {
      failed = errno;
      break;
    }
  }
  std::sort(names->begin() + static_cast<ptrdiff_t>(before), names->end());
  return failed;
}

absl::Status WriteFully(int fd, std::string_view bytes, const std::string& path) {
  while (!bytes.empty()) {
    const ssize_t put = write(fd, bytes.data(), bytes.size());
    if (put < 0 && MayTryAgain(fd, POLLOUT)) continue;
    if (put < 0) return ErrnoStatus(errno, path, "cannot write");
    bytes.remove_prefix(static_cast<size_t>(put));
  }
  return absl::OkStatus();
}

absl::StatusOr<std::string> ReadFile(const std::string& path, size_t max_bytes) {
  const Descriptor file(OpenForReading(path));
  if (file.get() < 0) return ErrnoStatus(errno, path, "cannot open");
  struct stat info;
  if (fstat(file.get(), &info) != 0) return ErrnoStatus(errno, path, "cannot read");
  // The size is a hint only: a pipe has none and a file may grow while it is read.
  std::string bytes;
  size_t chunk = info.st_size > 0 ? static_cast<size_t>(info.st_size) + 1 : 1 << 16;
  for (;;) {
    const size_t before = bytes.size();
    bytes.resize(before + chunk);
    const ssize_t got = ReadFully(file.get(), bytes.data() + before, chunk);
    if (got < 0) return ErrnoStatus(errno, path, "cannot read");
    bytes.resize(before + static_cast<size_t>(got));
    if (bytes.size() > max_bytes) {
      return absl::InvalidArgumentError(absl::StrFormat("%s: more than %d bytes", path, max_bytes));
    }
    if (static_cast<size_t>(got) < chunk) break;
    chunk = bytes.size();
  }
  return bytes;
}

absl::StatusOr<MappedFile> MappedFile::Open(const std::string& path) {
  const Descriptor file(OpenRegularFile(path));
  if (file.get() < 0) return ErrnoStatus(errno, path, "cannot read");
  struct stat info;
  if (fstat(file.get(), &info) != 0) return ErrnoStatus(errno, path, "cannot read");
  MappedFile mapped;
  mapped.size_ = static_cast<size_t>(info.st_size);
  if (mapped.size_ == 0) return mapped;
  void* address = mmap(nullptr, mapped.size_, PROT_READ, MAP_PRIVATE, file.get(), 0);
  if (address == MAP_FAILED) return ErrnoStatus(errno, path, "cannot read");
  mapped.data_ = static_cast<const char*>(address);
  return mapped;
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
  return *this;
}

MappedFile::~MappedFile() {
  if (data_ != nullptr) munmap(const_cast<char*>(data_), size_);
}

void ReadBehind::Begin(int fd, uint64_t stretch_bytes) {
  stretch_bytes_ = stretch_bytes;
  struct stat info;
  const bool large = fstat(fd, &info) == 0 && S_ISREG(info.st_mode) &&
                     OutgrowsPageCache(static_cast<uint64_t>(info.st_size));
  fd_ = large ? fd : -1;
  begun_bytes_ = kNowhere;
}

void ReadBehind::Passed(uint64_t offset_bytes) {
  if (fd_ < 0) return;
  if (begun_bytes_ == kNowhere) begun_bytes_ = offset_bytes;
  if (offset_bytes < begun_bytes_ + stretch_bytes_) return;
  End(offset_bytes);
  begun_bytes_ = offset_bytes;
}

void ReadBehind::End(uint64_t offset_bytes) {
  const uint64_t begun_bytes = std::exchange(begun_bytes_, kNowhere);
  if (fd_ < 0 || begun_bytes >= offset_bytes) return;  // a length of 0 would mean all the rest
  posix_fadvise(fd_, static_cast<off_t>(begun_bytes), static_cast<off_t>(offset_bytes - begun_bytes),
                POSIX_FADV_DONTNEED);
}

void WriteBehind::Written(int fd, uint64_t bytes) {
  // A file up to so large stays in the page cache; of a larger one some stretches do, on their way to the disk.
  constexpr uint64_t kCachedBytes = uint64_t{64} << 20;
  constexpr uint64_t kStretchBytes = uint64_t{8} << 20;
  constexpr uint64_t kStretchesUnderWay = 4;
  if (bytes < kCachedBytes) return;
  // All is advice: an error of the disk shows at the next write or at close.
  for (; bytes - begun_bytes_ >= kStretchBytes; begun_bytes_ += kStretchBytes) {
    sync_file_range(fd, static_cast<off_t>(begun_bytes_), kStretchBytes, SYNC_FILE_RANGE_WRITE);
    if (begun_bytes_ < kStretchesUnderWay * kStretchBytes) continue;
    const auto oldest = static_cast<off_t>(begun_bytes_ - kStretchesUnderWay * kStretchBytes);
    sync_file_range(fd, oldest, kStretchBytes,
                    SYNC_FILE_RANGE_WAIT_BEFORE | SYNC_FILE_RANGE_WRITE | SYNC_FILE_RANGE_WAIT_AFTER);
    posix_fadvise(fd, oldest, kStretchBytes, POSIX_FADV_DONTNEED);
  }
}

absl::Status MakeFolders(const std::string& path) {
  std::error_code error;
  std::filesystem::create_directories(path, error);
  if (error) return ErrnoStatus(error.value(), path, "cannot make the folder");
  return absl::OkStatus();
}

}  // namespace samestory
