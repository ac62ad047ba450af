// The main job: the articles of a corpus → links → stories. find.cc is the file to read first.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/status.h"
#include "engine/match/copies.h"
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

struct Stories {
  std::vector<Story> stories;  // by first date, undated last, then first member
  std::vector<uint32_t> singles;
  // What happened on the way, for the report's method and --stats.
  size_t copies = 0, candidate_pairs = 0, capped_buckets = 0, two_events = 0;
};

absl::StatusOr<Stories> FindStories(const Corpus& corpus, const Config& config);

// Links of every kind between any two articles, for `dedup --level event`; without phrases. `order` holds every article
// once, the most preferred first: of copies it names the original.
std::vector<Link> FindLinks(const Corpus& corpus, const Config& config, std::span<const uint32_t> order);

// A pair that was compared, with what the comparison found.
struct ComparedPair {
  uint32_t a = 0, b = 0;  // a < b
  EventFigures figures;
  double score = 0;
};

// Every candidate pair with its figures, and whom each article is a copy of, for benchmarks and for fitting the score.
struct Comparison {
  std::vector<ComparedPair> pairs;
  std::vector<CopyOf> copies;  // by article
};
Comparison CompareCandidates(const Corpus& corpus, const Config& config);

// What decided for two articles, as text of a few lines.
std::string ExplainPair(const Corpus& corpus, const Config& config, uint32_t a, uint32_t b);

// A story of one article, as --singles shows it.
Story SingleStory(const Corpus& corpus, uint32_t article);

}  // namespace samestory
