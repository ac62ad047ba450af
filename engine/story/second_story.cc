#include "engine/story/second_story.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <tuple>

#include "absl/container/flat_hash_map.h"

namespace samestory {

std::vector<SecondStory> ProposeSecondStories(std::span<const std::vector<uint32_t>> groups,
                                              std::span<const ScoredPair> pairs, double link_score) {
  absl::flat_hash_map<uint32_t, uint32_t> group_of;
  for (uint32_t g = 0; g < groups.size(); ++g) {
    for (const uint32_t member : groups[g]) group_of[member] = g;
  }
  // Ordered, so that the output is.
  std::map<std::pair<uint32_t, uint32_t>, double> sum_with;   // (article, foreign group) → sum of scores
  std::map<uint32_t, std::pair<double, uint32_t>> best_home;  // single → best (score, article in a group)
  const auto visit = [&](uint32_t article, uint32_t other, double score) {
    const auto home = group_of.find(article);
    if (home == group_of.end()) return;
    const auto away = group_of.find(other);
    if (away == group_of.end()) {
      if (score < link_score) return;
      auto& best = best_home.try_emplace(other, score, article).first->second;
      if (std::pair(-score, article) < std::pair(-best.first, best.second)) best = {score, article};
    } else if (away->second != home->second) {
      sum_with[{article, away->second}] += score;
    }
  };
  for (const ScoredPair& pair : pairs) {
    visit(pair.a, pair.b, pair.score);
    visit(pair.b, pair.a, pair.score);
  }

  std::vector<std::pair<double, SecondStory>> proposals;
  const auto propose = [&](double score, uint32_t article, uint32_t into, std::vector<uint32_t> others) {
    SecondStory second{article, into, groups[group_of[article]], std::move(others)};
    std::erase(second.own, article);
    proposals.emplace_back(score, std::move(second));
  };
  for (const auto& [key, sum] : sum_with) {
    const std::vector<uint32_t>& others = groups[key.second];
    const double mean = sum / static_cast<double>(others.size());
    if (mean >= link_score) propose(mean, key.first, key.second, others);
  }
  for (const auto& [single, best] : best_home)
    propose(best.first, best.second, SecondStory::kNewGroup, {single});
  std::sort(proposals.begin(), proposals.end(), [](const auto& x, const auto& y) {
    return std::tuple(-x.first, x.second.article, x.second.into, x.second.others) <
           std::tuple(-y.first, y.second.article, y.second.into, y.second.others);
  });
  std::vector<SecondStory> result;
  for (auto& proposal : proposals) result.push_back(std::move(proposal.second));
  return result;
}

void ApplySecondStories(std::span<const SecondStoryGroup> accepted,
                        std::vector<std::vector<uint32_t>>* groups) {
  for (const SecondStoryGroup& addition : accepted) {
    if (addition.into == SecondStory::kNewGroup) {
      groups->push_back(addition.members);
      continue;
    }
    std::vector<uint32_t> joined;
    std::vector<uint32_t>& group = (*groups)[addition.into];
    std::set_union(group.begin(), group.end(), addition.members.begin(), addition.members.end(),
                   std::back_inserter(joined));
    group = std::move(joined);
  }
}

void JoinArticlesThatFit(std::span<const uint32_t> articles, std::span<const ScoredPair> pairs,
                         double link_score, std::vector<std::vector<uint32_t>>* groups) {
  absl::flat_hash_map<uint32_t, std::vector<uint32_t>> groups_of;
  for (uint32_t g = 0; g < groups->size(); ++g) {
    for (const uint32_t member : (*groups)[g]) groups_of[member].push_back(g);
  }
  const auto joins = [&](uint32_t article) {
    return std::binary_search(articles.begin(), articles.end(), article);
  };
  std::map<std::pair<uint32_t, uint32_t>, double> with_group;  // (article, group) → sum of scores
  std::set<std::pair<uint32_t, uint32_t>> with_alone;          // linked, the other in no group
  const auto visit = [&](uint32_t article, uint32_t other, double score) {
    if (!joins(article)) return;
    if (const auto found = groups_of.find(other); found != groups_of.end()) {
      for (const uint32_t group : found->second) with_group[{article, group}] += score;
    } else if (score >= link_score) {
      with_alone.insert(std::minmax(article, other));
    }
  };
  for (const ScoredPair& pair : pairs) {
    visit(pair.a, pair.b, pair.score);
    visit(pair.b, pair.a, pair.score);
  }
  std::vector<std::vector<uint32_t>> result = *groups;
  for (const auto& [key, sum] : with_group) {
    const auto& [article, group] = key;
    if (sum / static_cast<double>((*groups)[group].size()) >= link_score) result[group].push_back(article);
  }
  for (std::vector<uint32_t>& group : result) std::sort(group.begin(), group.end());
  absl::flat_hash_map<uint32_t, std::vector<uint32_t>> joined;  // article → groups, ascending
  for (uint32_t g = 0; g < result.size(); ++g) {
    for (const uint32_t member : result[g]) {
      if (joins(member)) joined[member].push_back(g);
    }
  }
  // Two that tell the same two events stand together in those stories already.
  const auto stand_together = [&](uint32_t a, uint32_t b) {
    const auto of_a = joined.find(a), of_b = joined.find(b);
    if (of_a == joined.end() || of_b == joined.end()) return false;
    std::vector<uint32_t> shared;
    std::set_intersection(of_a->second.begin(), of_a->second.end(), of_b->second.begin(), of_b->second.end(),
                          std::back_inserter(shared));
    return !shared.empty();
  };
  for (const auto& [a, b] : with_alone) {
    if (!stand_together(a, b)) result.push_back({a, b});
  }
  *groups = std::move(result);
}

}  // namespace samestory
