#include "engine/pipeline/catalog.h"

#include <algorithm>

namespace samestory {

size_t Catalog::CountIncidents(Incident::Kind kind) const {
  return static_cast<size_t>(
      std::count_if(incidents.begin(), incidents.end(), [&](const Incident& i) { return i.kind == kind; }));
}

std::string EncodeCatalog(const Catalog& catalog) {
  ByteEncoder out;
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
  EncodeIncidents(catalog.incidents, &out);
  out.Number(catalog.articles);
  out.Number(catalog.kept_offsets.size());
  for (const uint64_t offset : catalog.kept_offsets) out.Number(offset);
  out.String(catalog.kept_hash);
  return out.Take();
}

absl::StatusOr<Catalog> DecodeCatalog(std::string_view bytes) {
  ByteDecoder in(bytes);
  Catalog catalog;
  catalog.files.resize(in.Count(9));
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
  catalog.incidents = DecodeIncidents(&in);
  catalog.articles = in.Number();
  catalog.kept_offsets.resize(in.Count(1));
  for (uint64_t& offset : catalog.kept_offsets) offset = in.Number();
  catalog.kept_hash = in.String();
  if (!in.ok() || !in.at_end() || !std::is_sorted(catalog.kept_offsets.begin(), catalog.kept_offsets.end())) {
    return absl::DataLossError("the catalog is damaged");
  }
  return catalog;
}

}  // namespace samestory
