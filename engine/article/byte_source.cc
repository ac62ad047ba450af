#include "engine/article/byte_source.h"

#include <archive.h>
#include <archive_entry.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string_view>
#include <utility>

#include "absl/strings/str_format.h"
#include "engine/article/gzip_source.h"
#include "engine/base/file.h"

namespace samestory {
namespace {

using namespace std::string_view_literals;

constexpr size_t kPackedBlockBytes = 1 << 18;
constexpr size_t kMagicBytes = 10;

class PlainSource : public ByteSource {
 public:
  PlainSource(int fd, bool owned, std::string path) : fd_(fd), owned_(owned), path_(std::move(path)) {
    behind_.Begin(fd);
  }
  PlainSource(const PlainSource&) = delete;
  PlainSource& operator=(const PlainSource&) = delete;
  ~PlainSource() override {
    if (owned_) close(fd_);
  }

  absl::StatusOr<size_t> Read(std::span<char> out) override {
    for (;;) {
      const ssize_t got = read(fd_, out.data(), out.size());
      if (got >= 0) {
        position_ += static_cast<uint64_t>(got);
        behind_.Passed(position_);
        return static_cast<size_t>(got);
      }
      if (!MayTryAgain(fd_, POLLIN)) return ErrnoStatus(errno, path_, "cannot read");
    }
  }

  absl::Status Skip(uint64_t bytes) override {
    // A pipe or a terminal cannot seek.
    if (lseek(fd_, static_cast<off_t>(bytes), SEEK_CUR) >= 0) {
      position_ += bytes;
      return absl::OkStatus();
    }
    return ByteSource::Skip(bytes);
  }

 private:
  int fd_;
  bool owned_;
  std::string path_;
  uint64_t position_ = 0;
  ReadBehind behind_;
};

absl::Status PackedTwice() {
  return absl::DataLossError(
      absl::StrFormat("packed more than once, read is packed %d time", kMaxPackedLayers));
}

// By libarchive's filters.
class PackedSource : public ByteSource {
 public:
  explicit PackedSource(std::unique_ptr<ByteSource> packed)
      : packed_(std::move(packed)),
        block_(kPackedBlockBytes, '\0'),
        archive_(archive_read_new(), &archive_read_free) {}

  absl::Status Start() {
    if (archive_ == nullptr) return absl::ResourceExhaustedError("no memory to unpack");
    // Named one by one: "all" includes filters that start programs and that take plain text for theirs.
    archive_read_support_filter_zstd(archive_.get());
    archive_read_support_filter_xz(archive_.get());
    archive_read_support_filter_bzip2(archive_.get());
    archive_read_support_filter_lz4(archive_.get());
    archive_read_support_format_raw(archive_.get());
    archive_read_support_format_empty(archive_.get());
    archive_entry* entry;
    int result = archive_read_open(archive_.get(), this, nullptr, &ReadPacked, nullptr);
    if (result == ARCHIVE_OK) result = archive_read_next_header(archive_.get(), &entry);
    ended_ = result == ARCHIVE_EOF;
    if (!ended_ && result != ARCHIVE_OK && result != ARCHIVE_WARN) {
      failed_ = Failure();
    } else if (archive_filter_count(archive_.get()) > 1 + kMaxPackedLayers) {
      failed_ = PackedTwice();
    }
    // A file cut off within its first block fails here already; that is for Read to tell.
    return absl::IsDataLoss(failed_) ? absl::OkStatus() : failed_;
  }

  absl::StatusOr<size_t> Read(std::span<char> out) override {
    if (!failed_.ok()) return failed_;
    // Block by block: archive_read_data() forgets all it has copied where it meets damage on the way.
    while (data_.empty()) {
      if (ended_) return size_t{0};
      const void* data = nullptr;
      size_t size = 0;
      la_int64_t offset = 0;
      const int result = archive_read_data_block(archive_.get(), &data, &size, &offset);
      ended_ = result == ARCHIVE_EOF;
      if (!ended_ && result != ARCHIVE_OK && result != ARCHIVE_WARN) return failed_ = Failure();
      if (!ended_) data_ = {static_cast<const char*>(data), size};
    }
    const size_t got = std::min(data_.size(), out.size());
    std::copy_n(data_.begin(), got, out.begin());
    data_.remove_prefix(got);
    unpacked_bytes_ += got;
    if (UnpacksTooFar(unpacked_bytes_, packed_bytes_)) {
      return failed_ = absl::DataLossError(
                 absl::StrFormat("unpacks to more than %d times its size", kMaxUnpackedRatio));
    }
    return got;
  }

