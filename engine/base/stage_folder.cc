#include "engine/base/stage_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

#include "engine/base/byte_codec.h"
#include "engine/base/file.h"
#include "engine/base/hash.h"

namespace samestory {
namespace {

// Also the unit of the checksum: a chain over the hashes of blocks of this size.
constexpr size_t kBlockBytes = 1 << 20;
// What is larger never stays in memory, however much room there is.
constexpr size_t kSmallBytes = kBlockBytes;
constexpr char kMagic[] = "samestg1";
constexpr char kPartial[] = ".part";  // in names of what is not committed yet

struct Trailer {
  uint64_t payload_bytes, checksum;
  char magic[8];
};
static_assert(sizeof(Trailer) == 24);

uint64_t NextChecksum(uint64_t checksum, std::string_view block) {
  return CombineHash(checksum, Hash64(block));
}

uint64_t ChecksumOf(std::string_view payload) {
  uint64_t checksum = 0;
  for (; !payload.empty(); payload.remove_prefix(std::min(kBlockBytes, payload.size()))) {
    checksum = NextChecksum(checksum, payload.substr(0, kBlockBytes));
  }
  return checksum;
}

}  // namespace

Stage::Stage(std::string bytes) : owned_(std::make_unique<std::string>(std::move(bytes))), bytes_(*owned_) {}

Stage& Stage::operator=(Stage&& other) noexcept {
  std::swap(owned_, other.owned_);
  std::swap(bytes_, other.bytes_);
  std::swap(mapped_bytes_, other.mapped_bytes_);
  return *this;
}

Stage::~Stage() {
  if (mapped_bytes_ > 0) munmap(const_cast<char*>(bytes_.data()), mapped_bytes_);
}

absl::StatusOr<Stage> Stage::Map(int fd, uint64_t payload_bytes, const std::string& path) {
  Stage stage;
  if (payload_bytes == 0) return stage;
  void* address = mmap(nullptr, payload_bytes, PROT_READ, MAP_SHARED, fd, 0);
  if (address == MAP_FAILED) return ErrnoStatus(errno, path, "cannot map a temporary file");
  stage.bytes_ = {static_cast<const char*>(address), payload_bytes};
  stage.mapped_bytes_ = payload_bytes;
  return stage;
}

StageWriter::StageWriter(StageWriter&& other) noexcept
    : folder_(other.folder_),
      path_(std::move(other.path_)),
      temporary_path_(std::move(other.temporary_path_)),
      buffer_(std::move(other.buffer_)),
      fd_(std::exchange(other.fd_, -1)),
      size_bytes_(other.size_bytes_),
      checksum_(other.checksum_),
      error_(std::move(other.error_)) {}

StageWriter::~StageWriter() {
  if (fd_ < 0) return;
  close(fd_);
  if (!path_.empty()) unlink(temporary_path_.c_str());
}

absl::Status StageWriter::OpenFile() {
  const bool named = !path_.empty();
  do {
    temporary_path_ = (named ? path_ : folder_->folder_ + "/samestory") + kPartial + ".XXXXXX";
    fd_ = mkostemp(temporary_path_.data(), O_CLOEXEC);
  } while (fd_ < 0 && errno == EINTR);
  if (fd_ < 0) return error_ = ErrnoStatus(errno, folder_->folder_, "cannot make a temporary file");
  if (!named) unlink(temporary_path_.c_str());
  return absl::OkStatus();
}

absl::Status StageWriter::Flush() {
  if (fd_ < 0) RETURN_IF_ERROR(OpenFile());
  // Whole blocks, so that the checksum does not depend on how the bytes came.
  std::string_view rest = buffer_;
  for (; rest.size() >= kBlockBytes; rest.remove_prefix(kBlockBytes)) {
    checksum_ = NextChecksum(checksum_, rest.substr(0, kBlockBytes));
    if (error_ = WriteFully(fd_, rest.substr(0, kBlockBytes), folder_->folder_); !error_.ok()) return error_;
  }
  buffer_.erase(0, buffer_.size() - rest.size());
  return absl::OkStatus();
}

absl::Status StageWriter::Append(std::string_view bytes) {
  RETURN_IF_ERROR(error_);
  size_bytes_ += bytes.size();
  // A large piece is cut, so that the buffer stays small.
  while (!bytes.empty()) {
    const size_t taken = std::min(bytes.size(), 2 * kBlockBytes - std::min(buffer_.size(), kBlockBytes));
    buffer_.append(bytes.substr(0, taken));
    bytes.remove_prefix(taken);
    if (buffer_.size() > kBlockBytes) RETURN_IF_ERROR(Flush());
  }
  return absl::OkStatus();
}

absl::StatusOr<Stage> StageWriter::Commit() {
  RETURN_IF_ERROR(error_);
  if (path_.empty() && fd_ < 0 && size_bytes_ <= kSmallBytes) {
    const auto size = static_cast<int64_t>(size_bytes_);
    if (folder_->memory_left_.fetch_sub(size) >= size) {
      buffer_.shrink_to_fit();
      return Stage(std::move(buffer_));
    }
    folder_->memory_left_.fetch_add(size);
  }
  if (fd_ < 0) RETURN_IF_ERROR(OpenFile());
  RETURN_IF_ERROR(Flush());
  if (!buffer_.empty()) checksum_ = NextChecksum(checksum_, buffer_);
  buffer_.resize(Padded(buffer_.size()), '\0');
  Trailer trailer{size_bytes_, checksum_, {}};
  std::memcpy(trailer.magic, kMagic, sizeof(trailer.magic));
  buffer_.append(reinterpret_cast<const char*>(&trailer), sizeof(trailer));
  if (error_ = WriteFully(fd_, buffer_, folder_->folder_); !error_.ok()) return error_;
  buffer_ = {};
  ASSIGN_OR_RETURN(Stage stage, Stage::Map(fd_, size_bytes_, folder_->folder_));
  if (!path_.empty() && rename(temporary_path_.c_str(), path_.c_str()) != 0) {
    return error_ = ErrnoStatus(errno, path_, "cannot rename into place");
  }
  if (close(std::exchange(fd_, -1)) != 0)
    return error_ = ErrnoStatus(errno, folder_->folder_, "cannot write");
  return stage;
}

StageFolder::StageFolder(StageFolder&& other) noexcept
    : folder_(std::move(other.folder_)),
      run_path_(std::move(other.run_path_)),
      memory_left_(other.memory_left_.load()),
      lock_fd_(std::exchange(other.lock_fd_, -1)) {}

StageFolder::~StageFolder() {
  if (lock_fd_ >= 0) close(lock_fd_);
}

StageFolder StageFolder::Temporary(std::string folder, uint64_t memory_bytes) {
  StageFolder made;
  made.folder_ = std::move(folder);
  made.memory_left_ = static_cast<int64_t>(memory_bytes);
  return made;
}

absl::StatusOr<StageFolder> StageFolder::Resumable(const std::string& folder, std::string_view run_key) {
  StageFolder made;
  made.folder_ = made.run_path_ = folder + "/samestory-" + std::string(run_key);
  RETURN_IF_ERROR(MakeFolders(made.run_path_));
  made.lock_fd_ = OpenForReading(made.run_path_);
  if (made.lock_fd_ < 0) return ErrnoStatus(errno, made.run_path_, "cannot open");
  if (flock(made.lock_fd_, LOCK_EX | LOCK_NB) != 0) {
    return absl::InvalidArgumentError(made.run_path_ + ": the same run is going on in another process");
  }
  // What was being written when a run was killed.
  std::vector<std::string> names;
  ListFolder(made.run_path_, &names);
  for (const std::string& name : names) {
    if (name.find(kPartial) != std::string::npos) unlink((made.run_path_ + "/" + name).c_str());
  }
  return made;
}

absl::StatusOr<StageWriter> StageFolder::Create(std::string_view name) {
  return StageWriter(this, run_path_.empty() ? "" : run_path_ + "/" + std::string(name));
}

std::optional<Stage> StageFolder::Find(std::string_view name) const {
  if (run_path_.empty()) return std::nullopt;
  const std::string path = run_path_ + "/" + std::string(name);
  const int fd = OpenForReading(path);
  if (fd < 0) return std::nullopt;
  std::optional<Stage> found;
  struct stat info;
  Trailer trailer;
  if (fstat(fd, &info) == 0 && info.st_size >= static_cast<off_t>(sizeof(trailer)) &&
      pread(fd, &trailer, sizeof(trailer), info.st_size - static_cast<off_t>(sizeof(trailer))) ==
          static_cast<ssize_t>(sizeof(trailer)) &&
      std::memcmp(trailer.magic, kMagic, sizeof(trailer.magic)) == 0 &&
      trailer.payload_bytes <= static_cast<uint64_t>(info.st_size) &&
      Padded(trailer.payload_bytes) + sizeof(trailer) == static_cast<uint64_t>(info.st_size)) {
    absl::StatusOr<Stage> stage = Stage::Map(fd, trailer.payload_bytes, path);
    if (stage.ok() && ChecksumOf(stage->bytes()) == trailer.checksum) found = *std::move(stage);
  }
  close(fd);
  return found;
}

void StageFolder::Remove(std::string_view name) {
  if (!run_path_.empty()) unlink((run_path_ + "/" + std::string(name)).c_str());
}

absl::Status StageFolder::Clear() {
  if (run_path_.empty()) return absl::OkStatus();
  std::error_code error;
  std::filesystem::remove_all(run_path_, error);
  if (error) return ErrnoStatus(error.value(), run_path_, "cannot remove");
  return absl::OkStatus();
}

}  // namespace samestory
