// How well stories agree with a gold grouping.
//
// Pairwise precision, recall and F1; B-cubed (Bagga, Baldwin 1998), over an article's mates in any of its
// stories; the adjusted Rand index (Hubert, Arabie 1985), for which an article of several stories counts
// once, in the largest. Pairs are counted, not listed: a story of 100,000 copies has 5 billion. Articles the gold does not name are left out; an article in no story is a story of
// its own.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/base/status.h"

namespace samestory {

struct WrongPair {
  std::string a, b;
  double score = 0;  // of their link, where the stories have one; else 0
};

struct Evaluation {
  size_t articles = 0, gold_stories = 0, pairs_true = 0, pairs_found = 0, unknown_ids = 0;
  double precision = 1, recall = 1, f1 = 0, b_cubed_f1 = 0, adjusted_rand = 1;
  size_t wrong_merges = 0, wrong_misses = 0;  // pairs
  // The worst kWorstPairs of each: together though the gold parts them, highest score first, then by id; and apart though
  // the gold joins them, by gold story, then id.
  std::vector<WrongPair> merges, misses;
};
inline constexpr size_t kWorstPairs = 100;

// GOLD.tsv: article id <TAB> gold story, a line each; STORIES.jsonl: the contract's story lines.
// kInvalidArgument with file and line for anything else, an article in two gold stories and an empty gold included.
absl::StatusOr<Evaluation> Evaluate(const std::string& gold_path, const std::string& stories_path);

}  // namespace samestory
