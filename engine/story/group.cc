#include "engine/story/group.h"

#include <algorithm>
#include <queue>
#include <tuple>

#include "absl/container/flat_hash_map.h"

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
  Linkage(std::span<const ScoredPair> pairs, double cut) : cut_(static_cast<double>(ToSteps(cut)) / kSteps) {
    for (const ScoredPair& pair : pairs) {
      const auto steps = ToSteps(pair.score);
      GroupOf(pair.a).sums[pair.b] = steps;
      GroupOf(pair.b).sums[pair.a] = steps;
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
  struct Group {
    std::vector<uint32_t> members;
    absl::flat_hash_map<uint32_t, int64_t> sums;  // other group → sum of the scores between the two
    uint32_t version = 0;
  };

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
    const Group &ga = groups_.at(a), &gb = groups_.at(b);
    const double pairs = static_cast<double>(ga.members.size()) * static_cast<double>(gb.members.size());
    const double mean = static_cast<double>(ga.sums.at(b)) / kSteps / pairs;
    if (mean >= cut_) queue_.push({mean, a, b, ga.version, gb.version});
  }

  // The result takes the smaller name, so a group is named by its first member.
  void Join(uint32_t a, uint32_t b) {
    Group gone = std::move(groups_.at(b));
    groups_.erase(b);
    Group& group = groups_.at(a);
    group.members.insert(group.members.end(), gone.members.begin(), gone.members.end());
    ++group.version;
    group.sums.erase(b);
    for (const auto& [other, sum] : gone.sums) {
      if (other == a) continue;
      group.sums[other] += sum;
      auto& back = groups_.at(other).sums;
      back.erase(b);
      back[a] = group.sums[other];
    }
    for (const auto& [other, sum] : group.sums) Offer(a, other);
  }

  double cut_;
  absl::flat_hash_map<uint32_t, Group> groups_;
  std::priority_queue<Merge> queue_;
};

}  // namespace

std::vector<std::vector<uint32_t>> GroupByAverageLink(std::span<const ScoredPair> pairs, double cut) {
  return Linkage(pairs, cut).Run();
}

}  // namespace samestory
