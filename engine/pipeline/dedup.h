// One article of each group kept, each dropped one with a direct, verified link to its survivor.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/base/status.h"
#include "engine/pipeline/config.h"
#include "engine/pipeline/corpus.h"
#include "engine/pipeline/find.h"

namespace samestory {

enum class Keep { kEarliest, kLongest, kFirst };
enum class Level { kCopy, kEvent };
std::optional<Keep> ParseKeep(std::string_view name);
std::optional<Level> ParseLevel(std::string_view name);
std::string_view Name(Keep keep);

struct Dropped {
  uint32_t article = 0, survivor = 0;
  LinkKind kind = LinkKind::kCopy;
  Overlap overlap;  // a is the dropped article, b the survivor
};

struct DedupResult {
  std::vector<Dropped> dropped;  // ascending by article; all others are kept
};

// Preference: kEarliest by date, undated last; kLongest by words; kFirst by id; ties by id. At kCopy dates
// play no further part: a copy is one however late. At kEvent every link of `find` counts.
absl::StatusOr<DedupResult> Dedup(const Corpus& corpus, const Config& config, Level level, Keep keep);

// Writes the kept articles and, where `dropped_path` is not empty, the dropped lines; either whole or not at
// all.
absl::Status WriteDedup(const Corpus& corpus, const DedupResult& result, Keep keep,
                        const std::string& kept_path, const std::string& dropped_path, const Config& config);

}  // namespace samestory
