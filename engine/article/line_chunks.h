// JSON Lines in pieces of many whole lines, so that a thread can take a piece and parse it where it lies.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/article/article.h"
#include "engine/article/byte_source.h"

namespace samestory {

// Whole lines one after the other, each with its line feed but perhaps the file's last.
struct LineChunk {
  std::string bytes;          // kRecordPaddingBytes may be read beyond its end
  uint64_t offset_bytes = 0;  // of its first byte in the file, unpacked
  uint64_t first_line = 1;    // the number of its first line
};

struct Line {
  std::string_view bytes;  // without its end, "\n" or "\r\n"
  Location location;
};

class LineChunker {
 public:
  LineChunker(std::string name, std::unique_ptr<ByteSource> source)
      : name_(std::move(name)), source_(std::move(source)) {}

  // The next lines, about `chunk_bytes` of them; false at the end. Where chunks are cut depends on the bytes and
  // `chunk_bytes` alone. A line longer than kMaxRecordBytes is left out and noted; damage ends the file and is noted,
  // half a line being no record; any other error is the system's and comes after the lines before it. A byte-order
  // mark is passed over; UTF-16 is noted and ends the file.
  absl::StatusOr<bool> Next(size_t chunk_bytes, LineChunk* chunk, std::vector<Incident>* incidents);

  // Where the next chunk begins; and goes on there instead of at the front, before the first Next().
  uint64_t offset_bytes() const { return offset_bytes_; }
  uint64_t line() const { return line_; }
  absl::Status SkipTo(uint64_t offset_bytes, uint64_t line);
  // Nothing comes any more, neither lines nor incidents nor an error. Not known before the end was met.
  bool at_end() const { return ended_ && error_.ok(); }

 private:
  // Fills `bytes` up to `size` where the file has so many.
  void Fill(size_t size, std::string* bytes, std::vector<Incident>* incidents);
  void TakeByteOrderMark(std::string* bytes, std::vector<Incident>* incidents);
  void SkipLongLine(std::string* bytes, std::vector<Incident>* incidents);

  std::string name_;
  std::unique_ptr<ByteSource> source_;
  std::string carried_;  // read, and not given out; begins at offset_bytes_
  uint64_t offset_bytes_ = 0, line_ = 1;
  bool begun_ = false, ended_ = false,
       whole_ = true;  // whole: the last bytes are the file's, not cut off by damage
  absl::Status error_;
};

// Moves to the line at or after `*position` that is not blank and past it; false where there is none.
// `*position` and `*line_number` begin at 0 and chunk.first_line.
bool NextLine(const LineChunk& chunk, size_t* position, uint64_t* line_number, Line* line);

}  // namespace samestory
