#include "engine/pipeline/lanes.h"

#include <algorithm>
#include <filesystem>
#include <utility>

namespace samestory {
namespace {

// A crawl in two thousand pieces: few enough to be files of their own, many enough to keep all threads busy.
constexpr uint64_t kPieces = 2048;
constexpr uint64_t kLeastPieceBytes = 2 << 20, kMostPieceBytes = 64 << 20;
constexpr uint32_t kMostSmallFiles = 1024;
constexpr uint64_t kUnpackedTimes = 4;  // what a packed file may become, for the size of pieces only

// Larger ones of many records are worth a lane, which resumes amid them.
constexpr uint64_t kSmallFileBytes = 1 << 20;

bool IsSmall(const InputFile& file, uint64_t size_bytes) {
  switch (file.format) {
    case Format::kText:
    case Format::kHtml:
      if (file.compression == Compression::kNone) return true;
      break;
    case Format::kJson:
    case Format::kJsonLines:
      break;
    case Format::kWarc:
    case Format::kArchive:
      return false;
  }
  // Of a pipe no size is known. One below a folder is a file; should its size not be known either, it is read as well so.
  return size_bytes <= kSmallFileBytes && (size_bytes > 0 || !IsNamed(file));
}

}  // namespace

LanePlan PlanLanes(const std::vector<InputFile>& files) {
  LanePlan plan;
  uint64_t expected_bytes = 0;
  for (const InputFile& file : files) {
    std::error_code error;
    const auto size = file.disk_path == "-" ? 0 : std::filesystem::file_size(file.disk_path, error);
    plan.size_bytes.push_back(error ? 0 : size);
    plan.total_bytes += plan.size_bytes.back();
    expected_bytes += plan.size_bytes.back() * (file.compression == Compression::kNone ? 1 : kUnpackedTimes);
  }
  plan.piece_bytes = std::clamp(expected_bytes / kPieces, kLeastPieceBytes, kMostPieceBytes);
  uint64_t lane_bytes = 0;
  for (uint32_t file = 0; file < files.size(); ++file) {
    const bool small = IsSmall(files[file], plan.size_bytes[file]);
    const bool joins = small && !plan.lanes.empty() && plan.lanes.back().of_small_files &&
                       plan.lanes.back().files < kMostSmallFiles &&
                       lane_bytes + plan.size_bytes[file] <= plan.piece_bytes &&
                       CanReadAgain(files[file]) == CanReadAgain(files[plan.lanes.back().first_file]);
    if (joins) {
      ++plan.lanes.back().files;
    } else {
      plan.lanes.push_back({file, 1, small});
      lane_bytes = 0;
    }
    lane_bytes += plan.size_bytes[file];
  }
  return plan;
}

absl::Status LaneReader::Failed(const InputFile& file, const absl::Status& status, Piece* piece) {
  // The INPUT itself failing is the caller's business; a file below it is one loss among many.
  if (IsNamed(file)) return status;
  piece->incidents.push_back({Incident::Kind::kSkipped, file.name, std::string(status.message())});
  return absl::OkStatus();
}

absl::Status LaneReader::OpenFile() {
  if (std::exchange(opened_, true)) return absl::OkStatus();
  const InputFile& file = files_[lane_.first_file];
  if (file.format == Format::kJsonLines) {
    ASSIGN_OR_RETURN(auto source, ByteSource::Open(file.disk_path, file.compression, IsNamed(file)));
    lines_ = std::make_unique<LineChunker>(file.name, std::move(source));
  } else {
    ASSIGN_OR_RETURN(records_, RecordReader::Open(file));
  }
  return absl::OkStatus();
}

absl::Status LaneReader::SkipPieces(uint32_t pieces, uint64_t end_offset_bytes, uint64_t end_line) {
  if (!lane_.of_small_files && end_line > 0) {
    RETURN_IF_ERROR(OpenFile());
    if (lines_ != nullptr) {
      pieces_ = pieces;
      return lines_->SkipTo(end_offset_bytes, end_line);
    }
  }
  Piece dropped;
  while (pieces_ < pieces) {
    ASSIGN_OR_RETURN(const bool more, Next(&dropped));
    if (!more) break;
  }
  return absl::OkStatus();
}

absl::StatusOr<bool> LaneReader::NextOfOneFile(Piece* piece) {
  RETURN_IF_ERROR(OpenFile());
  if (lines_ != nullptr) {
    ASSIGN_OR_RETURN(const bool more, lines_->Next(piece_bytes_, &piece->lines, &piece->incidents));
    piece->input_bytes = piece->lines.bytes.size();
    piece->end_offset_bytes = lines_->offset_bytes();
    piece->end_line = lines_->line();
    piece->last = lines_->at_end();
    return more;
  }
  while (piece->input_bytes < piece_bytes_) {
    ASSIGN_OR_RETURN(const bool more, ReadRecord(lane_.first_file, piece));
    if (!more) return !piece->records.empty();
  }
  return true;
}

absl::StatusOr<bool> LaneReader::ReadRecord(uint32_t file, Piece* piece) {
  Record record;
  ASSIGN_OR_RETURN(const bool more, records_->Next(&record, &piece->incidents));
  if (!more) return false;
  piece->input_bytes += record.bytes.size();
  piece->records.emplace_back(file, std::move(record));
  return true;
}

absl::Status LaneReader::NextOfSmallFiles(Piece* piece) {
  while (files_read_ < lane_.files && piece->input_bytes < piece_bytes_) {
    const uint32_t number = lane_.first_file + files_read_;
    const auto read = [&]() -> absl::StatusOr<bool> {
      if (records_ == nullptr) {
        ASSIGN_OR_RETURN(records_, RecordReader::Open(files_[number]));
      }
      return ReadRecord(number, piece);
    };
    const absl::StatusOr<bool> more = read();
    if (more.ok() && *more) continue;
    records_.reset();
    ++files_read_;
    if (!more.ok()) RETURN_IF_ERROR(Failed(files_[number], more.status(), piece));
  }
  return absl::OkStatus();
}

absl::StatusOr<bool> LaneReader::Next(Piece* piece) {
  piece->number = pieces_;
  piece->file = lane_.first_file;
  piece->lines.bytes.clear();
  piece->records.clear();
  piece->incidents.clear();
  piece->input_bytes = piece->end_offset_bytes = piece->end_line = 0;
  piece->last = false;
  if (ended_) return false;
  bool more = false;
  if (!lane_.of_small_files) {
    const absl::StatusOr<bool> next = NextOfOneFile(piece);
    if (next.ok()) {
      more = *next;
    } else {
      RETURN_IF_ERROR(Failed(files_[lane_.first_file], next.status(), piece));
      // What was read before the failure is good.
      more = !piece->records.empty();
    }
    ended_ = !more || !next.ok();
  } else {
    RETURN_IF_ERROR(NextOfSmallFiles(piece));
    ended_ = piece->last = files_read_ == lane_.files;
    more = !piece->records.empty();
  }
  // What is said at a file's very end needs a piece to stand in.
  more |= !piece->incidents.empty();
  if (more) ++pieces_;
  return more;
}

}  // namespace samestory
