#include "engine/article/byte_source.h"

#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <string_view>

#include "absl/strings/str_format.h"
#include "engine/article/reader.h"

namespace samestory {
namespace {

constexpr size_t kPackedBlockBytes = 1 << 18;
constexpr uint64_t kUnpackedFreely = 64u << 20;

class Descriptor {
 public:
  explicit Descriptor(int fd, bool owned) : fd_(fd), owned_(owned) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (owned_ && fd_ >= 0) close(fd_);
  }
  int get() const { return fd_; }

 private:
  int fd_;
  bool owned_;
};

class PlainSource : public ByteSource {
 public:
  PlainSource(int fd, std::string path) : fd_(fd, true), path_(std::move(path)) {}

  absl::StatusOr<size_t> Read(std::span<char> out) override {
    for (;;) {
      const ssize_t got = read(fd_.get(), out.data(), out.size());
      if (got >= 0) return static_cast<size_t>(got);
      if (errno != EINTR) return ErrnoStatus(errno, path_, "cannot read");
    }
  }

  absl::Status Skip(uint64_t bytes) override {
    // A pipe or a terminal cannot seek.
    if (lseek(fd_.get(), static_cast<off_t>(bytes), SEEK_CUR) >= 0) return absl::OkStatus();
    return ByteSource::Skip(bytes);
  }

 private:
  Descriptor fd_;
  std::string path_;
};

class PackedSource : public ByteSource {
 public:
  PackedSource(int fd, bool owned, std::string path)
      : fd_(fd, owned), path_(std::move(path)), archive_(archive_read_new(), &archive_read_free) {}

  absl::Status Start() {
    if (archive_ == nullptr) return absl::ResourceExhaustedError(path_ + ": no memory to unpack");
    // Named one by one: "all" includes filters that start programs and that take plain text for theirs.
    archive_read_support_filter_gzip(archive_.get());
    archive_read_support_filter_zstd(archive_.get());
    archive_read_support_filter_xz(archive_.get());
    archive_read_support_filter_bzip2(archive_.get());
    archive_read_support_filter_lz4(archive_.get());
    archive_read_support_format_raw(archive_.get());
    archive_read_support_format_empty(archive_.get());
    archive_entry* entry;
    int result = archive_read_open_fd(archive_.get(), fd_.get(), kPackedBlockBytes);
    if (result == ARCHIVE_OK) result = archive_read_next_header(archive_.get(), &entry);
    ended_ = result == ARCHIVE_EOF;
    if (!ended_ && result != ARCHIVE_OK && result != ARCHIVE_WARN) failed_ = Failure();
    // A file cut off within its first block fails here already; that is for Read to tell.
    return absl::IsDataLoss(failed_) ? absl::OkStatus() : failed_;
  }

  absl::StatusOr<size_t> Read(std::span<char> out) override {
    if (!failed_.ok()) return failed_;
    // Block by block: archive_read_data() forgets all it has copied where it meets damage on the way.
    while (block_.empty()) {
      if (ended_) return size_t{0};
      const void* data = nullptr;
      size_t size = 0;
      la_int64_t offset = 0;
      const int result = archive_read_data_block(archive_.get(), &data, &size, &offset);
      ended_ = result == ARCHIVE_EOF;
      if (!ended_ && result != ARCHIVE_OK && result != ARCHIVE_WARN) return failed_ = Failure();
      if (!ended_) block_ = {static_cast<const char*>(data), size};
    }
    const size_t got = std::min(block_.size(), out.size());
    std::copy_n(block_.begin(), got, out.begin());
    block_.remove_prefix(got);
    unpacked_bytes_ += got;
    const int64_t packed_bytes = archive_filter_bytes(archive_.get(), -1);
    if (unpacked_bytes_ > kUnpackedFreely && packed_bytes > 0 &&
        unpacked_bytes_ / static_cast<uint64_t>(packed_bytes) > kMaxUnpackedRatio) {
      return failed_ = absl::DataLossError(
                 absl::StrFormat("unpacks to more than %d times its size", kMaxUnpackedRatio));
    }
    return got;
  }

 private:
  absl::Status Failure() {
    // libarchive passes a failed read() on with its errno; its own findings carry other numbers.
    const int error_number = archive_errno(archive_.get());
    if (error_number == EIO || error_number == EISDIR || error_number == EACCES) {
      return ErrnoStatus(error_number, path_, "cannot read");
    }
    const char* message = archive_error_string(archive_.get());
    return absl::DataLossError(message != nullptr ? message : "damaged");
  }

  Descriptor fd_;
  std::string path_;
  std::unique_ptr<archive, int (*)(archive*)> archive_;
  bool ended_ = false;
  std::string_view block_;  // unpacked and not read; libarchive's until the next
  uint64_t unpacked_bytes_ = 0;
  absl::Status failed_;
};

}  // namespace

absl::Status ByteSource::Skip(uint64_t bytes) {
  std::string passed(std::min<uint64_t>(bytes, 1 << 20), '\0');
  while (bytes > 0) {
    ASSIGN_OR_RETURN(const size_t got,
                     Read(std::span(passed).first(std::min<uint64_t>(bytes, passed.size()))));
    if (got == 0) break;
    bytes -= got;
  }
  return absl::OkStatus();
}

absl::StatusOr<std::unique_ptr<ByteSource>> ByteSource::Open(const std::string& disk_path,
                                                             Compression compression) {
  const bool standard_input = disk_path == "-";
  int fd = STDIN_FILENO;
  if (!standard_input) {
    do {
      fd = open(disk_path.c_str(), O_RDONLY | O_CLOEXEC);
    } while (fd < 0 && errno == EINTR);
    if (fd < 0) return ErrnoStatus(errno, disk_path, "cannot open");
    if (compression == Compression::kNone) {
      struct stat info;
      auto source = std::make_unique<PlainSource>(fd, disk_path);
      if (fstat(fd, &info) == 0 && S_ISDIR(info.st_mode))
        return ErrnoStatus(EISDIR, disk_path, "cannot read");
      return source;
    }
  }
  auto source =
      std::make_unique<PackedSource>(fd, !standard_input, standard_input ? "standard input" : disk_path);
  RETURN_IF_ERROR(source->Start());
  return source;
}

}  // namespace samestory
