// From the tokens two aligned sentences share to a script a reader can follow.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/diff/collation.h"
#include "engine/diff/token_match.h"

namespace samestory {

// A stretch of both sides: kept whole ('=', as many tokens on both sides, with equal terms) or changed (at
// least one side not empty). Runs in order cover both sides; no two neighbours are of the same kind
// and change.
struct EditRun {
  bool kept = false;
  uint32_t a_begin = 0, a_end = 0, b_begin = 0, b_end = 0;  // tokens
  Change change = Change::kNone;                            // until TellChanges() has looked
  bool operator==(const EditRun&) const = default;
};

struct EditSides {
  std::span<const uint32_t> a, b;   // terms of the tokens
  std::span<const double> weights;  // by term
  double typical_weight = 0;        // of a content word, on the same scale
};

// The plain runs of a script of matches.
std::vector<EditRun> RunsOfMatches(const EditSides& sides, std::span<const TokenMatch> matches);

// Makes the script readable, still valid: slides insertions and deletions to where phrases begin and end;
// lets a kept stretch go where it is no more than a lone light token or two (a comma, "and") between two
// changes, or weighs less than half of the lesser change beside it. O(tokens).
void CleanUp(const EditSides& sides, std::vector<EditRun>* runs);

// One side: a token owns the bytes up to the next token's start, the first also those before it, so that the
// steps cover [start, end) whatever stands between tokens.
struct SentenceTokens {
  std::span<const DiffToken> tokens;  // the sentence's
  uint32_t start = 0, end = 0;        // bytes
  uint32_t first_token = 0;           // of the sentence in its document
  std::span<const DiffFact> facts;    // the sentence's
};

// Runs as steps; a changed run is '-' then '+'. Steps without a byte on either side are left out.
std::vector<EditOp> OpsOfRuns(std::span<const EditRun> runs, const SentenceTokens& a,
                              const SentenceTokens& b);

}  // namespace samestory
