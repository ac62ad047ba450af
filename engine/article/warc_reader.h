// WARC and WET → the records that hold pages; the others are counted.
//
// Where the file is damaged the next record is looked for: behind a damaged gzip member (GzipSource), and
// where bytes are no record, at the next line that begins with "WARC/". A block that neither ends with two
// line ends nor before another record is not trusted. After kMaxDamagedParts the rest is given up.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/article/block_reader.h"
#include "engine/article/incident_tally.h"
#include "engine/article/reader.h"
#include "engine/article/warc_record.h"

namespace samestory {

class WarcReader : public RecordReader {
 public:
  WarcReader(std::string name, std::unique_ptr<ByteSource> source)
      : name_(std::move(name)), blocks_(std::move(source)) {}

  // A record's location is its place in the unpacked file, and its number among the file's records.
  absl::StatusOr<bool> Next(Record* record, std::vector<Incident>* incidents) override;

 private:
  enum class Found { kPage, kOther, kEnd };
  absl::StatusOr<Found> ReadOne(Record* record, std::vector<Incident>* incidents);
  absl::StatusOr<Found> ReadBlock(const WarcHead& head, std::string_view head_bytes, Record* record,
                                  std::vector<Incident>* incidents);
  absl::StatusOr<bool> SkipToRecord(std::vector<Incident>* incidents);
  absl::StatusOr<bool> SkipBlanks();
  absl::StatusOr<bool> FindRecordStart();
  absl::StatusOr<std::string_view> RequireHead();
  absl::Status TakeBlock(uint64_t bytes, std::string* out);
  absl::StatusOr<bool> EndsAtBoundary();
  absl::StatusOr<Found> GoOnBehindDamage();
  void SaySkipped(std::string reason, std::vector<Incident>* incidents);

  std::string name_;
  BlockReader blocks_;
  uint64_t ordinal_ = 0;
  IncidentTally others_;
  int damaged_parts_ = 0;
  bool ended_ = false;
};

}  // namespace samestory
