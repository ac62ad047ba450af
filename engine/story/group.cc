#include "engine/story/group.h"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <queue>
#include <tuple>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "engine/base/parallel.h"

namespace samestory {
namespace {

// Sums are kept in whole steps, so that they do not depend on the order of adding.
constexpr double kSteps = 1 << 30;

int64_t ToSteps(double score) { return static_cast<int64_t>(score * kSteps); }

struct Merge {
  double mean;
  uint32_t a, b;  // groups, by first member
  uint32_t version_a, version_b;

  // The queue's top is the greatest: highest mean, then smallest groups.
  bool operator<(const Merge& other) const {
    return std::tuple(mean, other.a, other.b) < std::tuple(other.mean, a, b);
  }
};

class Linkage {
 public:
  // The cut is rounded as the scores are, or a score equal to it would fall below.
  Linkage(std::span<const ScoredPair> pairs, double cut, const ScoreMissing& score_missing)
      : cut_(static_cast<double>(ToSteps(cut)) / kSteps), score_missing_(score_missing) {
    for (const ScoredPair& pair : pairs) {
      const Between between{ToSteps(pair.score), 1};
      GroupOf(pair.a).between[pair.b] = between;
      GroupOf(pair.b).between[pair.a] = between;
      compared_.insert(Key(pair.a, pair.b));
    }
    for (const ScoredPair& pair : pairs) Offer(pair.a, pair.b);
  }

  std::vector<std::vector<uint32_t>> Run() {
    while (!queue_.empty()) {
      const Merge merge = queue_.top();
      queue_.pop();
      if (Alive(merge.a, merge.version_a) && Alive(merge.b, merge.version_b)) Join(merge.a, merge.b);
    }
    std::vector<std::vector<uint32_t>> result;
    for (auto& [first, group] : groups_) {
      if (group.members.size() < 2) continue;
      std::sort(group.members.begin(), group.members.end());
      result.push_back(std::move(group.members));
    }
    std::sort(result.begin(), result.end());
    return result;
  }

 private:
  // The compared pairs between two groups.
  struct Between {
    int64_t sum = 0, count = 0;
  };
  struct Group {
    std::vector<uint32_t> members;
    absl::flat_hash_map<uint32_t, Between> between;  // by the other group
    uint32_t version = 0;
  };

  static uint64_t Key(uint32_t a, uint32_t b) { return uint64_t{std::min(a, b)} << 32 | std::max(a, b); }

  Group& GroupOf(uint32_t article) {
    Group& group = groups_[article];
    if (group.members.empty()) group.members.push_back(article);
    return group;
  }

  bool Alive(uint32_t name, uint32_t version) const {
    const auto found = groups_.find(name);
    return found != groups_.end() && found->second.version == version;
  }

  void Offer(uint32_t a, uint32_t b) {
    if (b < a) std::swap(a, b);
    Group &ga = groups_.at(a), &gb = groups_.at(b);
    const auto pairs = static_cast<int64_t>(ga.members.size() * gb.members.size());
    Between& between = ga.between.at(b);
    if (Mean(between.sum, between.count) < cut_) return;
    double missing = 0;
    if (between.count < pairs && score_missing_) {
      const Between late = CompareMissing(ga.members, gb.members, pairs - between.count);
      between.sum += late.sum;
      between.count += late.count;
      gb.between.at(a) = between;
      // What is missing still is like what was missing before.
      if (late.count > 0) missing = Mean(late.sum, late.count) * static_cast<double>(pairs - between.count);
    }
    const double mean = (static_cast<double>(between.sum) / kSteps + missing) / static_cast<double>(pairs);
    if (mean >= cut_) queue_.push({mean, a, b, ga.version, gb.version});
  }

  static double Mean(int64_t sum, int64_t count) {
    return static_cast<double>(sum) / kSteps / static_cast<double>(count);
  }

  // Compares at most kComparedLate of the pairs that were not yet, every n-th of them. The last to join come first:
  // where all others were compared before, nothing else is missing, and it ends there.
  Between CompareMissing(std::span<const uint32_t> as, std::span<const uint32_t> bs, int64_t missing) {
    const int64_t each = (missing + kComparedLate - 1) / static_cast<int64_t>(kComparedLate);
    Between late;
    int64_t seen = 0;
    for (auto a = as.rbegin(); a != as.rend(); ++a) {
      for (auto b = bs.rbegin(); b != bs.rend(); ++b) {
        if (compared_.contains(Key(*a, *b))) continue;
        if (seen % each == 0) {
          late.sum += ToSteps(score_missing_(*a, *b));
          ++late.count;
          compared_.insert(Key(*a, *b));
        }
        if (++seen == missing) return late;
      }
    }
    return late;
  }

