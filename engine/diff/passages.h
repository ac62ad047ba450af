// Passages reused inside sentences that otherwise say something else.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/diff/collation.h"

namespace samestory {

// What a run needs to be more than a formula: words, and the sum of their weights.
struct PassageBounds {
  uint32_t words = 0;
  double weight = 0;
};

struct PassageOptions {
  PassageBounds fresh;     // where no script between the two articles keeps a word of it on either side
  PassageBounds repeated;  // where one side's words are kept by a row: the other article says them once more
};

// Maximal runs of equal words (punctuation is passed over) inside one sentence of either article that the
// rows' scripts leave unmatched on one side at least. The heaviest first where several want the same words, so
// that passages of two articles are disjoint on both sides. `weights` has a weight for each token of each
// article. `rank` orders the articles by what they hold, so that ties do not depend on the order they were
// given in. By a's article and start, then b's. Sequences of four words that one article holds more than 16
// times are passed over; *degraded is set (never cleared) where more than 100,000 runs would have to be looked
// at for two articles. O(words log words) for each article and O(words) for each two, as long as few sequences
// are repeated.
std::vector<Passage> FindPassages(std::span<const DiffDocument> documents, std::span<const Row> rows,
                                  std::span<const std::vector<double>> weights,
                                  std::span<const uint32_t> rank, const PassageOptions& options,
                                  bool* degraded);

}  // namespace samestory
