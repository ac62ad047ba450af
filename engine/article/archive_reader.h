// tar, packed or not, and zip → the records of their members, as if the archive were a folder:
// "crawl.zip/a/1.txt". Nothing is written to disk, so no name of a member can do harm.
//
// Members come in the archive's order. What KindOfName does not know, folders, links and devices are counted;
// an archive within the archive and an encrypted member are skipped.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/article/incident_tally.h"
#include "engine/article/reader.h"

struct archive;
struct archive_entry;

namespace samestory {

class ArchiveReader : public RecordReader {
 public:
  static absl::StatusOr<std::unique_ptr<RecordReader>> Open(const InputFile& file);
  ~ArchiveReader() override;

  absl::StatusOr<bool> Next(Record* record, std::vector<Incident>* incidents) override;

 private:
  class Client;        // the archive's bytes, for libarchive
  class MemberSource;  // the current member's bytes

  explicit ArchiveReader(const InputFile& file);
  absl::Status Start();
  absl::StatusOr<bool> NextMember(std::vector<Incident>* incidents);
  absl::StatusOr<bool> OpenMember(archive_entry* entry, std::vector<Incident>* incidents);
  absl::Status LeaveMember();
  absl::Status Failure() const;
  void Skip(const std::string& member, std::string reason, std::vector<Incident>* incidents) const;

  InputFile file_;
  std::unique_ptr<Client> client_;
  std::unique_ptr<archive, int (*)(archive*)> archive_;
  std::unique_ptr<RecordReader> member_reader_;
  std::shared_ptr<const InputFile> member_;
  IncidentTally others_;
  uint64_t members_ = 0, unpacked_bytes_ = 0;
  bool ended_ = false;
};

}  // namespace samestory