  // The result takes the smaller name, so a group is named by its first member.
  void Join(uint32_t a, uint32_t b) {
    Group gone = std::move(groups_.at(b));
    groups_.erase(b);
    Group& group = groups_.at(a);
    group.members.insert(group.members.end(), gone.members.begin(), gone.members.end());
    ++group.version;
    group.between.erase(b);
    for (const auto& [other, added] : gone.between) {
      if (other == a) continue;
      Between& sum = group.between[other];
      sum.sum += added.sum;
      sum.count += added.count;
      auto& back = groups_.at(other).between;
      back.erase(b);
      back[a] = sum;
    }
    for (const auto& [other, between] : group.between) Offer(a, other);
  }

  double cut_;
  const ScoreMissing& score_missing_;
  absl::flat_hash_set<uint64_t> compared_;
  absl::flat_hash_map<uint32_t, Group> groups_;
  std::priority_queue<Merge> queue_;
};

// Articles joined by pairs of the cut or more, however indirectly. Nothing merges across: two groups merge at a mean of
// the cut or more over pairs between them, so that one of those is as likely; and a pair that was compared late was so
// because others between the same groups had such a mean before, so that there is one among those given.
class Components {
 public:
  explicit Components(size_t articles) : parent_(articles) { std::iota(parent_.begin(), parent_.end(), 0); }
  void Join(uint32_t a, uint32_t b) { parent_[std::max(Find(a), Find(b))] = std::min(Find(a), Find(b)); }
  uint32_t Find(uint32_t article) {
    while (parent_[article] != article) article = parent_[article] = parent_[parent_[article]];
    return article;
  }

 private:
  std::vector<uint32_t> parent_;
};

// The pairs within one component each, those of a component together, else in the order given; with its root.
struct Rooted {
  uint32_t root;
  ScoredPair pair;
};
std::vector<Rooted> ByComponent(std::span<const ScoredPair> pairs, double cut) {
  uint32_t most = 0;
  for (const ScoredPair& pair : pairs) most = std::max(most, pair.b);
  Components components(size_t{most} + 1);
  for (const ScoredPair& pair : pairs) {
    if (ToSteps(pair.score) >= ToSteps(cut)) components.Join(pair.a, pair.b);
  }
  std::vector<Rooted> rooted;
  for (const ScoredPair& pair : pairs) {
    const uint32_t root = components.Find(pair.a);
    if (root == components.Find(pair.b)) rooted.push_back({root, pair});
  }
  std::stable_sort(rooted.begin(), rooted.end(),
                   [](const Rooted& x, const Rooted& y) { return x.root < y.root; });
  return rooted;
}

}  // namespace

std::vector<std::vector<uint32_t>> GroupByAverageLink(std::span<const ScoredPair> pairs, double cut,
                                                      const ScoreMissing& score_missing, int threads) {
  const std::vector<Rooted> rooted = ByComponent(pairs, cut);
  std::vector<size_t> first;  // of each component
  for (size_t i = 0; i < rooted.size(); ++i) {
    if (i == 0 || rooted[i].root != rooted[i - 1].root) first.push_back(i);
  }
  first.push_back(rooted.size());
  std::vector<std::vector<std::vector<uint32_t>>> groups(first.size() - 1);
  ParallelFor(groups.size(), threads, 16, [&](size_t begin, size_t end) {
    std::vector<ScoredPair> of_one;
    for (size_t c = begin; c < end; ++c) {
      of_one.clear();
      for (size_t i = first[c]; i < first[c + 1]; ++i) of_one.push_back(rooted[i].pair);
      groups[c] = Linkage(of_one, cut, score_missing).Run();
    }
  });
  std::vector<std::vector<uint32_t>> result;
  for (auto& of_one : groups) std::move(of_one.begin(), of_one.end(), std::back_inserter(result));
  std::sort(result.begin(), result.end());
  return result;
}

}  // namespace samestory
