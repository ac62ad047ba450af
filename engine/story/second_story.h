// Articles that report two events and so stand in two stories.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/story/group.h"

namespace samestory {

// An article of one group that fits another group, or an article alone, as well: whether what links it there
// is apart from what links it at home is for the caller to see.
struct SecondStory {
  static constexpr uint32_t kNewGroup = UINT32_MAX;
  uint32_t article = 0;
  uint32_t into = kNewGroup;     // position of the group it fits, kNewGroup where that is an article alone
  std::vector<uint32_t> own;     // its own group without it
  std::vector<uint32_t> others;  // the group it fits
};

// Links of `link_score` or more between groups, where the article's mean score with all of the other group is
// that high too. An article alone is offered once, with its best link. Strongest first; then by article.
std::vector<SecondStory> ProposeSecondStories(std::span<const std::vector<uint32_t>> groups,
                                              std::span<const ScoredPair> pairs, double link_score);

// A proposal that was accepted: the group's members with the article.
struct SecondStoryGroup {
  uint32_t into = SecondStory::kNewGroup;
  std::vector<uint32_t> members;
};

// Joins them in, keeping members ascending and distinct.
void ApplySecondStories(std::span<const SecondStoryGroup> accepted,
                        std::vector<std::vector<uint32_t>>* groups);

// Most stories an article that reports two events is put into.
inline constexpr size_t kMostStories = 2;

// Puts each of `articles` (ascending, in no group yet) into what it fits best, groups first, at most kMostStories: a group with
// whose members its mean score is `link_score` or more, or an article in no group that it is linked with so, which
// makes a new group of the two unless they stand together in another already. Where an article fits nothing it
// stays alone. Groups are judged as they were given.
void JoinArticlesThatFit(std::span<const uint32_t> articles, std::span<const ScoredPair> pairs,
                         double link_score, std::vector<std::vector<uint32_t>>* groups);

}  // namespace samestory
