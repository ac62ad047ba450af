#include "engine/article/warc_reader.h"

#include <algorithm>

#include "absl/strings/str_format.h"
#include "engine/article/encoding.h"
#include "engine/article/header_fields.h"
#include "engine/article/record_readers.h"

namespace samestory {
namespace {

constexpr std::string_view kMagic = "WARC/";
constexpr size_t kHeadStepBytes = 4096;

}  // namespace

void WarcReader::SaySkipped(std::string reason, std::vector<Incident>* incidents) {
  incidents->push_back({Incident::Kind::kSkipped, RecordPlace(name_, {0, 0, ordinal_}), std::move(reason)});
}

// Past line ends; false at the end of the file.
absl::StatusOr<bool> WarcReader::SkipBlanks() {
  for (;;) {
    ASSIGN_OR_RETURN(const bool any, blocks_.Require(1));
    if (!any) return false;
    const std::string_view rest = blocks_.rest();
    const size_t blanks = std::min(rest.find_first_not_of("\r\n"), rest.size());
    blocks_.Consume(blanks);
    if (blanks < rest.size()) return true;
  }
}

// To the next line that begins like a record; false where there is none.
absl::StatusOr<bool> WarcReader::FindRecordStart() {
  constexpr std::string_view kLineStart = "\nWARC/";
  for (;;) {
    ASSIGN_OR_RETURN(const bool enough, blocks_.Require(kLineStart.size()));
    const std::string_view rest = blocks_.rest();
    if (!enough) {
      blocks_.Consume(rest.size());
      return false;
    }
    const size_t found = rest.find(kLineStart);
    if (found != std::string_view::npos) {
      blocks_.Consume(found + 1);
      return true;
    }
    blocks_.Consume(rest.size() - (kLineStart.size() - 1));
  }
}

// To the next record's first byte; false at the end.
absl::StatusOr<bool> WarcReader::SkipToRecord(std::vector<Incident>* incidents) {
  ASSIGN_OR_RETURN(const bool any, SkipBlanks());
  if (!any) return false;
  ASSIGN_OR_RETURN(const bool enough, blocks_.Require(kMagic.size()));
  if (enough && blocks_.rest().starts_with(kMagic)) return true;
  const uint64_t begin = blocks_.offset_bytes();
  absl::StatusOr<bool> found = FindRecordStart();
  incidents->push_back({Incident::Kind::kSkipped, name_,
                        absl::StrFormat("%d bytes from byte %d on are no WARC record",
                                        blocks_.offset_bytes() - begin, begin)});
  return found;
}

// The record's head, not consumed; empty where it has no end within bounds.
absl::StatusOr<std::string_view> WarcReader::RequireHead() {
  for (size_t wanted = kHeadStepBytes;; wanted *= 2) {
    const absl::StatusOr<bool> enough = blocks_.Require(std::min(wanted, kMaxHeadBytes));
    const std::string_view rest = blocks_.rest().substr(0, kMaxHeadBytes);
    const size_t end = EndOfHead(rest);
    if (end != std::string_view::npos) return rest.substr(0, end);
    if (!enough.ok()) return enough.status();
    if (!*enough || wanted >= kMaxHeadBytes) return std::string_view();
  }
}

// Past the block, and a copy of it behind `*out` unless that is null. kOutOfRange where the file ends before.
absl::Status WarcReader::TakeBlock(uint64_t bytes, std::string* out) {
  while (bytes > 0) {
    if (blocks_.rest().empty()) {
      ASSIGN_OR_RETURN(const bool more, blocks_.Refill());
      if (!more) return absl::OutOfRangeError("the file ends inside the record");
    }
    const std::string_view part = blocks_.rest().substr(0, std::min<uint64_t>(bytes, blocks_.rest().size()));
    if (out != nullptr) out->append(part);
    bytes -= part.size();
    blocks_.Consume(part.size());
  }
  return absl::OkStatus();
}

// Whether a block ended where its record should: with two line ends, or at the end of the file, or at any
// rate before another record. What follows a record that ends so may be damaged without harm to it.
absl::StatusOr<bool> WarcReader::EndsAtBoundary() {
  const uint64_t begin = blocks_.offset_bytes();
  const absl::StatusOr<bool> any = SkipBlanks();
  if (blocks_.offset_bytes() - begin >= 2) return true;
  if (!any.ok()) return any.status();
  if (!*any) return true;
  ASSIGN_OR_RETURN(const bool enough, blocks_.Require(kMagic.size()));
  return enough && blocks_.rest().starts_with(kMagic);
}

absl::StatusOr<WarcReader::Found> WarcReader::GoOnBehindDamage() {
  if (++damaged_parts_ > kMaxDamagedParts) {
    return absl::DataLossError(absl::StrFormat("more than %d damaged parts", kMaxDamagedParts));
  }
  ASSIGN_OR_RETURN(const bool found, FindRecordStart());
  return found ? Found::kOther : Found::kEnd;
}

absl::StatusOr<WarcReader::Found> WarcReader::ReadOne(Record* record, std::vector<Incident>* incidents) {
  ASSIGN_OR_RETURN(const bool any, SkipToRecord(incidents));
  if (!any) return Found::kEnd;
  ++ordinal_;
  record->location = {blocks_.offset_bytes(), 0, ordinal_};
  record->bytes.clear();
  ASSIGN_OR_RETURN(const std::string_view head_bytes, RequireHead());
  if (head_bytes.empty()) {
    SaySkipped(absl::StrFormat("its header has no end within %d KiB", kMaxHeadBytes >> 10), incidents);
    blocks_.Consume(std::min(blocks_.rest().size(), kMaxHeadBytes));
    return GoOnBehindDamage();
  }
  const absl::StatusOr<WarcHead> head = ParseWarcHead(head_bytes);
  if (!head.ok()) {
    SaySkipped(absl::StrFormat("damaged record: %s", std::string(head.status().message())), incidents);
    // Behind all of it but the last line feed, or to the last record that begins inside it.
    blocks_.Consume(std::min(head_bytes.rfind("\nWARC/"), head_bytes.size() - 1));
    return GoOnBehindDamage();
  }
  return ReadBlock(*head, head_bytes, record, incidents);
}

absl::StatusOr<WarcReader::Found> WarcReader::ReadBlock(const WarcHead& head, std::string_view head_bytes,
                                                        Record* record, std::vector<Incident>* incidents) {
  std::string why_not = NoPageByHead(head);
  const bool too_long = head.block_bytes > kMaxRecordBytes - head.head_bytes;
  const bool wanted = why_not.empty() && !too_long;
  if (why_not.empty() && too_long) {
    SaySkipped(absl::StrFormat("%d bytes, longer than %d MiB", head.block_bytes, kMaxRecordBytes >> 20),
               incidents);
  }
  if (wanted) record->bytes.append(head_bytes);
  blocks_.Consume(head.head_bytes);
  const absl::Status taken = TakeBlock(head.block_bytes, wanted ? &record->bytes : nullptr);
  if (absl::IsOutOfRange(taken)) {
    SaySkipped(std::string(taken.message()), incidents);
    return Found::kEnd;
  }
  RETURN_IF_ERROR(taken);
  ASSIGN_OR_RETURN(const bool ends_well, EndsAtBoundary());
  if (!ends_well) {
    SaySkipped(
        absl::StrFormat("no record ends after the %d bytes that Content-Length says", head.block_bytes),
        incidents);
    return GoOnBehindDamage();
  }
  if (wanted) {
    WarcPage page = FindPage(head, std::string_view(record->bytes).substr(head.head_bytes));
    record->location.size_bytes = record->bytes.size();
    if (page.kind != WarcPage::Kind::kNone) return Found::kPage;
    why_not = std::move(page.why_none);
  }
  if (!why_not.empty()) {
    std::string example = head.url;
    MendUtf8(&example);
    others_.Add(why_not, example);
  }
  return Found::kOther;
}

absl::StatusOr<bool> WarcReader::Next(Record* record, std::vector<Incident>* incidents) {
  while (!ended_) {
    const absl::StatusOr<Found> found = ReadOne(record, incidents);
    if (found.ok() && *found == Found::kPage) return true;
    if (found.ok() && *found == Found::kOther) continue;
    if (!found.ok() && !absl::IsDataLoss(found.status())) return found.status();
    ended_ = true;
    if (!found.ok()) {
      Incident damage = DamageIncident(name_, blocks_.offset_bytes(), found.status());
      if (blocks_.SkipDamage()) {
        ended_ = false;
        const std::string_view message(found.status().message().data(), found.status().message().size());
        damage.reason = absl::StrFormat(
            "damaged after %d bytes unpacked (%s); records are lost up to the next gzip member that is whole",
            blocks_.offset_bytes(), message);
      }
      incidents->push_back(std::move(damage));
    }
  }
  others_.Flush(name_, "record", incidents);
  return false;
}

}  // namespace samestory
