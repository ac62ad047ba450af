#include "engine/article/record_readers.h"

#include <algorithm>
#include <cstring>

#include "absl/strings/str_format.h"
#include "engine/article/archive_reader.h"
#include "engine/article/warc_reader.h"

namespace samestory {
namespace {

bool IsBlank(std::string_view line) { return line.find_first_not_of(" \t\r\v\f") == std::string_view::npos; }

Incident TooLong(const std::string& place) {
  return {Incident::Kind::kSkipped, place, absl::StrFormat("longer than %d MiB", kMaxRecordBytes >> 20)};
}

}  // namespace

Incident DamageIncident(const std::string& name, uint64_t offset_bytes, const absl::Status& damage) {
  return {Incident::Kind::kSkipped, name,
          absl::StrFormat("damaged after %d bytes unpacked (%s); the rest is lost", offset_bytes,
                          std::string_view(damage.message().data(), damage.message().size()))};
}

std::string RecordPlace(const std::string& name, const Location& location) {
  return location.line == 0 ? name : absl::StrFormat("%s:%d", name, location.line);
}

std::unique_ptr<RecordReader> MakeRecordReader(Format format, std::string name,
                                               std::unique_ptr<ByteSource> source) {
  switch (format) {
    case Format::kJsonLines:
      return std::make_unique<LineReader>(std::move(name), std::move(source));
    case Format::kJson:
      return std::make_unique<JsonValueReader>(std::move(name), std::move(source));
    case Format::kWarc:
      return std::make_unique<WarcReader>(std::move(name), std::move(source));
    case Format::kText:
    case Format::kHtml:
    case Format::kArchive:
      break;
  }
  return std::make_unique<WholeFileReader>(std::move(name), std::move(source));
}

absl::StatusOr<std::unique_ptr<RecordReader>> RecordReader::Open(const InputFile& file) {
  if (file.format == Format::kArchive) return ArchiveReader::Open(file);
  ASSIGN_OR_RETURN(std::unique_ptr<ByteSource> source, ByteSource::Open(file.disk_path, file.compression));
  return MakeRecordReader(file.format, file.name, std::move(source));
}

absl::StatusOr<LineReader::LineEnd> LineReader::ReadLine(Record* record, bool* too_long,
                                                         std::vector<Incident>* incidents) {
  std::string& bytes = record->bytes;
  for (;;) {
    if (blocks_.rest().empty()) {
      const absl::StatusOr<bool> more = blocks_.Refill();
      if (!more.ok() && absl::IsDataLoss(more.status())) {
        incidents->push_back(DamageIncident(name_, blocks_.offset_bytes(), more.status()));
        return LineEnd::kDamage;
      }
      if (!more.ok()) return more.status();
      if (!*more) return LineEnd::kEndOfFile;
    }
    const std::string_view rest = blocks_.rest();
    const void* line_feed = std::memchr(rest.data(), '\n', rest.size());
    const size_t length = line_feed == nullptr
                              ? rest.size()
                              : static_cast<size_t>(static_cast<const char*>(line_feed) - rest.data());
    if (bytes.size() + length > kMaxRecordBytes) *too_long = true;
    if (*too_long) {
      bytes.clear();
    } else {
      const size_t needed = bytes.size() + length + kRecordPaddingBytes;
      if (bytes.capacity() < needed)
        bytes.reserve(bytes.empty() ? needed : std::max(needed, 2 * bytes.capacity()));
      bytes.append(rest.substr(0, length));
    }
    blocks_.Consume(length + (line_feed == nullptr ? 0 : 1));
    if (line_feed != nullptr) return LineEnd::kLineFeed;
  }
}

absl::StatusOr<bool> LineReader::SkipByteOrderMark(std::vector<Incident>* incidents) {
  const absl::StatusOr<bool> any = blocks_.Refill();
  // Damage in the first block shows again, and is told, where the first line is read.
  if (!any.ok()) return absl::IsDataLoss(any.status()) ? absl::StatusOr<bool>(true) : any.status();
  if (!*any) return false;
  const std::string_view rest = blocks_.rest();
  if (rest.starts_with("\xFF\xFE") || rest.starts_with("\xFE\xFF")) {
    incidents->push_back(
        {Incident::Kind::kSkipped, name_, "JSON Lines in UTF-16, expected UTF-8; convert it first"});
    return false;
  }
  if (rest.starts_with("\xEF\xBB\xBF")) blocks_.Consume(3);
  return true;
}

absl::StatusOr<bool> LineReader::Next(Record* record, std::vector<Incident>* incidents) {
  if (line_ == 0 && !ended_) {
    ASSIGN_OR_RETURN(const bool any, SkipByteOrderMark(incidents));
    ended_ = !any;
  }
  while (!ended_) {
    record->bytes.clear();
    record->location = {blocks_.offset_bytes(), 0, ++line_};
    bool too_long = false;
    ASSIGN_OR_RETURN(const LineEnd end, ReadLine(record, &too_long, incidents));
    ended_ = end != LineEnd::kLineFeed;
    // Half a line is no record.
    if (end == LineEnd::kDamage) break;
    if (too_long) incidents->push_back(TooLong(RecordPlace(name_, record->location)));
    if (record->bytes.ends_with('\r')) record->bytes.pop_back();
    if (too_long || IsBlank(record->bytes)) continue;
    record->location.size_bytes = record->bytes.size();
    return true;
  }
  return false;
}

absl::StatusOr<bool> WholeFileReader::Next(Record* record, std::vector<Incident>* incidents) {
  if (std::exchange(ended_, true)) return false;
  std::string& bytes = record->bytes;
  size_t size = 0;
  bytes.resize(1 << 14);
  for (;;) {
    const absl::StatusOr<size_t> got = source_->Read(std::span(bytes).subspan(size));
    if (!got.ok() && absl::IsDataLoss(got.status())) {
      // Half an article would look like one that dropped the other half.
      incidents->push_back(DamageIncident(name_, size, got.status()));
      return false;
    }
    if (!got.ok()) return got.status();
    size += *got;
    if (*got == 0) break;
    if (size > kMaxRecordBytes) {
      incidents->push_back(TooLong(name_));
      return false;
    }
    if (size == bytes.size()) bytes.resize(2 * size);
  }
  bytes.resize(size);
  record->location = {0, size, 0};
  return true;
}

}  // namespace samestory
