#include "engine/pipeline/stories.h"

#include <algorithm>

#include "absl/strings/str_format.h"
#include "engine/base/hash.h"
#include "engine/match/copies.h"

namespace samestory {

std::string_view Name(LinkKind kind) {
  switch (kind) {
    case LinkKind::kCopy:
      return "copy";
    case LinkKind::kPartial:
      return "partial";
    case LinkKind::kEvent:
      return "event";
  }
  return "";
}

LinkKind KindOf(const Overlap& overlap, const Config& config) {
  if (overlap.jaccard >= kCopyJaccard) return LinkKind::kCopy;
  const double contained = std::max(overlap.containment_a, overlap.containment_b);
  return contained >= config.partial_containment ? LinkKind::kPartial : LinkKind::kEvent;
}

std::string StoryId(uint64_t hash) { return absl::StrFormat("s-%012x", hash >> 16); }

Story SingleStory(const Corpus& corpus, uint32_t article) {
  Story story;
  story.id = StoryId(Hash64(corpus.id(article)));
  story.members = {article};
  story.cohesion = 1;
  return story;
}

}  // namespace samestory
