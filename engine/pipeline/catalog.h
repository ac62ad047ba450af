// Of which inputs a run is, and who, where and when of each article, without its body.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/article/article.h"
#include "engine/article/input.h"
#include "engine/base/status.h"
#include "engine/pipeline/segment.h"

namespace samestory {

// One article of a run; the strings lie with its segment.
struct CatalogEntry {
  std::string_view id, path, title, url, source;
  std::string_view language;  // ISO 639-1; "und" where it was not asked for or is not known
  uint32_t file = 0;          // of Catalog::files
  uint32_t words = 0;
  uint64_t text_hash = 0;
  std::optional<Date> date;
};

struct CatalogFile {
  InputFile input;
  uint64_t size_bytes = 0;   // of files that can be read again: not packed, not standard input
  std::string content_hash;  // the same; filled when a sketch is written
};

struct Catalog {
  std::vector<CatalogFile> files;
  std::vector<Incident> incidents;  // of scanning, of reading in the order read, then of ids
  uint64_t articles = 0;
  // Of the texts kept beside a sketch: where those of each segment begin, the end last, and the hash of all.
  std::vector<uint64_t> kept_offsets;
  std::string kept_hash;

  size_t CountIncidents(Incident::Kind kind) const;
};

// As kept in a sketch file. Decode: kDataLoss for bytes that are no catalog.
std::string EncodeCatalog(const Catalog& catalog);
absl::StatusOr<Catalog> DecodeCatalog(std::string_view bytes);

}  // namespace samestory
