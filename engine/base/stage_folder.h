// Finished stages of a run, on disk: so that memory does not grow with a crawl, and a run that was killed goes on where
// it stood.
//
// A stage is a name and bytes. It is written front to back, and is there once it is committed: whole, with a checksum,
// mapped into memory (pages of a file, which the system may drop, and no anonymous memory). A temporary folder's files
// have no names and go with the process; small stages stay in memory there. A resumable folder's files survive:
//
//   <folder>/samestory-<run key>/<stage>     payload, zero-padded to 8, then
//                                            u64 payload bytes, u64 checksum, 8 bytes "samestg1"; little-endian
//
// A file that is cut off, damaged or of another make is no stage: it is written again. Thread-safe throughout.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/status.h"

namespace samestory {

// A committed stage. bytes() is 8-byte aligned and valid while the object, or one moved from it, lives.
class Stage {
 public:
  Stage() = default;
  explicit Stage(std::string bytes);
  Stage(Stage&& other) noexcept { *this = std::move(other); }
  Stage& operator=(Stage&& other) noexcept;
  ~Stage();

  std::string_view bytes() const { return bytes_; }

 private:
  friend class StageFolder;
  friend class StageWriter;
  static absl::StatusOr<Stage> Map(int fd, uint64_t payload_bytes, const std::string& path);
  std::unique_ptr<std::string> owned_;
  std::string_view bytes_;
  size_t mapped_bytes_ = 0;  // 0: not mapped
};

class StageFolder;

// One stage while it is written; without Commit() nothing of it remains. Not for two threads at once.
class StageWriter {
 public:
  StageWriter(StageWriter&& other) noexcept;
  StageWriter& operator=(StageWriter&&) = delete;
  ~StageWriter();

  absl::Status Append(std::string_view bytes);
  absl::StatusOr<Stage> Commit();
  uint64_t size_bytes() const { return size_bytes_; }

 private:
  friend class StageFolder;
  StageWriter(StageFolder* folder, std::string path) : folder_(folder), path_(std::move(path)) {}
  absl::Status OpenFile();
  absl::Status Flush();

  StageFolder* folder_;
  std::string path_;  // empty: in a temporary folder
  std::string temporary_path_, buffer_;
  int fd_ = -1;
  uint64_t size_bytes_ = 0, checksum_ = 0;
  absl::Status error_;
};

class StageFolder {
 public:
  // `folder` must exist. Up to `memory_bytes` of small stages stay in memory.
  static StageFolder Temporary(std::string folder, uint64_t memory_bytes = uint64_t{64} << 20);
  // The stages of an earlier run of the same key are found again; those of other keys are left alone. `run_key`: letters,
  // digits and '-'. kInvalidArgument while another process works on the same run.
  static absl::StatusOr<StageFolder> Resumable(const std::string& folder, std::string_view run_key);
  StageFolder(StageFolder&&) noexcept;
  StageFolder& operator=(StageFolder&&) = delete;
  ~StageFolder();

  bool resumable() const { return !run_path_.empty(); }
  // Where its files lie, with or without a name.
  const std::string& folder() const { return folder_; }

  // `name`: letters, digits, '-' and '.'; each is created once in a run.
  absl::StatusOr<StageWriter> Create(std::string_view name);
  // A stage that was committed by this run or, in a resumable folder, an earlier one. Reads it whole for the checksum.
  std::optional<Stage> Find(std::string_view name) const;
  // Takes back the disk of a stage that no later one needs; a mapped one stays readable.
  void Remove(std::string_view name);
  // The run is done: nothing is left of a resumable folder. A temporary one has nothing to clear.
  absl::Status Clear();

 private:
  friend class StageWriter;
  StageFolder() = default;
  std::string folder_, run_path_;
  std::atomic<int64_t> memory_left_{0};
  int lock_fd_ = -1;  // of the run's folder
};

}  // namespace samestory
