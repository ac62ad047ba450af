// How likely two articles report one event: a logistic model of few figures, each with a meaning.
//
// Of the text, over words and pairs of adjoining words weighing idf^1.5 (engine/match/weights.h):
//   whole          cosine of (1 + ln tf)·weight, title counted three times
//   lead           the same over the words of title and first 60 words alone
//   stands out     how far `whole` falls short of what the two articles are alike with here anyway: of the mean of
//                  each one's three nearest (at most .2, so that the size of a story does not matter), and of three
//                  times what articles known to be of other times share with them. 0 where it does not fall short.
// Of the circumstances:
//   time           ln(1 + hours / 6): reports of one event come a median of three hours apart
//   undated        1 where a date is missing, so that nothing is known of the time; then the days of the year that
//                  the texts name stand in (engine/text/named_days.h): shared or apart
//   crowd          ln of how many articles could be of that time: the more there are, the more are alike by chance
//   same outlet    which as a rule tells an event once, and comes back to its formulas the next day: counts by itself
//                  and once more by time
// Figures of likeness go in as ln(.01 + x). Beyond the window the score is 0.
//
// Contrast with the nearest is cross-domain similarity local scaling (Conneau et al.: Word translation without
// parallel data, ICLR 2018) and what Zelnik-Manor and Perona (Self-tuning spectral clustering, NIPS 2004) do for
// distances: .3 is much in a crawl of mixed news and nothing among forecasts of the weather.
//
// bench/quality/fit.py fits the coefficients on this program's figures. Pair F1 over all shapes of four sets is .954;
// without "stands out" .936, without both figures of time .946, with every figure fitted on the other sets alone .928.
// Left out, being no better than noise beside these or knowing the size of stories: neighbour profiles, noise floors,
// containment of word pairs and of shingles, length, names and numbers (bench/quality/README.md has their figures).
#pragma once

#include <cstdint>
#include <span>

namespace samestory {

// Of the 5-word shingle sets, exact.
struct Overlap {
  double jaccard = 0, containment_a = 0, containment_b = 0;
  size_t shared = 0;  // shingles
};

// Empty sets overlap with nothing.
Overlap CompareShingles(std::span<const uint64_t> a, std::span<const uint64_t> b);

// Of the days of the year that two texts name: whether one's first is among the other's.
enum class DaysNamed : uint8_t { kUnknown, kShared, kApart };  // unknown: one of them names none

struct EventFigures {
  double whole = 0, lead = 0;   // [0, 1]
  double nearest = 0;           // [0, .2], of the two articles' surroundings: geometric mean
  double other_times = 0;       // [0, 1], arithmetic mean
  double articles_of_time = 1;  // 1 or more, geometric mean
  double hours_apart = 0;       // at least, 0 where a date is missing: what the window is held against
  double hours_between = 0;     // between the middles of the times the dates may mean
  bool dated = false;           // both are
  DaysNamed days = DaysNamed::kUnknown;
  bool same_outlet = false;  // and it is known
};

// ln of whole over what it is to stand out from, at most 0.
double StandsOut(const EventFigures& figures);

// Probability that a pair with these figures reports one event, in [0, 1]; 0 beyond the window (0: no window, and
// time counts for nothing).
double EventScore(const EventFigures& figures, double window_hours);

}  // namespace samestory
