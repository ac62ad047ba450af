#include "engine/article/line_chunks.h"

#include <algorithm>
#include <cstring>
#include <span>

#include "absl/strings/str_format.h"
#include "engine/article/reader.h"
#include "engine/article/record_readers.h"
#include "engine/base/utf8.h"

namespace samestory {
namespace {

bool IsBlank(std::string_view line) { return line.find_first_not_of(" \t\r\v\f") == std::string_view::npos; }

}  // namespace

void LineChunker::Fill(size_t size, std::string* bytes, std::vector<Incident>* incidents) {
  if (ended_ || bytes->size() >= size) return;
  size_t filled = bytes->size();
  bytes->reserve(size + kRecordPaddingBytes);
  bytes->resize(size);
  while (filled < size && !ended_) {
    const absl::StatusOr<size_t> got = source_->Read(std::span(*bytes).subspan(filled));
    if (got.ok()) {
      filled += *got;
      ended_ = *got == 0;
      continue;
    }
    ended_ = true;
    whole_ = false;
    if (absl::IsDataLoss(got.status())) {
      incidents->push_back(DamageIncident(name_, offset_bytes_ + filled, got.status()));
    } else {
      error_ = got.status();
    }
  }
  bytes->resize(filled);
}

void LineChunker::TakeByteOrderMark(std::string* bytes, std::vector<Incident>* incidents) {
  if (bytes->starts_with("\xFF\xFE") || bytes->starts_with("\xFE\xFF")) {
    incidents->push_back(
        {Incident::Kind::kSkipped, name_, "JSON Lines in UTF-16, expected UTF-8; convert it first"});
    bytes->clear();
    ended_ = true;
  } else if (bytes->starts_with(kByteOrderMark)) {
    bytes->erase(0, 3);
    offset_bytes_ += 3;
  }
}

void LineChunker::SkipLongLine(std::string* bytes, std::vector<Incident>* incidents) {
  incidents->push_back({Incident::Kind::kSkipped, RecordPlace(name_, {0, 0, line_}),
                        absl::StrFormat("longer than %d MiB", kMaxRecordBytes >> 20)});
  for (;;) {
    const size_t line_feed = bytes->find('\n');
    const size_t skipped = line_feed == std::string::npos ? bytes->size() : line_feed + 1;
    offset_bytes_ += skipped;
    bytes->erase(0, skipped);
    if (line_feed != std::string::npos) break;
    if (ended_) return;
    Fill(size_t{1} << 20, bytes, incidents);
  }
  ++line_;
}

absl::Status LineChunker::SkipTo(uint64_t offset_bytes, uint64_t line) {
  begun_ = true;  // the byte-order mark lies before it
  offset_bytes_ = offset_bytes;
  line_ = line;
  return source_->Skip(offset_bytes);
}

absl::StatusOr<bool> LineChunker::Next(size_t chunk_bytes, LineChunk* chunk,
                                       std::vector<Incident>* incidents) {
  std::string& bytes = chunk->bytes;
  bytes.clear();
  std::swap(bytes, carried_);
  size_t wanted = std::max<size_t>(chunk_bytes, 4);
  size_t end;  // of the last whole line
  for (;;) {
    Fill(wanted, &bytes, incidents);
    if (!std::exchange(begun_, true)) TakeByteOrderMark(&bytes, incidents);
    const void* line_feed = memrchr(bytes.data(), '\n', bytes.size());
    end = line_feed == nullptr ? 0
                               : static_cast<size_t>(static_cast<const char*>(line_feed) - bytes.data()) + 1;
    if (end > 0) break;
    if (bytes.size() > kMaxRecordBytes) {
      SkipLongLine(&bytes, incidents);
      wanted = std::max<size_t>(chunk_bytes, 4);
      continue;
    }
    if (ended_) break;
    wanted = NextRoomBytes(wanted);
  }
  if (ended_ && whole_) end = bytes.size();
  carried_.assign(bytes, end);
  if (ended_) carried_.clear();
  bytes.resize(end);
  bytes.reserve(end + kRecordPaddingBytes);
  chunk->offset_bytes = offset_bytes_;
  chunk->first_line = line_;
  offset_bytes_ += end;
  line_ += static_cast<uint64_t>(std::count(bytes.begin(), bytes.end(), '\n'));
  if (end > 0) return true;
  RETURN_IF_ERROR(error_);
  return false;
}

bool NextLine(const LineChunk& chunk, size_t* position, uint64_t* line_number, Line* line) {
  const std::string_view bytes = chunk.bytes;
  while (*position < bytes.size()) {
    const void* line_feed = std::memchr(bytes.data() + *position, '\n', bytes.size() - *position);
    const size_t end = line_feed == nullptr
                           ? bytes.size()
                           : static_cast<size_t>(static_cast<const char*>(line_feed) - bytes.data());
    std::string_view found = bytes.substr(*position, end - *position);
    const uint64_t offset = chunk.offset_bytes + *position, number = (*line_number)++;
    *position = std::min(end + 1, bytes.size());
    if (found.ends_with('\r')) found.remove_suffix(1);
    if (IsBlank(found)) continue;
    *line = {found, {offset, found.size(), number}};
    return true;
  }
  return false;
}

}  // namespace samestory
