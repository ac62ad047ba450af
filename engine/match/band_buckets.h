// Which articles share a band of their signatures with others, on disk: bands are sorted one at a time, so that memory
// holds some bytes an article, and candidate pairs are never written down.
//
// Leskovec, Rajaraman, Ullman: Mining of massive datasets, section 3.4. An entry of a band is its hash and the article's
// place, 8 bytes. Sorted by hash they show the buckets, of which those of one article are dropped; sorted again by rank
// they are a list in which each article finds its bucket. Hashes are cut to 32 bits: where two fall together without
// need, verification knows better.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "engine/base/monitor.h"
#include "engine/base/stage_folder.h"
#include "engine/base/status.h"
#include "engine/sketch/minhash.h"

namespace samestory {

struct BandMember {
  uint32_t bucket, rank;
};
static_assert(sizeof(BandMember) == 8);

// One band's buckets of two articles and more.
struct BandBuckets {
  uint32_t buckets = 0;                 // numbered from 0
  std::span<const BandMember> members;  // ascending by rank, each rank once at most
  Stage stage;                          // where they lie
};

// Signatures lie at places, numbered as they follow each other in memory. The one at a place, or null for an article that
// has no shingles and so is nobody's candidate. Called from several threads.
using SignatureAt = std::function<const uint32_t*(uint32_t place)>;

// Whether two articles of a bucket could be copies; asked only in small buckets. One that could be nobody's leaves it.
using MayMatch = std::function<bool(uint32_t place, uint32_t other)>;

// Of a place that holds no article.
inline constexpr uint32_t kNoRank = UINT32_MAX;

// All kBands bands; rank_at[place] is an article's rank, distinct, or kNoRank. Four bands are cut in one pass over the
// signatures where `memory_bytes` has room for them, and no more threads work than it has room for: up to 40 bytes an
// article each.
// What an earlier run left in `stages` is not made again. `monitor` is told of as many articles as there are, band by
// band. The same for any number of threads and any memory.
absl::StatusOr<std::vector<BandBuckets>> SortBands(std::span<const uint32_t> rank_at,
                                                   const SignatureAt& signature, const MayMatch& may_match,
                                                   uint64_t memory_bytes, int threads, StageFolder* stages,
                                                   Monitor* monitor = nullptr);

}  // namespace samestory
