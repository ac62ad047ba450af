// What a run finds: links between articles, and stories made of them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/status.h"
#include "engine/match/score.h"
#include "engine/pipeline/config.h"
#include "engine/pipeline/corpus.h"

namespace samestory {

enum class LinkKind { kCopy, kPartial, kEvent };
std::string_view Name(LinkKind kind);

// copy by Jaccard, partial by the larger containment, else event.
LinkKind KindOf(const Overlap& overlap, const Config& config);

struct Link {
  uint32_t a = 0, b = 0;  // articles, a < b
  LinkKind kind = LinkKind::kEvent;
  Overlap overlap;
  double score = 0;
  std::vector<std::string> shared;
};

struct Story {
  std::string id;
  std::vector<uint32_t> members;  // by date, undated last, then id
  std::vector<Link> links;        // by score, then articles; never empty unless the story is a single
  double cohesion = 0;            // mean score over all pairs of its texts, copies counted once
};

// What a run found besides its stories, and what happened on the way.
struct FindCounts {
  std::vector<uint32_t> singles;  // articles of no story, ascending
  size_t stories = 0, copies = 0, candidate_pairs = 0, capped_buckets = 0, two_events = 0;
};

struct Stories : FindCounts {
  std::vector<Story> stories;  // by first date, undated last, then first member
};

// Takes stories in their order, some at a time.
using TakeStories = std::function<absl::Status(std::span<const Story>)>;

// Named by the hash of the ids that make it what it is: those of a story's strongest link.
std::string StoryId(uint64_t hash);

// A story of one article, as --singles shows it.
Story SingleStory(const Corpus& corpus, uint32_t article);

}  // namespace samestory
