#include "engine/base/atomic_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <utility>
#include <vector>

namespace samestory {
namespace {

constexpr char kPattern[] = ".XXXXXX";

constexpr size_t kWriteBufferBytes = 1 << 18;

}  // namespace

bool IsNoFile(const std::string& path) {
  struct stat info;
  // Names as /dev/stdout are links to what that is now: renaming would take the name from everybody.
  if (path.starts_with("/dev/") && lstat(path.c_str(), &info) == 0 && S_ISLNK(info.st_mode)) return true;
  return stat(path.c_str(), &info) == 0 && !S_ISREG(info.st_mode) && !S_ISDIR(info.st_mode);
}

absl::StatusOr<AtomicFile> AtomicFile::Create(const std::string& path) {
  AtomicFile file;
  file.path_ = path;
  if (IsNoFile(path)) {
    do {
      file.fd_ = open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY);
    } while (file.fd_ < 0 && errno == EINTR);
  } else {
    file.temporary_path_ = TemporaryNames::Instance().Add(path + kPattern, [&](char* name) {
      char* const unique = name + path.size() + 1;
      do {
        std::memset(unique, 'X', std::strlen(unique));
        file.fd_ = mkostemp(name, O_CLOEXEC);
      } while (file.fd_ < 0 && errno == EINTR);
      return file.fd_ >= 0;
    });
  }
  if (file.fd_ < 0) return ErrnoStatus(errno, path, "cannot create");
  file.buffer_.reserve(kWriteBufferBytes);
  if (file.temporary_path_.empty()) return file;
  // mkostemp makes files private; a result is as readable as the user's umask says.
  const mode_t mask = umask(0);
  umask(mask);
  fchmod(file.fd_, 0666 & ~mask);
  return file;
}

absl::Status AtomicFile::CanCreate(const std::string& path) {
  if (!IsNoFile(path)) return Create(path).status();
  return access(path.c_str(), W_OK) == 0 ? absl::OkStatus() : ErrnoStatus(errno, path, "cannot write");
}

AtomicFile::AtomicFile(AtomicFile&& other) noexcept
    : path_(std::move(other.path_)),
      temporary_path_(std::exchange(other.temporary_path_, {})),
      buffer_(std::move(other.buffer_)),
      fd_(std::exchange(other.fd_, -1)),
      size_bytes_(other.size_bytes_),
      written_bytes_(other.written_bytes_),
      behind_(other.behind_),
      error_(std::move(other.error_)) {}

AtomicFile::~AtomicFile() {
  if (fd_ >= 0) close(fd_);
  if (temporary_path_.empty()) return;
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
  behind_.Written(fd_, written_bytes_);
  return absl::OkStatus();
}

absl::Status AtomicFile::Flush() {
  if (error_.ok()) error_ = Write(buffer_);
  buffer_.clear();
  return error_;
}

absl::Status AtomicFile::Seal() {
  RETURN_IF_ERROR(Flush());
  // A delayed write error (a full disk, a lost network folder) shows at close.
  if (fd_ >= 0 && close(std::exchange(fd_, -1)) != 0)
    return error_ = ErrnoStatus(errno, path_, "cannot write");
  return absl::OkStatus();
}

absl::Status AtomicFile::Commit() {
  RETURN_IF_ERROR(Seal());
  if (temporary_path_.empty()) return absl::OkStatus();
  if (rename(temporary_path_.c_str(), path_.c_str()) != 0)
    return error_ = ErrnoStatus(errno, path_, "cannot rename into place");
  TemporaryNames::Instance().Remove(std::exchange(temporary_path_, {}));
  return absl::OkStatus();
}

absl::Status CommitTogether(std::initializer_list<AtomicFile*> files) {
  std::vector<Replacement> replacements;
  for (AtomicFile* const file : files) {
    RETURN_IF_ERROR(file->Seal());
    if (!file->temporary_path_.empty()) replacements.push_back({file->temporary_path_, file->path_});
  }
  return ReplaceTogether(replacements);  // the destructors unlink what is now the old ones
}

absl::Status WriteFile(const std::string& path, std::string_view bytes) {
  ASSIGN_OR_RETURN(AtomicFile file, AtomicFile::Create(path));
  RETURN_IF_ERROR(file.Append(bytes));
  return file.Commit();
}

TemporaryNames::Lock RemoveTemporaryFiles() { return TemporaryNames::Instance().DeleteAll(); }

}  // namespace samestory
