#include "engine/article/archive_reader.h"

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include "absl/strings/str_format.h"
#include "engine/article/byte_source.h"
#include "engine/article/detect.h"
#include "engine/article/encoding.h"
#include "engine/article/record_readers.h"
#include "engine/base/file.h"

namespace samestory {
namespace {

constexpr size_t kBlockBytes = 1 << 16;

// libarchive turns members' names into the locale's encoding; this thread's is UTF-8 as long as it does.
class Utf8Names {
 public:
  Utf8Names() {
    static const locale_t utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", locale_t{});
    if (utf8 != locale_t{}) before_ = uselocale(utf8);
  }
  Utf8Names(const Utf8Names&) = delete;
  Utf8Names& operator=(const Utf8Names&) = delete;
  ~Utf8Names() {
    if (before_ != locale_t{}) uselocale(before_);
  }

 private:
  locale_t before_{};
};

// "./a//b.txt" and "/a/b.txt" → "a/b.txt".
std::string CleanName(std::string_view raw) {
  std::string name;
  for (size_t begin = 0; begin <= raw.size();) {
    const size_t end = std::min(raw.find('/', begin), raw.size());
    const std::string_view part = raw.substr(begin, end - begin);
    if (!part.empty() && part != ".") name.append(name.empty() ? "" : "/").append(part);
    begin = end + 1;
  }
  MendUtf8(&name);
  return name;
}

std::string FirstFolder(std::string_view name) {
  while (name.starts_with("../")) name.remove_prefix(3);
  const size_t slash = name.find('/');
  return std::string(name.substr(0, slash == std::string_view::npos ? 0 : slash));
}

// macOS puts a file of its own beside each, with the same extension.
bool IsResourceFork(std::string_view name) { return name.substr(name.rfind('/') + 1).starts_with("._"); }

}  // namespace

class ArchiveReader::Client {
 public:
  explicit Client(std::string path) : path_(std::move(path)), block_(kBlockBytes, '\0') {}
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;
  ~Client() {
    if (fd_ >= 0) close(fd_);
  }

  absl::Status Open() {
    fd_ = OpenForReading(path_);
    if (fd_ < 0) return ErrnoStatus(errno, path_, "cannot open");
    struct stat info;
    if (fstat(fd_, &info) != 0) return ErrnoStatus(errno, path_, "cannot read");
    if (S_ISDIR(info.st_mode)) return ErrnoStatus(EISDIR, path_, "cannot read");
    file_bytes_ = S_ISREG(info.st_mode) ? static_cast<uint64_t>(info.st_size) : UINT64_MAX;
    return absl::OkStatus();
  }

  // What the members were unpacked from, at most: the bytes read, but none of them twice.
  uint64_t packed_bytes() const { return std::min(read_bytes_, file_bytes_); }
  const absl::Status& error() const { return error_; }

  static la_ssize_t Read(archive* reader, void* self, const void** block) {
    auto* client = static_cast<Client*>(self);
    ssize_t got;
    do {
      got = read(client->fd_, client->block_.data(), client->block_.size());
    } while (got < 0 && errno == EINTR);
    *block = client->block_.data();
    if (got >= 0) {
      client->read_bytes_ += static_cast<uint64_t>(got);
      return got;
    }
    client->error_ = ErrnoStatus(errno, client->path_, "cannot read");
    archive_set_error(reader, EIO, "cannot read");
    return ARCHIVE_FATAL;
  }

  static la_int64_t Seek(archive*, void* self, la_int64_t offset, int whence) {
    const off_t at = lseek(static_cast<Client*>(self)->fd_, offset, whence);
    return at < 0 ? ARCHIVE_FATAL : at;
  }

 private:
  std::string path_, block_;
  int fd_ = -1;
  uint64_t read_bytes_ = 0, file_bytes_ = 0;
  absl::Status error_;
};

class ArchiveReader::MemberSource : public ByteSource {
 public:
  explicit MemberSource(ArchiveReader* reader) : reader_(reader) {}

