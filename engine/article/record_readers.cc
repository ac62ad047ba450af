#include "engine/article/record_readers.h"

#include "absl/strings/str_format.h"
#include "engine/article/archive_reader.h"
#include "engine/article/warc_reader.h"

namespace samestory {
namespace {

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
  ASSIGN_OR_RETURN(std::unique_ptr<ByteSource> source,
                   ByteSource::Open(file.disk_path, file.compression, IsNamed(file)));
  return MakeRecordReader(file.format, file.name, std::move(source));
}

absl::StatusOr<bool> LineReader::Next(Record* record, std::vector<Incident>* incidents) {
  constexpr size_t kChunkBytes = 1 << 18;
  Line line;
  while (!NextLine(chunk_, &position_, &line_number_, &line)) {
    ASSIGN_OR_RETURN(const bool more, chunks_.Next(kChunkBytes, &chunk_, incidents));
    if (!more) return false;
    position_ = 0;
    line_number_ = chunk_.first_line;
  }
  record->bytes.clear();
  record->bytes.reserve(line.bytes.size() + kRecordPaddingBytes);
  record->bytes.assign(line.bytes);
  record->location = line.location;
  return true;
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
    if (size == bytes.size()) bytes.resize(NextRoomBytes(size));
  }
  bytes.resize(size);
  record->location = {0, size, 0};
  return true;
}

}  // namespace samestory