 private:
  static la_ssize_t ReadPacked(archive* reader, void* self, const void** block) {
    auto* source = static_cast<PackedSource*>(self);
    const absl::StatusOr<size_t> got = source->packed_->Read(source->block_);
    *block = source->block_.data();
    if (got.ok()) {
      source->packed_bytes_ += *got;
      return static_cast<la_ssize_t>(*got);
    }
    source->read_error_ = got.status();
    archive_set_error(reader, EIO, "cannot read");
    return ARCHIVE_FATAL;
  }

  absl::Status Failure() {
    if (!read_error_.ok()) return read_error_;
    const char* message = archive_error_string(archive_.get());
    return absl::DataLossError(message != nullptr ? message : "damaged");
  }

  std::unique_ptr<ByteSource> packed_;
  std::string block_;
  std::unique_ptr<archive, int (*)(archive*)> archive_;
  bool ended_ = false;
  std::string_view data_;  // unpacked and not read; libarchive's until the next
  uint64_t packed_bytes_ = 0, unpacked_bytes_ = 0;
  absl::Status read_error_, failed_;
};

class FailedSource : public ByteSource {
 public:
  explicit FailedSource(absl::Status error) : error_(std::move(error)) {}
  absl::StatusOr<size_t> Read(std::span<char>) override { return error_; }

 private:
  absl::Status error_;
};

}  // namespace

bool IsPacked(std::string_view head) {
  // Of bzip2 the beginning of its first block too: three letters may begin a text.
  if (head.starts_with("BZh") && head.size() >= kMagicBytes && head.substr(4, 6) == "1AY&SY") return true;
  // A skippable frame, as some writers of zstd begin with (RFC 8878, section 3.1.2).
  if (head.size() >= 4 && (head[0] & '\xF0') == '\x50' && head.substr(1, 3) == "\x2A\x4D\x18") return true;
  return std::ranges::any_of(
      std::to_array({"\x1F\x8B\x08"sv, "\x28\xB5\x2F\xFD"sv, "\xFD\x37zXZ\0"sv, "\x04\x22\x4D\x18"sv}),
      [&](std::string_view magic) { return head.starts_with(magic); });
}

HeadSource::HeadSource(std::unique_ptr<ByteSource> source, size_t head_bytes)
    : source_(std::move(source)), head_(head_bytes, '\0') {
  size_t size = 0;
  while (size < head_bytes) {
    const absl::StatusOr<size_t> got = source_->Read(std::span(head_).subspan(size));
    if (!got.ok()) error_ = got.status();
    complete_ = got.ok() && *got == 0;
    if (!got.ok() || complete_) break;
    size += *got;
  }
  head_.resize(size);
}

absl::StatusOr<size_t> HeadSource::Read(std::span<char> out) {
  if (given_ < head_.size()) {
    const size_t count = std::min(out.size(), head_.size() - given_);
    std::memcpy(out.data(), head_.data() + given_, count);
    given_ += count;
    return count;
  }
  if (!error_.ok()) return error_;
  return source_->Read(out);
}

bool HeadSource::SkipDamage() {
  if (!source_->SkipDamage()) return false;
  error_ = absl::OkStatus();
  return true;
}

absl::StatusOr<std::unique_ptr<ByteSource>> ByteSource::Unpack(std::unique_ptr<ByteSource> packed) {
  auto head = std::make_unique<HeadSource>(std::move(packed), kMagicBytes);
  if (!IsPacked(head->head())) return head;
  std::unique_ptr<ByteSource> source;
  if (head->head().starts_with("\x1F\x8B")) {
    source = std::make_unique<GzipSource>(std::move(head));
  } else {
    auto unpacked = std::make_unique<PackedSource>(std::move(head));
    RETURN_IF_ERROR(unpacked->Start());
    source = std::move(unpacked);
  }
  auto within = std::make_unique<HeadSource>(std::move(source), kMagicBytes);
  if (IsPacked(within->head())) return std::make_unique<FailedSource>(PackedTwice());
  return within;
}

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
                                                             Compression compression, bool may_be_pipe) {
  if (disk_path == "-") return Unpack(std::make_unique<PlainSource>(STDIN_FILENO, false, "standard input"));
  const int fd = may_be_pipe ? OpenForReading(disk_path) : OpenRegularFile(disk_path);
  if (fd < 0) return ErrnoStatus(errno, disk_path, "cannot open");
  auto source = std::make_unique<PlainSource>(fd, true, disk_path);
  struct stat info;
  if (fstat(fd, &info) == 0 && S_ISDIR(info.st_mode)) return ErrnoStatus(EISDIR, disk_path, "cannot read");
  if (compression == Compression::kNone) return source;
  return Unpack(std::move(source));
}

}  // namespace samestory
