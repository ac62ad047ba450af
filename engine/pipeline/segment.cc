#include "engine/pipeline/segment.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "engine/base/hash.h"

namespace samestory {
namespace {

static_assert(std::endian::native == std::endian::little, "segments are little-endian and used in place");

struct Header {
  uint64_t articles, string_bytes, note_bytes, input_bytes;
};

constexpr int kMaxOffsetMinutes = 18 * 60;
constexpr uint8_t kWithZone = 4;

bool InRange(const SegmentRow& row, uint64_t string_bytes, size_t names, size_t files, uint64_t kept_bytes) {
  const uint64_t end =
      uint64_t{row.strings} + row.id_bytes + row.path_bytes + row.title_bytes + row.url_bytes;
  const int precision = (row.date_known & ~kWithZone) - 1;
  const bool date =
      row.date_known == 0 ||
      (precision >= 0 && precision <= 2 && row.date_known < 8 && row.date_seconds >= kFirstSecond &&
       row.date_seconds <= kLastSecond && std::abs(row.date_offset_minutes) <= kMaxOffsetMinutes);
  const bool kept = row.kept.frame == KeptPlace::kNowhere || row.kept.frame < kept_bytes;
  const bool located = row.offset_bytes <= UINT64_MAX - row.size_bytes;
  return end <= string_bytes && located && date && kept && row.source < names && row.file < files;
}

}  // namespace

std::optional<Date> DateOf(const SegmentRow& row) {
  if (row.date_known == 0) return std::nullopt;
  return Date{row.date_seconds, row.date_offset_minutes, (row.date_known & kWithZone) != 0,
              static_cast<Date::Precision>((row.date_known & ~kWithZone) - 1)};
}

void EncodeIncidents(const std::vector<Incident>& incidents, ByteEncoder* out) {
  out->Number(incidents.size());
  for (const Incident& incident : incidents) {
    out->Number(static_cast<uint64_t>(incident.kind));
    out->String(incident.place);
    out->String(incident.reason);
  }
}

std::vector<Incident> DecodeIncidents(ByteDecoder* in) {
  std::vector<Incident> incidents(in->Count(3));
  for (Incident& incident : incidents) {
    incident.kind = static_cast<Incident::Kind>(in->Below(4));
    incident.place = in->String();
    incident.reason = in->String();
  }
  return incidents;
}

uint32_t SegmentBuilder::NameNumber(const std::string& name) {
  const auto [found, added] = name_numbers_.try_emplace(name, static_cast<uint32_t>(names_.size()));
  if (added) names_.push_back(name);
  return found->second;
}

void SegmentBuilder::Add(const Article& article, uint32_t file, std::string_view file_path,
                         const Location& location, uint32_t words,
                         std::span<const uint32_t, kPermutations> signature, const KeptPlace& kept) {
  SegmentRow row;
  row.text_hash = Hash64(article.text);
  if (article.date) {
    row.date_seconds = article.date->unix_seconds;
    row.date_offset_minutes = article.date->offset_minutes;
    row.date_known = static_cast<uint8_t>(1 + static_cast<int>(article.date->precision) +
                                          (article.date->has_offset ? kWithZone : 0));
  }
  row.offset_bytes = location.offset_bytes;
  row.line = location.line;
  row.size_bytes = static_cast<uint32_t>(location.size_bytes);
  row.strings = static_cast<uint32_t>(strings_.size());
  const auto add = [&](std::string_view value) {
    strings_.append(value);
    return static_cast<uint32_t>(value.size());
  };
  row.id_bytes = add(article.id);
  row.path_bytes = article.path == file_path ? 0 : add(article.path);
  row.title_bytes = add(article.title);
  row.url_bytes = add(article.url);
  row.file = file;
  row.source = NameNumber(article.source);
  row.words = words;
  row.kept = kept;
  rows_.push_back(row);
  signatures_.insert(signatures_.end(), signature.begin(), signature.end());
}

std::string SegmentBuilder::Take() {
  ByteEncoder notes;
  notes.Strings(names_);
  EncodeIncidents(incidents_, &notes);
  const std::string note_bytes = notes.Take();
  const Header header{rows_.size(), strings_.size(), note_bytes.size(), input_bytes_};
  std::string out;
  out.reserve(sizeof(header) + rows_.size() * (sizeof(SegmentRow) + sizeof(Signature)) + strings_.size() +
              note_bytes.size() + 16);
  AppendPadded(&header, 1, &out);
  AppendPadded(rows_.data(), rows_.size(), &out);
  AppendPadded(signatures_.data(), signatures_.size(), &out);
  AppendPadded(strings_.data(), strings_.size(), &out);
  AppendPadded(note_bytes.data(), note_bytes.size(), &out);
  rows_.clear();
  signatures_.clear();
  strings_.clear();
  names_.resize(1);
  name_numbers_ = {{"", 0}};
  incidents_.clear();
  input_bytes_ = 0;
  return out;
}

absl::StatusOr<Segment> Segment::View(std::string_view bytes, size_t files, uint64_t kept_bytes) {
  const absl::Status damaged = absl::DataLossError("damaged segment");
  Header header;
  if (bytes.size() < sizeof(header)) return damaged;
  std::memcpy(&header, bytes.data(), sizeof(header));
  const uint64_t rest = bytes.size() - sizeof(header);
  constexpr uint64_t kRowBytes = sizeof(SegmentRow) + sizeof(Signature);
  if (header.articles > rest / kRowBytes || header.string_bytes > rest || header.note_bytes > rest ||
      header.articles * kRowBytes + Padded(header.string_bytes) + Padded(header.note_bytes) != rest) {
    return damaged;
  }
  const char* at = bytes.data() + sizeof(header);
  Segment segment;
  segment.rows = {reinterpret_cast<const SegmentRow*>(at), header.articles};
  at += segment.rows.size_bytes();
  segment.signatures = {reinterpret_cast<const uint32_t*>(at), header.articles * kPermutations};
  at += segment.signatures.size_bytes();
  segment.strings = {at, header.string_bytes};
  at += Padded(header.string_bytes);
  ByteDecoder notes({at, header.note_bytes});
  segment.names = notes.Strings();
  segment.incidents = DecodeIncidents(&notes);
  segment.input_bytes = header.input_bytes;
  if (!notes.ok() || !notes.at_end() || segment.names.empty() || !segment.names.front().empty())
    return damaged;
  for (const SegmentRow& row : segment.rows) {
    if (!InRange(row, header.string_bytes, segment.names.size(), files, kept_bytes)) return damaged;
  }
  return segment;
}

}  // namespace samestory
