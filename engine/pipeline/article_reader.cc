#include "engine/pipeline/article_reader.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include "absl/strings/str_format.h"
#include "engine/article/record_readers.h"
#include "engine/base/file.h"
#include "engine/base/hash.h"
#include "engine/pipeline/kept_text.h"

namespace samestory {
namespace {

// Read at once where articles are asked for one after the other; and asked of the disk before, where only some are.
constexpr size_t kWindowBytes = 1 << 18, kAheadBytes = 1 << 20;

// By which a large file leaves the page cache: some articles here and there are a few such stretches.
constexpr uint64_t kStretchBytes = 1 << 20;

}  // namespace

ArticleReader::~ArticleReader() { CloseFile(); }

void ArticleReader::CloseFile() {
  if (fd_ < 0) return;
  behind_.End(last_end_);
  close(std::exchange(fd_, -1));
}

absl::Status ArticleReader::OpenFile(const InputFile& file) {
  if (file_ == &file) return absl::OkStatus();
  CloseFile();
  file_ = nullptr;
  window_.clear();
  fd_ = OpenRegularFile(file.disk_path);
  if (fd_ < 0) return ErrnoStatus(errno, file.disk_path, "cannot open");
  file_ = &file;
  last_end_ = wanted_bytes_ = passed_over_bytes_ = ahead_end_ = 0;
  behind_.Begin(fd_, kStretchBytes);
  return absl::OkStatus();
}

bool ArticleReader::ReadsOn(uint64_t offset, size_t size) {
  const bool follows = offset >= last_end_ && offset - last_end_ < kWindowBytes;
  if (!follows) {
    behind_.End(last_end_);
    wanted_bytes_ = passed_over_bytes_ = ahead_end_ = 0;
  }
  wanted_bytes_ += size;
  if (follows) passed_over_bytes_ += offset - last_end_;
  last_end_ = offset + size;
  return follows;
}

void ArticleReader::FetchAhead(uint64_t offset) {
  ahead_end_ = std::max(ahead_end_, offset);
  while (ahead_end_ < offset + kAheadBytes) {
    posix_fadvise(fd_, static_cast<off_t>(ahead_end_), kWindowBytes, POSIX_FADV_WILLNEED);
    ahead_end_ += kWindowBytes;
  }
}

void ArticleReader::Fetch(std::vector<uint32_t> articles) {
  std::ranges::sort(articles, {}, [&](uint32_t article) { return corpus_.PlaceOf(article); });
  constexpr size_t kRowsAhead = 16;
  for (size_t i = 0; i < articles.size(); ++i) {
    if (i + kRowsAhead < articles.size()) corpus_.PrefetchRow(articles[i + kRowsAhead]);
    const ArticleRef at = corpus_.order_.articles[articles[i]];
    const SegmentRow& row = corpus_.Row(at);
    if (row.kept.frame != KeptPlace::kNowhere) continue;
    // What fails here fails again where the text is read.
    if (!OpenFile(corpus_.FileOf(at)).ok()) continue;
    posix_fadvise(fd_, static_cast<off_t>(row.offset_bytes), static_cast<off_t>(row.size_bytes),
                  POSIX_FADV_WILLNEED);
  }
}

absl::StatusOr<std::string_view> ArticleReader::Bytes(const InputFile& file, uint64_t offset, size_t size) {
  RETURN_IF_ERROR(OpenFile(file));
  const bool follows = ReadsOn(offset, size);
  // Where more is passed over than wanted, copying it would cost more than a read for each article.
  const bool all = follows && passed_over_bytes_ <= wanted_bytes_;
  if (follows && !all) FetchAhead(offset);
  if (offset < window_offset_ || offset + size > window_offset_ + window_.size()) {
    const size_t wanted = std::max(size, all ? kWindowBytes : 0);
    window_.reserve(wanted + kRecordPaddingBytes);
    window_.resize(wanted);
    window_offset_ = offset;
    size_t filled = 0;
    while (filled < wanted) {
      const ssize_t got =
          pread(fd_, window_.data() + filled, wanted - filled, static_cast<off_t>(offset + filled));
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) {
        window_.clear();
        return ErrnoStatus(errno, file.disk_path, "cannot read");
      }
      if (got == 0) break;
      filled += static_cast<size_t>(got);
    }
    window_.resize(filled);
    if (follows) behind_.Passed(offset);
    if (filled < size) {
      return absl::DataLossError(absl::StrFormat(
          "%s: ends before byte %d; it was changed while it was in use", file.disk_path, offset + size));
    }
  }
  return std::string_view(window_).substr(offset - window_offset_, size);
}

absl::StatusOr<Article> ArticleReader::ReadAgain(const InputFile& file, const SegmentRow& row) {
  const Location location{row.offset_bytes, row.size_bytes, row.line};
  ASSIGN_OR_RETURN(const std::string_view bytes, Bytes(file, location.offset_bytes, location.size_bytes));
  parsed_.articles.clear();
  parsed_.incidents.clear();
  if (file.format == Format::kJsonLines) {
    json_.Parse(file, {bytes, location}, &parsed_);
  } else {
    Record record;
    record.bytes.reserve(bytes.size() + kRecordPaddingBytes);
    record.bytes = bytes;
    record.location = location;
    parsed_ = ParseRecord(file, record);
  }
  if (parsed_.articles.empty()) {
    return absl::DataLossError(
        absl::StrFormat("%s: no article at byte %d; it was changed while it was in use", file.disk_path,
                        location.offset_bytes));
  }
  return std::move(parsed_.articles.front());
}

absl::StatusOr<Article> ArticleReader::Read(ArticleRef at) {
  const StoredSegment& stored = corpus_.segments_[at.segment];
  const SegmentRow& row = corpus_.Row(at);
  const InputFile& file = corpus_.FileOf(at);
  Article article;
  if (row.kept.frame == KeptPlace::kNowhere) {
    ASSIGN_OR_RETURN(article, ReadAgain(file, row));
  } else {
    const uint64_t frame = uint64_t{at.segment} << 32 | row.kept.frame;
    if (frame != frame_) {
      frame_ = UINT64_MAX;
      ASSIGN_OR_RETURN(texts_, UnpackFrame(stored.kept, row.kept.frame));
      frame_ = frame;
    }
    ASSIGN_OR_RETURN(article.text, TextInFrame(texts_, row.kept));
    const std::string_view path = stored.segment.path(at.row);
    article.id = stored.segment.id(at.row);
    article.path = path.empty() ? std::string_view(file.path) : path;
    article.source = stored.segment.names[row.source];
    article.title = stored.segment.title(at.row);
    article.url = stored.segment.url(at.row);
    article.date = DateOf(row);
  }
  if (Hash64(article.text) != row.text_hash) {
    return absl::DataLossError(absl::StrFormat("%s: changed while it was in use", file.disk_path));
  }
  return article;
}

absl::StatusOr<Article> ArticleReader::Read(uint32_t number) {
  const ArticleRef at = corpus_.order_.articles[number];
  ASSIGN_OR_RETURN(Article article, Read(at));
  article.id = corpus_.id(number);
  return article;
}

}  // namespace samestory
