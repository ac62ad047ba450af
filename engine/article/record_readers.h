// The three ways to cut a plain file into records. (Others: warc_reader.h, archive_reader.h.)
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/article/block_reader.h"
#include "engine/article/line_chunks.h"
#include "engine/article/reader.h"

namespace samestory {

// The reader of a format that is no archive; `name` is for the places of incidents.
std::unique_ptr<RecordReader> MakeRecordReader(Format format, std::string name,
                                               std::unique_ptr<ByteSource> source);

// JSON Lines: lines that are not blank, without their end. A line feed ends a line; a carriage return before
// it belongs to the end.
class LineReader : public RecordReader {
 public:
  LineReader(std::string name, std::unique_ptr<ByteSource> source)
      : chunks_(std::move(name), std::move(source)) {}
  absl::StatusOr<bool> Next(Record* record, std::vector<Incident>* incidents) override;

 private:
  LineChunker chunks_;
  LineChunk chunk_;
  size_t position_ = 0;
  uint64_t line_number_ = 0;
};

// JSON: each element of an array that is the file; or each object, where the file is one or several.
class JsonValueReader : public RecordReader {
 public:
  JsonValueReader(std::string name, std::unique_ptr<ByteSource> source)
      : name_(std::move(name)), blocks_(std::move(source)) {}
  absl::StatusOr<bool> Next(Record* record, std::vector<Incident>* incidents) override;

 private:
  // Moves to the first byte of the next value; false at the end of the file or where it makes no sense.
  absl::StatusOr<bool> FindValue(std::vector<Incident>* incidents);
  absl::StatusOr<bool> ReadValue(Record* record, bool* too_long, std::vector<Incident>* incidents);
  absl::StatusOr<bool> Refill(std::vector<Incident>* incidents);
  // Bytes of rest() that belong to the value; `*complete` where it ends there.
  size_t ScanValue(std::string_view rest, bool* complete);

  std::string name_;
  BlockReader blocks_;
  uint64_t ordinal_ = 0;
  bool started_ = false, in_array_ = false, ended_ = false;
  // Within a value.
  enum class Shape { kUnknown, kNested, kString, kScalar };
  Shape shape_ = Shape::kUnknown;
  uint64_t depth_ = 0;
  bool in_string_ = false, escaped_ = false;
};

// Text and HTML: the file is the record.
class WholeFileReader : public RecordReader {
 public:
  WholeFileReader(std::string name, std::unique_ptr<ByteSource> source)
      : name_(std::move(name)), source_(std::move(source)) {}
  absl::StatusOr<bool> Next(Record* record, std::vector<Incident>* incidents) override;

 private:
  std::string name_;
  std::unique_ptr<ByteSource> source_;
  bool ended_ = false;
};

// The incident of a packed file that breaks off.
Incident DamageIncident(const std::string& name, uint64_t offset_bytes, const absl::Status& damage);

// "name:line" where records have a number.
std::string RecordPlace(const std::string& name, const Location& location);

// simdjson reads this far beyond the end of its input.
inline constexpr size_t kRecordPaddingBytes = 64;

}  // namespace samestory
