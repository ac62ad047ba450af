#include "engine/diff/moves.h"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace samestory {
namespace {

// The heaviest chain that ends at or before a position, for every prefix of positions (Fenwick, 1994).
class PrefixBest {
 public:
  struct Chain {
    double weight = 0;
    size_t last = 0;  // number of the last pair + 1; 0 for the empty chain
  };

  explicit PrefixBest(size_t size) : tree_(size + 1) {}

  Chain Upto(size_t position) const {
    Chain best;
    for (size_t k = position + 1; k > 0; k &= k - 1) {
      if (tree_[k].weight > best.weight) best = tree_[k];
    }
    return best;
  }

  void Raise(size_t position, const Chain& chain) {
    for (size_t k = position + 1; k < tree_.size(); k += k & (~k + 1)) {
      if (chain.weight > tree_[k].weight) tree_[k] = chain;
    }
  }

 private:
  std::vector<Chain> tree_;
};

}  // namespace

std::vector<bool> InOrder(std::span<const PlacedPair> pairs) {
  std::vector<size_t> order(pairs.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::sort(order.begin(), order.end(), [&](size_t x, size_t y) {
    return std::tie(pairs[x].a, pairs[x].b, x) < std::tie(pairs[y].a, pairs[y].b, y);
  });
  // Positions of b as ranks, so that the tree is no larger than the pairs are many.
  std::vector<uint32_t> ranks;
  for (const PlacedPair& pair : pairs) ranks.push_back(pair.b);
  std::sort(ranks.begin(), ranks.end());
  PrefixBest best(pairs.size());
  std::vector<size_t> before(pairs.size(), 0);
  PrefixBest::Chain heaviest;
  for (const size_t k : order) {
    const size_t rank =
        static_cast<size_t>(std::lower_bound(ranks.begin(), ranks.end(), pairs[k].b) - ranks.begin());
    const PrefixBest::Chain chain = best.Upto(rank);
    before[k] = chain.last;
    // Even a pair of no weight lengthens a chain.
    const PrefixBest::Chain longer = {chain.weight + pairs[k].weight + 1e-6, k + 1};
    if (longer.weight > heaviest.weight) heaviest = longer;
    best.Raise(rank, longer);
  }
  std::vector<bool> in_order(pairs.size(), false);
  for (size_t k = heaviest.last; k > 0; k = before[k - 1]) in_order[k - 1] = true;
  return in_order;
}

}  // namespace samestory
