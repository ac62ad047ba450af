// The catalog as bytes: numbers as LEB128 varints, strings by length, in the order of the structs' members.
#include <algorithm>

#include "engine/pipeline/catalog.h"

namespace samestory {
namespace {

class Encoder {
 public:
  void Number(uint64_t value) {
    while (value >= 0x80) {
      out_.push_back(static_cast<char>(value | 0x80));
      value >>= 7;
    }
    out_.push_back(static_cast<char>(value));
  }
  // Zigzag: small negative numbers stay short.
  void Signed(int64_t value) {
    Number(static_cast<uint64_t>(value) << 1 ^ static_cast<uint64_t>(value >> 63));
  }
  void String(std::string_view value) {
    Number(value.size());
    out_.append(value);
  }
  std::string Take() { return std::move(out_); }

 private:
  std::string out_;
};

constexpr int64_t kFirstSecond = -62'135'596'800, kLastSecond = 253'402'300'799;  // years 1 to 9999
constexpr int64_t kMaxOffsetMinutes = 18 * 60;

// After the first fault everything read is 0 or empty, and ok() is false.
class Decoder {
 public:
  explicit Decoder(std::string_view bytes) : bytes_(bytes) {}

  uint64_t Number() {
    uint64_t value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (bytes_.empty()) break;
      const auto byte = static_cast<unsigned char>(bytes_.front());
      bytes_.remove_prefix(1);
      value |= static_cast<uint64_t>(byte & 0x7F) << shift;
      if (byte < 0x80) return value;
    }
    return Fault();
  }
  int64_t Within(int64_t least, int64_t most) {
    const uint64_t zigzag = Number();
    const int64_t value = static_cast<int64_t>(zigzag >> 1) ^ -static_cast<int64_t>(zigzag & 1);
    return value >= least && value <= most ? value : static_cast<int64_t>(Fault());
  }
  std::string String() {
    const uint64_t size = Number();
    if (size > bytes_.size()) {
      Fault();
      return "";
    }
    std::string value(bytes_.substr(0, size));
    bytes_.remove_prefix(size);
    return value;
  }
  // How many elements follow; each takes `least_bytes` at least.
  size_t Count(size_t least_bytes) {
    const uint64_t count = Number();
    return count <= bytes_.size() / least_bytes ? count : Fault();
  }
  // An enumerator or an index below `limit`.
  uint32_t Below(uint64_t limit) {
    const uint64_t value = Number();
    return static_cast<uint32_t>(value < limit ? value : Fault());
  }
  bool ok() const { return ok_; }
  bool at_end() const { return bytes_.empty(); }

 private:
  uint64_t Fault() {
    ok_ = false;
    bytes_ = {};
    return 0;
  }

  std::string_view bytes_;
  bool ok_ = true;
};

void EncodeDate(const std::optional<Date>& date, Encoder* out) {
  out->Number(date.has_value());
  if (!date) return;
  out->Signed(date->unix_seconds);
  out->Signed(date->offset_minutes);
  out->Number(date->has_offset);
  out->Number(static_cast<uint64_t>(date->precision));
}

std::optional<Date> DecodeDate(Decoder* in) {
  if (in->Below(2) == 0) return std::nullopt;
  Date date;
  date.unix_seconds = in->Within(kFirstSecond, kLastSecond);
  date.offset_minutes = static_cast<int16_t>(in->Within(-kMaxOffsetMinutes, kMaxOffsetMinutes));
  date.has_offset = in->Below(2) == 1;
  date.precision = static_cast<Date::Precision>(in->Below(3));
  return date;
}

void EncodeEntry(const CatalogEntry& entry, Encoder* out) {
  out->String(entry.id);
  out->String(entry.path);
  out->Number(entry.source);
  out->Number(entry.file);
  out->Number(entry.sketch);
  out->Number(entry.text_hash);
  EncodeDate(entry.date, out);
  out->String(entry.language);
  out->Number(entry.location.offset_bytes);
  out->Number(entry.location.size_bytes);
  out->Number(entry.location.line);
  out->Number(entry.kept.block);
  out->Number(entry.kept.offset);
  out->Number(entry.kept.size_bytes);
}

CatalogEntry DecodeEntry(size_t sources, size_t files, size_t sketches, Decoder* in) {
  CatalogEntry entry;
  entry.id = in->String();
  entry.path = in->String();
  entry.source = in->Below(sources);
  entry.file = in->Below(files);
  entry.sketch = in->Below(sketches);
  entry.text_hash = in->Number();
  entry.date = DecodeDate(in);
  entry.language = in->String();
  entry.location.offset_bytes = in->Number();
  entry.location.size_bytes = in->Number();
  entry.location.line = in->Number();
  entry.kept.block = in->Below(uint64_t{1} << 32);
  entry.kept.offset = in->Below(uint64_t{1} << 32);
  entry.kept.size_bytes = in->Below(uint64_t{1} << 32);
  return entry;
}

}  // namespace

