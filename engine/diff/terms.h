// Sentences as weighted bags of terms, over one vocabulary for all the documents of a collation.
//
// A term's weight is what the caller says of its tokens, damped by how many sentences of one document hold
// it: the name every second sentence carries tells nothing about which sentences say the same. (Damping
// raised F1 of sentence pairs against human judges more than any other figure, see engine/diff/align.h.)
//
// Words alike but for their endings share half of what equal words share: where several keys have one stem,
// each of their tokens stands in the bag twice, as its key and as its stem, with half of either's weight.
//
// Everything here is independent of the order of the documents: terms are numbered by key, contents by hash
// and keys, and sums run in the order of term numbers, so that not even rounding depends on it.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/diff/collation.h"

namespace samestory {

struct WeightedTerm {
  uint32_t id = 0, count = 0;
};

struct SentenceTerms {
  std::vector<WeightedTerm> terms;  // by id, stems after keys
  double mass = 0;                  // sum of count · weight
  uint32_t content = 0;             // equal exactly where the sequences of keys are equal
  bool aside = false;               // as the sentence's
};

struct DocumentTerms {
  std::vector<uint32_t> token_terms;     // each token's term: its key's
  std::vector<SentenceTerms> sentences;  // as in the document
  // Which sentences hold a term: those of terms[k] are postings[starts[k], starts[k + 1]), ascending.
  std::vector<uint32_t> terms;  // distinct, ascending
  std::vector<uint32_t> starts, postings;
};

struct TermSpace {
  std::vector<double> token_weights;  // by key's term: the callers' weight, the greatest where they differ
  std::vector<double> weights;        // by term: the same, damped, halved where keys share a stem
  double typical_token_weight = 0;    // of a content word: the mean of token_weights, weighted by themselves
  double typical_weight = 0;          // the same of `weights`
  std::vector<DocumentTerms> documents;
};

// Weights below zero and NaN count as 0, huge ones as 1e6. O(T log T) in all tokens.
TermSpace BuildTermSpace(std::span<const DiffDocument* const> documents);

// How alike two sentences are, in [0, 1], symmetric: a blend of Dice and containment over weighted terms,
// less sure where little is shared at all, on a scale where about .4 is the edge of saying the same. 0 where
// no weight is shared, even for equal sentences: equality is `content`'s business. O(terms).
double Likeness(const TermSpace& space, const SentenceTerms& a, const SentenceTerms& b);

// The weight two bags share, each term as often as both hold it. Terms by id. O(terms).
double SharedMass(const TermSpace& space, std::span<const WeightedTerm> a, std::span<const WeightedTerm> b);

// Likeness from the weight both hold.
double LikenessOfShared(const TermSpace& space, double shared, double mass_a, double mass_b);

}  // namespace samestory