  absl::StatusOr<size_t> Read(std::span<char> out) override {
    if (!failed_.ok()) return failed_;
    const la_ssize_t got = archive_read_data(reader_->archive_.get(), out.data(), out.size());
    if (got < 0) return failed_ = reader_->Failure();
    reader_->unpacked_bytes_ += static_cast<uint64_t>(got);
    if (UnpacksTooFar(reader_->unpacked_bytes_, reader_->client_->packed_bytes())) {
      return failed_ = absl::DataLossError(
                 absl::StrFormat("the archive unpacks to more than %d times its size", kMaxUnpackedRatio));
    }
    return static_cast<size_t>(got);
  }

 private:
  ArchiveReader* reader_;
  absl::Status failed_;
};

ArchiveReader::ArchiveReader(const InputFile& file)
    : file_(file),
      client_(std::make_unique<Client>(file.disk_path)),
      archive_(archive_read_new(), &archive_read_free) {}

ArchiveReader::~ArchiveReader() = default;

absl::StatusOr<std::unique_ptr<RecordReader>> ArchiveReader::Open(const InputFile& file) {
  std::unique_ptr<ArchiveReader> reader(new ArchiveReader(file));
  RETURN_IF_ERROR(reader->Start());
  return reader;
}

absl::Status ArchiveReader::Failure() const {
  if (!client_->error().ok()) return client_->error();
  const char* message = archive_error_string(archive_.get());
  return absl::DataLossError(message != nullptr ? message : "damaged");
}

absl::Status ArchiveReader::Start() {
  if (archive_ == nullptr) return absl::ResourceExhaustedError("no memory to read the archive");
  RETURN_IF_ERROR(client_->Open());
  archive* reader = archive_.get();
  archive_read_support_filter_gzip(reader);
  archive_read_support_filter_zstd(reader);
  archive_read_support_filter_xz(reader);
  archive_read_support_filter_bzip2(reader);
  archive_read_support_filter_lz4(reader);
  // By name: with every format on, plain text is taken for one of them.
  archive_read_support_format_tar(reader);
  archive_read_support_format_zip(reader);
  archive_read_support_format_empty(reader);
  archive_read_set_callback_data(reader, client_.get());
  archive_read_set_read_callback(reader, &Client::Read);
  archive_read_set_seek_callback(reader, &Client::Seek);
  if (archive_read_open1(reader) == ARCHIVE_OK) return absl::OkStatus();
  const absl::Status failure = Failure();
  return absl::IsDataLoss(failure)
             ? absl::DataLossError(absl::StrFormat("%s: no archive that is read (tar, zip): %s", file_.name,
                                                   std::string(failure.message())))
             : failure;
}

void ArchiveReader::Skip(const std::string& member, std::string reason,
                         std::vector<Incident>* incidents) const {
  incidents->push_back({Incident::Kind::kSkipped, file_.name + "/" + member, std::move(reason)});
}

// Sets up reading the member; false where it is passed over.
absl::StatusOr<bool> ArchiveReader::OpenMember(archive_entry* entry, std::vector<Incident>* incidents) {
  const auto type = archive_entry_filetype(entry);
  if (type == AE_IFDIR) return false;
  const char* raw = archive_entry_pathname(entry);
  if (raw == nullptr) raw = archive_entry_pathname_utf8(entry);
  const std::string name =
      CleanName(raw == nullptr ? "" : std::string_view(raw).substr(0, kMaxMemberNameBytes + 1));
  if (raw == nullptr && type == AE_IFREG) {
    Skip(absl::StrFormat("member %d", members_), "its name is not what the archive says it is (UTF-8)",
         incidents);
    return false;
  }
  if (name.empty() || name.size() > kMaxMemberNameBytes) {
    others_.Add(absl::StrFormat("without a name, or one longer than %d bytes", kMaxMemberNameBytes), "");
    return false;
  }
  if (type != AE_IFREG || archive_entry_hardlink(entry) != nullptr) {
    others_.Add("a link or device", name);
    return false;
  }
  const std::optional<FileKind> kind = IsResourceFork(name) ? std::nullopt : KindOfName(name);
  if (!kind) {
    others_.Add("not an article by its name", name);
    return false;
  }
  if (kind->format == Format::kArchive) {
    Skip(name, "an archive within an archive, which is not opened", incidents);
    return false;
  }
  if (archive_entry_is_data_encrypted(entry) != 0) {
    Skip(name, "encrypted", incidents);
    return false;
  }
  InputFile member = file_;
  member.name = file_.name + "/" + name;
  member.path = file_.path + "/" + name;
  if (std::string folder = FirstFolder(name); !folder.empty()) member.outlet = std::move(folder);
  member.format = kind->format;
  member.compression = kind->compression;
  std::unique_ptr<ByteSource> source = std::make_unique<MemberSource>(this);
  if (member.compression == Compression::kPacked) {
    ASSIGN_OR_RETURN(source, ByteSource::Unpack(std::move(source)));
  }
  if (member.format == Format::kJson) {
    // Many crawlers write JSON Lines under this name.
    auto head = std::make_unique<HeadSource>(std::move(source), kHeadBytes);
    if (FormatOfHead(head->head(), head->complete()) == Format::kJsonLines)
      member.format = Format::kJsonLines;
    source = std::move(head);
  }
  member_reader_ = MakeRecordReader(member.format, member.name, std::move(source));
  member_ = std::make_shared<const InputFile>(std::move(member));
  return true;
}

// Past what was not read of the current member. libarchive would do it too, but unpack without bounds.
absl::Status ArchiveReader::LeaveMember() {
  member_reader_.reset();
  member_.reset();
  // In an archive that is not packed as a whole the member is jumped over.
  if (members_ == 0 || archive_filter_count(archive_.get()) < 2) return absl::OkStatus();
  MemberSource rest(this);
  std::string block(kBlockBytes, '\0');
  for (;;) {
    ASSIGN_OR_RETURN(const size_t got, rest.Read(block));
    if (got == 0) return absl::OkStatus();
  }
}

absl::StatusOr<bool> ArchiveReader::NextMember(std::vector<Incident>* incidents) {
  const Utf8Names names;
  for (;;) {
    RETURN_IF_ERROR(LeaveMember());
    archive_entry* entry;
    const int result = archive_read_next_header(archive_.get(), &entry);
    if (result == ARCHIVE_EOF) return false;
    if (result != ARCHIVE_OK && result != ARCHIVE_WARN) return Failure();
    if (++members_ > kMaxArchiveMembers) {
      return absl::DataLossError(absl::StrFormat("more than %d members", kMaxArchiveMembers));
    }
    const absl::StatusOr<bool> open = OpenMember(entry, incidents);
    if (!open.ok() || *open) return open;
  }
}

absl::StatusOr<bool> ArchiveReader::Next(Record* record, std::vector<Incident>* incidents) {
  while (!ended_) {
    if (member_reader_ != nullptr) {
      ASSIGN_OR_RETURN(const bool more, member_reader_->Next(record, incidents));
      if (more) {
        record->member = member_;
        return true;
      }
    }
    const absl::StatusOr<bool> more = NextMember(incidents);
    if (more.ok() && *more) continue;
    if (!more.ok() && !absl::IsDataLoss(more.status())) return more.status();
    ended_ = true;
    if (!more.ok()) {
      incidents->push_back({Incident::Kind::kSkipped, file_.name,
                            absl::StrFormat("damaged after %d members (%s); the rest is lost", members_,
                                            std::string(more.status().message()))});
    }
  }
  others_.Flush(file_.name, "member", incidents);
  return false;
}

}  // namespace samestory
