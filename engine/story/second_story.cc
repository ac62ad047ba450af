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
  constexpr uint32_t kAlone = UINT32_MAX;
  uint32_t most = 0;
  for (const ScoredPair& pair : pairs) most = std::max({most, pair.a, pair.b});
  for (const std::vector<uint32_t>& group : groups) most = std::max(most, group.empty() ? 0 : group.back());
  std::vector<uint32_t> group_of(size_t{most} + 1, kAlone);
  for (uint32_t g = 0; g < groups.size(); ++g) {
    for (const uint32_t member : groups[g]) group_of[member] = g;
  }
  // Calls visit(article of a group, other article, the other's group or kAlone, score) both ways.
  const auto for_each_away = [&](auto visit) {
    const auto one_way = [&](uint32_t article, uint32_t other, double score) {
      if (group_of[article] == kAlone || group_of[article] == group_of[other]) return;
      visit(article, other, group_of[other], score);
    };
    for (const ScoredPair& pair : pairs) {
      one_way(pair.a, pair.b, pair.score);
      one_way(pair.b, pair.a, pair.score);
    }
  };
  // A mean of link_score has a pair of as much in it (or as good as, sums being rounded), so no other sums are kept.
  const double as_good = link_score * (1 - 1e-9);
  std::map<uint32_t, std::pair<double, uint32_t>> best_home;  // single → best (score, article in a group)
  std::map<std::pair<uint32_t, uint32_t>, double> sum_with;   // (article, foreign group) → sum of scores
  for_each_away([&](uint32_t article, uint32_t other, uint32_t away, double score) {
    if (away != kAlone && score >= as_good) sum_with[{article, away}] = 0;
    if (away != kAlone || score < link_score) return;
    auto& best = best_home.try_emplace(other, score, article).first->second;
    if (std::pair(-score, article) < std::pair(-best.first, best.second)) best = {score, article};
  });
  for_each_away([&](uint32_t article, uint32_t, uint32_t away, double score) {
    const auto found = away != kAlone ? sum_with.find({article, away}) : sum_with.end();
    if (found != sum_with.end()) found->second += score;
  });

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
  struct Fit {
    double score;
    uint32_t group, other;  // a group, or where that is kNewGroup an article in no group
  };
  std::map<uint32_t, std::vector<Fit>> fits;  // by article
  const auto visit = [&](uint32_t article, uint32_t other, double score) {
    if (!joins(article)) return;
    if (const auto found = groups_of.find(other); found != groups_of.end()) {
      for (const uint32_t group : found->second) with_group[{article, group}] += score;
    } else if (score >= link_score) {
      fits[article].push_back({score, SecondStory::kNewGroup, other});
    }
  };
  for (const ScoredPair& pair : pairs) {
    visit(pair.a, pair.b, pair.score);
    visit(pair.b, pair.a, pair.score);
  }
  for (const auto& [key, sum] : with_group) {
    const auto& [article, group] = key;
    const double mean = sum / static_cast<double>((*groups)[group].size());
    if (mean >= link_score) fits[article].push_back({mean, group, 0});
  }
  std::vector<std::vector<uint32_t>> result = *groups;
  std::set<std::pair<uint32_t, uint32_t>> new_groups;
  absl::flat_hash_map<uint32_t, std::vector<uint32_t>>
      joined;  // article → groups it joined, at most kMostStories
  for (auto& [article, of] : fits) {
    std::sort(of.begin(), of.end(), [](const Fit& x, const Fit& y) {
      const bool x_new = x.group == SecondStory::kNewGroup, y_new = y.group == SecondStory::kNewGroup;
      return std::tuple(x_new, -x.score, x.group, x.other) < std::tuple(y_new, -y.score, y.group, y.other);
    });
    of.resize(std::min(of.size(), kMostStories));
    for (const Fit& fit : of) {
      if (fit.group == SecondStory::kNewGroup) {
        new_groups.insert(std::minmax(article, fit.other));
      } else {
        result[fit.group].push_back(article);
        joined[article].push_back(fit.group);
      }
    }
  }
  for (std::vector<uint32_t>& group : result) std::sort(group.begin(), group.end());
  // Two that tell the same two events stand together in those stories already.
  const auto together = [&](uint32_t a, uint32_t b) {
    return std::any_of(joined[a].begin(), joined[a].end(), [&](uint32_t group) {
      return std::find(joined[b].begin(), joined[b].end(), group) != joined[b].end();
    });
  };
  for (const auto& [a, b] : new_groups) {
    if (!together(a, b)) result.push_back({a, b});
  }
  *groups = std::move(result);
}

}  // namespace samestory
