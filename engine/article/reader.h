// A file → its records → articles. Splitting into records is sequential and cheap; parsing a record is a pure
// function that any thread may call.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/article/article.h"
#include "engine/article/input.h"
#include "engine/article/limits.h"
#include "engine/base/status.h"

namespace samestory {

// The bytes of one record: a line of JSON Lines, one element of a JSON array, one record of a WARC file from
// its "WARC/" on, or a whole file.
struct Record {
  std::string bytes;
  Location location;
  // Where the file is an archive, the member the record was read from, as if it were a file: it has the
  // format, name, path and outlet. Null elsewhere.
  std::shared_ptr<const InputFile> member{};
};

// Reads the records of one file in order, in memory bounded by the largest record.
class RecordReader {
 public:
  static absl::StatusOr<std::unique_ptr<RecordReader>> Open(const InputFile& file);
  virtual ~RecordReader() = default;

  // The next record in `*record`; false at the end. What had to be left out is appended to `*incidents`
  // (a line longer than kMaxRecordBytes; a damaged archive: what came before is kept, the rest is named).
  // Records that are no articles by their kind come as one kIgnored a file and kind, with their number.
  // An error means that the file cannot be read any further.
  virtual absl::StatusOr<bool> Next(Record* record, std::vector<Incident>* incidents) = 0;
};

struct ParsedRecord {
  std::vector<Article> articles;  // none or one
  std::vector<Incident> incidents;
};

// Interprets a record by the format of its file, or of its member: field aliases of JSON, main text and
// metadata of HTML, title and date in the head of a text file. Encodings are mended (UTF-16 with byte-order
// mark, invalid UTF-8, NUL) and said; a record without text is skipped and said. Deterministic, thread-safe.
ParsedRecord ParseRecord(const InputFile& file, const Record& record);

}  // namespace samestory
