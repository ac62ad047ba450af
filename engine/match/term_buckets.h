// Internal to engine/match: who keeps which term, and whom a term brings together.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/base/external_sort.h"
#include "engine/base/stage_array.h"
#include "engine/match/time_line.h"

namespace samestory {

class TermBuckets {
 public:
  // An article that keeps a term: term key in the upper half, the article's place in the line of time in the lower.
  static uint64_t Posting(uint32_t key, uint32_t place) { return uint64_t{key} << 32 | place; }

  // Postings, each once. `line` must outlive the object.
  static absl::StatusOr<TermBuckets> Build(const TimeLine& line, ExternalSorter postings,
                                           StageFolder* stages);

  // Whom the keys bring the article at `place`, which keeps them all, together with, itself among them: their places, as
  // many spans as keys, empty where there is nobody else or there are more than kBucketLimit. Of more than kBucketCap the
  // nearest in the term's line. Looks all keys up side by side, as memory likes it. Thread-safe.
  void Near(uint32_t place, std::span<const uint32_t> keys,
            std::vector<std::span<const uint32_t>>* near) const;

  size_t capped() const { return capped_; }  // terms of more than kBucketCap articles

 private:
  struct Bucket {
    uint32_t key;
    uint16_t size, dated;  // the dated stand first in line; not counted where there is no line
    uint64_t first;        // in places_
  };
  class Writer;

  explicit TermBuckets(const TimeLine& line) : line_(&line) {}
  std::span<const uint32_t> NearInLine(const Bucket& bucket, uint32_t place) const;
  size_t Find(const Bucket& bucket, std::span<const uint32_t> line, uint32_t place) const;
  void MakeDirectory();

  const TimeLine* line_;
  StageArray<uint32_t>
      places_;  // of one bucket after the other: ascending, or where they are many in the term's line
  StageArray<Bucket> buckets_;       // by key; those that bring somebody together
  std::vector<uint32_t> directory_;  // by the upper bits of keys: the first bucket with them
  int shift_ = 0;
  size_t capped_ = 0;
};

}  // namespace samestory
