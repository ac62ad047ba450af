// Inputs cut into pieces that threads can work on side by side.
//
// A lane is one file of many records, read from front to back, or a run of small files. Its
// pieces are cut by size alone, so they are the same on every machine, with any number of threads, and in a run that
// resumes; lanes in their order, pieces in theirs, and records in theirs are the order in which all was read.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "engine/article/input.h"
#include "engine/article/line_chunks.h"
#include "engine/article/reader.h"

namespace samestory {

struct Lane {
  uint32_t first_file = 0, files = 1;
  bool of_small_files = false;
};

struct LanePlan {
  std::vector<Lane> lanes;
  std::vector<uint64_t> size_bytes;  // of each file on disk, 0 where that is not known
  uint64_t total_bytes = 0;          // of all of them
  size_t piece_bytes = 0;
};

LanePlan PlanLanes(const std::vector<InputFile>& files);

// A piece of a lane, not parsed yet.
struct Piece {
  uint32_t number = 0;  // in its lane, from 0
  uint32_t file = 0;
  LineChunk lines;                                   // of JSON Lines
  std::vector<std::pair<uint32_t, Record>> records;  // of other formats: file, record
  std::vector<Incident> incidents;                   // what reading left out
  uint64_t input_bytes = 0;                          // read for it, unpacked
  uint64_t end_offset_bytes = 0, end_line = 0;       // of JSON Lines: where the next piece begins; else 0
  bool last = false;                                 // of its lane, where that is known already
};

// Cuts one lane. Not for two threads at once.
class LaneReader {
 public:
  LaneReader(const std::vector<InputFile>& files, const Lane& lane, size_t piece_bytes)
      : files_(files), lane_(lane), piece_bytes_(piece_bytes) {}

  // The next piece; false after the last. An error is that of an INPUT that cannot be read; a file below an INPUT
  // that cannot be read, or not to its end, is an incident of the piece.
  absl::StatusOr<bool> Next(Piece* piece);

  // Before the first Next(): the lane goes on after `pieces` pieces, the last of which ended there. Not after a piece
  // that was its lane's last: what ended the lane would be met, and told of, once more. Cheap for JSON Lines
  // that lie open, else the pieces are read and dropped.
  absl::Status SkipPieces(uint32_t pieces, uint64_t end_offset_bytes, uint64_t end_line);

 private:
  absl::Status OpenFile();
  absl::StatusOr<bool> NextOfOneFile(Piece* piece);
  absl::Status NextOfSmallFiles(Piece* piece);
  absl::StatusOr<bool> ReadRecord(uint32_t file, Piece* piece);
  absl::Status Failed(const InputFile& file, const absl::Status& status, Piece* piece);

  const std::vector<InputFile>& files_;
  const Lane lane_;
  const size_t piece_bytes_;
  uint32_t pieces_ = 0;
  uint32_t files_read_ = 0;  // of small files
  bool opened_ = false, ended_ = false;
  std::unique_ptr<LineChunker> lines_;
  std::unique_ptr<RecordReader> records_;
};

}  // namespace samestory
