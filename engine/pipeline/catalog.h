// Who, where and when of every article of a run, without its body.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/article/article.h"
#include "engine/article/input.h"
#include "engine/base/status.h"

namespace samestory {

// Where a text that cannot be read again from its input is kept: block and bytes within it
// (engine/pipeline/kept_text.h).
struct KeptPlace {
  static constexpr uint32_t kNowhere = UINT32_MAX;
  uint32_t block = kNowhere, offset = 0, size_bytes = 0;
};

struct CatalogEntry {
  std::string id;
  std::string path;
  uint32_t source = 0;  // position in Catalog::sources; 0 is "not known"
  uint32_t file = 0;    // position in Catalog::files
  uint32_t sketch = 0;  // position in the sketch store
  uint64_t text_hash = 0;
  std::optional<Date> date;
  std::string language;  // ISO 639-1 or "und"
  Location location;
  KeptPlace kept;
};

struct CatalogFile {
  InputFile input;
  uint64_t size_bytes = 0;   // of files that can be read again: not packed, not standard input
  std::string content_hash;  // the same; filled when a sketch is written
};

struct Catalog {
  std::vector<CatalogFile> files;
  std::vector<std::string> sources{""};
  std::vector<CatalogEntry> entries;  // after Finish(): by id, ids distinct
  std::vector<Incident> incidents;
  // Which word frequencies the terms were weighted by (BackgroundFingerprint); filled when a sketch is written.
  std::string background;
  // Of the texts kept beside a sketch: where each block begins, the end last, and their hash; empty without
  // such.
  std::vector<uint64_t> kept_offsets;
  std::string kept_hash;

  size_t CountIncidents(Incident::Kind kind) const;
};

// The rule for repeated ids, and the final order: the same id with the same text counts once; with another
// text the later one, in the order read, gets a suffix from its text's hash. Either is noted. Ids are
// distinct and final from here on, also where a suffix makes an id that another article has, as catalogs that
// are merged may.
void FinishCatalog(Catalog* catalog);

// As kept in a sketch file. Decode: kDataLoss for bytes that are no catalog; what it returns has every
// position, date and enumerator in its range.
std::string EncodeCatalog(const Catalog& catalog);
absl::StatusOr<Catalog> DecodeCatalog(std::string_view bytes);

}  // namespace samestory
