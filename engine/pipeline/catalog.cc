#include "engine/pipeline/catalog.h"

#include <algorithm>
#include <tuple>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_format.h"

namespace samestory {
namespace {

std::string PlaceOf(const Catalog& catalog, const CatalogEntry& entry) {
  const std::string& name = catalog.files[entry.file].input.name;
  return entry.location.line == 0 ? name : absl::StrFormat("%s:%d", name, entry.location.line);
}

// One round: of each id the first entry in the order read keeps it. False where no other was renamed.
bool RenameRepeated(Catalog* catalog) {
  // Rows are in the order read, which is the order of the sorted inputs.
  std::sort(catalog->entries.begin(), catalog->entries.end(),
            [](const CatalogEntry& a, const CatalogEntry& b) {
              return std::tie(a.id, a.sketch) < std::tie(b.id, b.sketch);
            });
  std::vector<CatalogEntry> kept;
  kept.reserve(catalog->entries.size());
  size_t group = 0;        // where entries of the present id begin in `kept`
  std::string present_id;  // before renaming
  bool renamed = false;
  for (CatalogEntry& entry : catalog->entries) {
    if (kept.empty() || entry.id != present_id) {
      group = kept.size();
      present_id = entry.id;
      kept.push_back(std::move(entry));
      continue;
    }
    const auto same_text =
        std::find_if(kept.begin() + static_cast<ptrdiff_t>(group), kept.end(),
                     [&](const CatalogEntry& k) { return k.text_hash == entry.text_hash; });
    if (same_text != kept.end()) {
      catalog->incidents.push_back(
          {Incident::Kind::kRepeated, PlaceOf(*catalog, entry),
           absl::StrFormat("id \"%s\" again with the same text; counted once", entry.id)});
      continue;
    }
    entry.id = absl::StrFormat("%s~%016x", entry.id, entry.text_hash);
    catalog->incidents.push_back(
        {Incident::Kind::kMended, PlaceOf(*catalog, entry),
         absl::StrFormat("id \"%s\" again with another text; renamed \"%s\"", present_id, entry.id)});
    kept.push_back(std::move(entry));
    renamed = true;
  }
  catalog->entries = std::move(kept);
  return renamed;
}

}  // namespace

size_t Catalog::CountIncidents(Incident::Kind kind) const {
  return static_cast<size_t>(
      std::count_if(incidents.begin(), incidents.end(), [&](const Incident& i) { return i.kind == kind; }));
}

void FinishCatalog(Catalog* catalog) {
  // A new id may be one that is taken. Every renaming makes an id longer, so this ends.
  while (RenameRepeated(catalog)) {
  }
}

}  // namespace samestory
