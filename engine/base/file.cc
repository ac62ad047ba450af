#include "engine/base/file.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <memory>
#include <mutex>
#include <set>
#include <system_error>
#include <utility>

#include "absl/strings/str_format.h"

namespace samestory {
namespace {

constexpr size_t kWriteBufferBytes = 1 << 18;

// A file up to so large stays in the page cache; of a larger one some stretches do, on their way to the disk.
constexpr uint64_t kCachedBytes = uint64_t{64} << 20;
constexpr uint64_t kStretchBytes = uint64_t{8} << 20;
constexpr uint64_t kStretchesUnderWay = 4;

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

// Names of temporary files that exist now. The one piece of state the engine shares: an interrupt has nothing
// else to go by.
class TemporaryNames {
 public:
  static TemporaryNames& Instance() {
    static TemporaryNames* const names = new TemporaryNames;  // outlives every thread
    return *names;
  }
  void Add(const std::string& name) {
    const std::lock_guard lock(mutex_);
    names_.insert(name);
  }
  void Remove(const std::string& name) {
    const std::lock_guard lock(mutex_);
    names_.erase(name);
  }
  void UnlinkAll() {
    const std::lock_guard lock(mutex_);
    for (const std::string& name : names_) unlink(name.c_str());
    names_.clear();
  }

 private:
  std::mutex mutex_;
  std::set<std::string> names_;
};

}  // namespace

void RemoveTemporaryFiles() { TemporaryNames::Instance().UnlinkAll(); }

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
    if (put < 0 && errno == EINTR) continue;
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
  const Descriptor file(OpenForReading(path));
  if (file.get() < 0) return ErrnoStatus(errno, path, "cannot open");
  struct stat info;
  if (fstat(file.get(), &info) != 0) return ErrnoStatus(errno, path, "cannot read");
  if (S_ISDIR(info.st_mode)) return ErrnoStatus(EISDIR, path, "cannot read");
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

absl::StatusOr<AtomicFile> AtomicFile::Create(const std::string& path) {
  AtomicFile file;
  file.path_ = path;
  do {
    file.temporary_path_ = path + ".XXXXXX";
    file.fd_ = mkostemp(file.temporary_path_.data(), O_CLOEXEC);
  } while (file.fd_ < 0 && errno == EINTR);
  if (file.fd_ < 0) return ErrnoStatus(errno, path, "cannot create");
  TemporaryNames::Instance().Add(file.temporary_path_);
  // mkostemp makes files private; a result is as readable as the user's umask says.
  const mode_t mask = umask(0);
  umask(mask);
  fchmod(file.fd_, 0666 & ~mask);
  file.buffer_.reserve(kWriteBufferBytes);
  return file;
}

AtomicFile::AtomicFile(AtomicFile&& other) noexcept
    : path_(std::move(other.path_)),
      temporary_path_(std::move(other.temporary_path_)),
      buffer_(std::move(other.buffer_)),
      fd_(std::exchange(other.fd_, -1)),
      size_bytes_(other.size_bytes_),
      written_bytes_(other.written_bytes_),
      begun_bytes_(other.begun_bytes_),
      error_(std::move(other.error_)) {}

AtomicFile::~AtomicFile() {
  if (fd_ < 0) return;
  close(fd_);
  unlink(temporary_path_.c_str());
  TemporaryNames::Instance().Remove(temporary_path_);
}

absl::Status AtomicFile::Append(std::string_view bytes) {
  if (!error_.ok()) return error_;
  size_bytes_ += bytes.size();
  if (buffer_.size() + bytes.size() > kWriteBufferBytes) RETURN_IF_ERROR(Flush());
  if (bytes.size() >= kWriteBufferBytes) return error_ = Write(bytes);
  buffer_.append(bytes);
  return absl::OkStatus();
}

absl::Status AtomicFile::Write(std::string_view bytes) {
  RETURN_IF_ERROR(WriteFully(fd_, bytes, path_));
  written_bytes_ += bytes.size();
  if (written_bytes_ < kCachedBytes) return absl::OkStatus();
  // Both are advice: an error of the disk shows at the next write or at close.
  for (; written_bytes_ - begun_bytes_ >= kStretchBytes; begun_bytes_ += kStretchBytes) {
    sync_file_range(fd_, static_cast<off_t>(begun_bytes_), kStretchBytes, SYNC_FILE_RANGE_WRITE);
    if (begun_bytes_ < kStretchesUnderWay * kStretchBytes) continue;
    const auto oldest = static_cast<off_t>(begun_bytes_ - kStretchesUnderWay * kStretchBytes);
    sync_file_range(fd_, oldest, kStretchBytes,
                    SYNC_FILE_RANGE_WAIT_BEFORE | SYNC_FILE_RANGE_WRITE | SYNC_FILE_RANGE_WAIT_AFTER);
    posix_fadvise(fd_, oldest, kStretchBytes, POSIX_FADV_DONTNEED);
  }
  return absl::OkStatus();
}

absl::Status AtomicFile::Flush() {
  if (error_.ok()) error_ = Write(buffer_);
  buffer_.clear();
  return error_;
}

absl::Status AtomicFile::Commit() {
  RETURN_IF_ERROR(Flush());
  // A delayed write error (a full disk, a lost network folder) shows at close.
  const int closed = close(std::exchange(fd_, -1));
  TemporaryNames::Instance().Remove(temporary_path_);
  if (closed != 0 || rename(temporary_path_.c_str(), path_.c_str()) != 0) {
    const int error_number = errno;
    unlink(temporary_path_.c_str());
    return error_ =
               ErrnoStatus(error_number, path_, closed != 0 ? "cannot write" : "cannot rename into place");
  }
  return absl::OkStatus();
}

absl::Status WriteFile(const std::string& path, std::string_view bytes) {
  ASSIGN_OR_RETURN(AtomicFile file, AtomicFile::Create(path));
  RETURN_IF_ERROR(file.Append(bytes));
  return file.Commit();
}

absl::Status MakeFolders(const std::string& path) {
  std::error_code error;
  std::filesystem::create_directories(path, error);
  if (error) return ErrnoStatus(error.value(), path, "cannot make the folder");
  return absl::OkStatus();
}

}  // namespace samestory
