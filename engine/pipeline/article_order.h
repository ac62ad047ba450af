// The articles of all segments in their final order, by id, and the rule for ids that are not unique.
//
// The same id with the same text counts once; with another text the later one, in the order read, gets a suffix from
// its text's hash. The order read is that of one run over all files, by their names, whatever sketches they came by.
// Either is noted. An id that a suffix makes may be another article's, and is told apart in turn.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "engine/article/article.h"
#include "engine/pipeline/catalog.h"
#include "engine/pipeline/ingest.h"

namespace samestory {

// Where an article lies. Ascending is the order read.
struct ArticleRef {
  uint32_t segment = 0, row = 0;
  friend auto operator<=>(const ArticleRef&, const ArticleRef&) = default;
  uint64_t Packed() const { return uint64_t{segment} << 32 | row; }
};

// Ids other than those the segments hold, by ArticleRef::Packed().
using NewIds = absl::flat_hash_map<uint64_t, std::string>;

struct ArticleOrder {
  std::vector<ArticleRef> articles;  // by id, ids distinct: final from here on
  NewIds new_ids;
  std::vector<Incident> incidents;

  std::string_view id(const std::vector<StoredSegment>& segments, ArticleRef at) const {
    if (!new_ids.empty()) {
      if (const auto found = new_ids.find(at.Packed()); found != new_ids.end()) return found->second;
    }
    return segments[at.segment].segment.id(at.row);
  }
};

// `new_ids`: what ids become before anything else. `files` names the places of incidents; rows of segment i count their
// files from first_file[i]. 16 bytes of memory an article while it sorts, 8 after.
ArticleOrder OrderArticles(const std::vector<StoredSegment>& segments,
                           const std::vector<uint32_t>& first_file, const std::vector<CatalogFile>& files,
                           NewIds new_ids);

}  // namespace samestory