std::string EncodeCatalog(const Catalog& catalog) {
  Encoder out;
  out.Number(catalog.files.size());
  for (const CatalogFile& file : catalog.files) {
    out.String(file.input.disk_path);
    out.String(file.input.input);
    out.String(file.input.name);
    out.String(file.input.path);
    out.String(file.input.outlet);
    out.Number(static_cast<uint64_t>(file.input.format));
    out.Number(static_cast<uint64_t>(file.input.compression));
    out.Number(file.size_bytes);
    out.String(file.content_hash);
  }
  out.Number(catalog.sources.size());
  for (const std::string& source : catalog.sources) out.String(source);
  uint64_t sketches = 0;
  for (const CatalogEntry& entry : catalog.entries) sketches = std::max<uint64_t>(sketches, entry.sketch + 1);
  out.Number(sketches);
  out.Number(catalog.entries.size());
  for (const CatalogEntry& entry : catalog.entries) EncodeEntry(entry, &out);
  out.Number(catalog.incidents.size());
  for (const Incident& incident : catalog.incidents) {
    out.Number(static_cast<uint64_t>(incident.kind));
    out.String(incident.place);
    out.String(incident.reason);
  }
  out.String(catalog.background);
  out.Number(catalog.kept_offsets.size());
  for (const uint64_t offset : catalog.kept_offsets) out.Number(offset);
  out.String(catalog.kept_hash);
  return out.Take();
}

absl::StatusOr<Catalog> DecodeCatalog(std::string_view bytes) {
  Decoder in(bytes);
  Catalog catalog;
  catalog.files.resize(in.Count(8));
  for (CatalogFile& file : catalog.files) {
    file.input.disk_path = in.String();
    file.input.input = in.String();
    file.input.name = in.String();
    file.input.path = in.String();
    file.input.outlet = in.String();
    file.input.format = static_cast<Format>(in.Below(kFormatCount));
    file.input.compression = static_cast<Compression>(in.Below(2));
    file.size_bytes = in.Number();
    file.content_hash = in.String();
  }
  catalog.sources.resize(in.Count(1));
  for (std::string& source : catalog.sources) source = in.String();
  const uint64_t sketches = in.Number();
  const size_t entries = in.Count(14);
  for (size_t i = 0; i < entries && in.ok(); ++i) {
    catalog.entries.push_back(DecodeEntry(catalog.sources.size(), catalog.files.size(), sketches, &in));
  }
  const size_t incidents = in.Count(3);
  for (size_t i = 0; i < incidents && in.ok(); ++i) {
    Incident incident;
    incident.kind = static_cast<Incident::Kind>(in.Below(4));
    incident.place = in.String();
    incident.reason = in.String();
    catalog.incidents.push_back(std::move(incident));
  }
  catalog.background = in.String();
  catalog.kept_offsets.resize(in.Count(1));
  for (uint64_t& offset : catalog.kept_offsets) offset = in.Number();
  catalog.kept_hash = in.String();
  const bool fits = !catalog.sources.empty() && catalog.sources.front().empty() &&
                    std::is_sorted(catalog.kept_offsets.begin(), catalog.kept_offsets.end());
  if (!in.ok() || !in.at_end() || !fits) return absl::DataLossError("the catalog is damaged");
  return catalog;
}

}  // namespace samestory
