// What one piece of the input became: who, where and when of its articles, and their signatures. Segments are made
// side by side, without a look at each other, and are numbers and bytes that are used where they lie: in memory, in a
// stage file, or in a sketch.
//
// Layout, little-endian, every part 8-byte aligned:
//   u64 articles, u64 bytes of strings, u64 bytes of notes, u64 input bytes read
//   SegmentRow rows[]
//   u32 signatures[][128]     MinHash of the 5-word shingles; all ones for a stub
//   strings                   id, path, title, address of each row, one after the other
//   notes                     names of outlets, incidents (byte_codec.h)
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "engine/article/article.h"
#include "engine/base/byte_codec.h"
#include "engine/base/status.h"
#include "engine/sketch/minhash.h"

namespace samestory {

// Where a text that cannot be read again from its input is kept: frame and bytes within it
// (engine/pipeline/kept_text.h).
struct KeptPlace {
  static constexpr uint32_t kNowhere = UINT32_MAX;
  uint32_t frame = kNowhere, offset = 0, size_bytes = 0;
};

struct SegmentRow {
  uint64_t text_hash = 0;
  int64_t date_seconds = 0;
  uint64_t offset_bytes = 0, line = 0;  // Location
  uint32_t size_bytes = 0;
  uint32_t strings = 0;                                                   // where the first begins
  uint32_t id_bytes = 0, path_bytes = 0, title_bytes = 0, url_bytes = 0;  // no path: the file's
  uint32_t file = 0;                                                      // of the run's files
  uint32_t source = 0;                                                    // of the segment's names
  uint32_t words = 0;
  KeptPlace kept;
  int16_t date_offset_minutes = 0;
  uint8_t date_known = 0;  // 0: no date; else 1 + precision, + 4 with a zone
  uint8_t unused[5] = {};
};
static_assert(sizeof(SegmentRow) == 88 && alignof(SegmentRow) == 8);

std::optional<Date> DateOf(const SegmentRow& row);

// As they stand in segments and catalogs.
void EncodeIncidents(const std::vector<Incident>& incidents, ByteEncoder* out);
std::vector<Incident> DecodeIncidents(ByteDecoder* in);

class SegmentBuilder {
 public:
  // `path` of the article's file, which need not be written again where it is the article's.
  void Add(const Article& article, uint32_t file, std::string_view file_path, const Location& location,
           uint32_t words, std::span<const uint32_t, kPermutations> signature, const KeptPlace& kept);
  void Note(Incident incident) { incidents_.push_back(std::move(incident)); }
  void CountInput(uint64_t bytes) { input_bytes_ += bytes; }
  size_t articles() const { return rows_.size(); }

  // The bytes of the segment; the builder is empty afterwards.
  std::string Take();

 private:
  uint32_t NameNumber(const std::string& name);
  std::vector<SegmentRow> rows_;
  std::vector<uint32_t> signatures_;
  std::string strings_;
  std::vector<std::string> names_{""};
  absl::flat_hash_map<std::string, uint32_t> name_numbers_{{"", 0}};
  std::vector<Incident> incidents_;
  uint64_t input_bytes_ = 0;
};

// Views into a segment's bytes, valid as long as they.
struct Segment {
  std::span<const SegmentRow> rows;
  std::span<const uint32_t> signatures;
  std::string_view strings;
  std::vector<std::string> names;  // of outlets; 0 is "not known"
  std::vector<Incident> incidents;
  uint64_t input_bytes = 0;

  // kDataLoss unless the bytes are a segment all of whose positions, dates and names are in range, of a run of
  // `files` files whose kept texts take `kept_bytes`.
  static absl::StatusOr<Segment> View(std::string_view bytes, size_t files, uint64_t kept_bytes);

  std::span<const uint32_t, kPermutations> signature(size_t row) const {
    return std::span<const uint32_t, kPermutations>(signatures.data() + row * kPermutations, kPermutations);
  }
  std::string_view id(size_t row) const { return strings.substr(rows[row].strings, rows[row].id_bytes); }
  std::string_view path(size_t row) const {
    return strings.substr(rows[row].strings + rows[row].id_bytes, rows[row].path_bytes);
  }
  std::string_view title(size_t row) const {
    const SegmentRow& r = rows[row];
    return strings.substr(r.strings + r.id_bytes + r.path_bytes, r.title_bytes);
  }
  std::string_view url(size_t row) const {
    const SegmentRow& r = rows[row];
    return strings.substr(r.strings + r.id_bytes + r.path_bytes + r.title_bytes, r.url_bytes);
  }
};

}  // namespace samestory
