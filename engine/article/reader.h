// A file → its records → articles. Splitting into records is sequential and cheap; parsing a record is a pure
// function that any thread may call.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/article/article.h"
#include "engine/article/input.h"
#include "engine/base/status.h"

namespace samestory {

// Bounds against hostile input; what exceeds one is skipped with its place.
inline constexpr uint64_t kMaxRecordBytes = 64u << 20;
inline constexpr uint64_t kMaxUnpackedRatio = 1000;  // beyond the first 64 MiB unpacked

// The bytes of one record: a line of JSON Lines, one element of a JSON array, or a whole file.
struct Record {
  std::string bytes;
  Location location;
};

// Reads the records of one file in order, in memory bounded by the largest record.
class RecordReader {
 public:
  static absl::StatusOr<std::unique_ptr<RecordReader>> Open(const InputFile& file);
  virtual ~RecordReader() = default;

  // The next record in `*record`; false at the end. What had to be left out is appended to `*incidents`
  // (a line longer than kMaxRecordBytes; a damaged archive: what came before is kept, the rest is named).
  // An error means that the file cannot be read any further.
  virtual absl::StatusOr<bool> Next(Record* record, std::vector<Incident>* incidents) = 0;
};

struct ParsedRecord {
  std::vector<Article> articles;  // none or one
  std::vector<Incident> incidents;
};

// Interprets a record by the file's format: field aliases of JSON, main text and metadata of HTML, title and
// date in the head of a text file. Encodings are mended (UTF-16 with byte-order mark, invalid UTF-8, NUL) and
// said; a record without text is skipped and said. Deterministic, thread-safe.
ParsedRecord ParseRecord(const InputFile& file, const Record& record);

// Reads again the one article at `location` of a file that is not compressed and not standard input.
absl::StatusOr<Article> ReadArticleAt(const InputFile& file, const Location& location);

}  // namespace samestory
