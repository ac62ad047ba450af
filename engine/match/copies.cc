#include "engine/match/copies.h"

#include <algorithm>
#include <array>

#include "absl/container/flat_hash_map.h"
#include "engine/base/parallel.h"

namespace samestory {
namespace {

// Kept articles by band, as chains through one array: most buckets hold one article.
class BandIndex {
 public:
  template <typename Visit>
  void ForEach(uint64_t band, Visit visit) const {
    const auto head = heads_.find(band);
    if (head == heads_.end()) return;
    for (uint32_t node = head->second; node != kEnd; node = nodes_[node].next) visit(nodes_[node].article);
  }

  void Add(uint64_t band, uint32_t article) {
    uint32_t& head = heads_.try_emplace(band, kEnd).first->second;
    nodes_.push_back({article, head});
    head = static_cast<uint32_t>(nodes_.size() - 1);
  }

 private:
  static constexpr uint32_t kEnd = UINT32_MAX;
  struct Node {
    uint32_t article, next;
  };
  absl::flat_hash_map<uint64_t, uint32_t> heads_;
  std::vector<Node> nodes_;
};

// Jaccard is at most the ratio of the sizes.
bool SizesAllow(size_t a, size_t b) {
  return static_cast<double>(std::min(a, b)) >= kCopyJaccard * static_cast<double>(std::max(a, b));
}

// A pair at kCopyJaccard agrees in fewer than half of the places with a probability under 1e-6 (binomial, 128
// draws); most pairs that merely share a band are told off here, at a fraction of the exact comparison's cost.
bool SignaturesAllow(std::span<const uint32_t, kPermutations> a, std::span<const uint32_t, kPermutations> b) {
  return EstimateJaccard(a, b) >= 0.5;
}

}  // namespace

std::vector<CopyOf> FindCopies(const MatchInput& input, std::span<const uint32_t> order, double window_hours,
                               int threads) {
  using Bands = std::array<uint64_t, kBands>;
  std::vector<Bands> bands(input.sketches.size());
  ParallelFor(input.sketches.size(), threads, 256, [&](size_t begin, size_t end) {
    for (size_t i = begin; i < end; ++i) {
      for (int band = 0; band < kBands; ++band) bands[i][band] = BandHash(input.sketches[i].signature, band);
    }
  });

  std::vector<CopyOf> result(input.sketches.size());
  std::vector<uint32_t> rank(input.sketches.size());
  for (uint32_t i = 0; i < order.size(); ++i) rank[order[i]] = i;
  BandIndex index;
  std::vector<uint32_t> candidates;
  for (const uint32_t article : order) {
    const SketchView& sketch = input.sketches[article];
    if (sketch.shingles.empty()) continue;
    candidates.clear();
    for (const uint64_t band : bands[article]) {
      index.ForEach(band, [&](uint32_t kept) { candidates.push_back(rank[kept]); });
    }
    std::sort(candidates.begin(), candidates.end());
    candidates.erase(std::unique(candidates.begin(), candidates.end()), candidates.end());
    CopyOf& best = result[article];
    for (const uint32_t candidate : candidates) {
      const uint32_t kept = order[candidate];
      const std::span<const uint64_t> shingles = input.sketches[kept].shingles;
      if (!SizesAllow(sketch.shingles.size(), shingles.size())) continue;
      if (window_hours > 0 && HoursApart(input.contexts[article], input.contexts[kept]) > window_hours)
        continue;
      if (!SignaturesAllow(sketch.signature, input.sketches[kept].signature)) continue;
      const Overlap overlap = CompareShingles(sketch.shingles, shingles);
      if (overlap.jaccard >= kCopyJaccard && overlap.jaccard > best.overlap.jaccard) best = {kept, overlap};
    }
    if (best.survivor != CopyOf::kNone) continue;
    for (const uint64_t band : bands[article]) index.Add(band, article);
  }
  return result;
}

}  // namespace samestory
