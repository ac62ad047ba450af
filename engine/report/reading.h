// How the articles of one comparison stand to each other: who carries which sentence, in what order each
// reads, what the longest run is that it shares, and who had a wording first. Drawn from a collation alone.
//
// Costs are linear in the cells and ops, but for a logarithm where runs are sorted.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/report/model.h"

namespace samestory {

// A cell of a collation: positions in its rows and in that row's cells.
struct Place {
  uint32_t row = 0, cell = 0;
};

struct Reading {
  std::vector<std::vector<Place>> order;        // each article's cells as they follow in its text
  std::vector<std::vector<uint32_t>> carriers;  // each row's articles, ascending
};

Reading ReadingOf(const DiffView& view);

// Sentences of one article; asides are not counted.
struct SentenceTally {
  size_t all = 0, only = 0;
};

std::vector<SentenceTally> TallySentences(const DiffView& view, const Reading& reading);

// Words of one text, by its bytes: what stands between white space and holds a letter or digit, and each Han
// character or kana by itself.
class WordCounter {
 public:
  explicit WordCounter(std::string_view text);
  // Begun words count. Offsets outside the text are cut to it.
  size_t Count(uint32_t start, uint32_t end) const;

 private:
  std::vector<uint32_t> before_;  // words begun before each byte
};

// The longest run of words that an article has in common with one that stands before it in view.articles;
// sentences that follow each other in both are one run. words is 0 where there is none.
struct SharedRun {
  uint32_t with = 0, start = 0, end = 0;  // bytes of the later article's text
  size_t words = 0;
};

std::vector<SharedRun> LongestRuns(const DiffView& view);

// How far a date tells who was first.
enum class Known : uint8_t { kMinute, kDay, kUndated };

Known PrecisionOf(const ReportArticle& article);

// Minutes east of UTC by which the comparison's times are told: those of the first article that states any.
// Where none does the times stand as the articles have them.
struct Zone {
  int minutes = 0;
  bool stated = false;
};

Zone ZoneOf(const std::vector<ReportArticle>& articles);

// The one of `articles` (positions in view.articles) published first, for all that is known.
struct Earliest {
  bool found = false;            // no: all are undated
  bool certain = true;           // no: another one is of the same day, and an hour is missing
  uint32_t article = 0;          // the first of them where not certain
  Known known = Known::kMinute;  // of its date
  std::vector<uint32_t> rivals;  // which may be as early, where not certain
  std::vector<uint32_t> undated;
};

Earliest EarliestOf(const DiffView& view, const std::vector<uint32_t>& articles);

// A wording that two articles or more carry: rows that follow each other and have the same carriers, or a
// passage inside sentences that are in no row together. Eight words at least.
struct Holding {
  std::vector<uint32_t> carriers;   // ascending
  Earliest earliest;                // of the carriers
  size_t words = 0, sentences = 0;  // sentences: 0 for a passage
  uint32_t first_row = 0;           // position in the collation's rows; a passage's: of the holder's sentence
  uint32_t article = 0;             // whose words are shown: the earliest, or the first carrier
  uint32_t start = 0, end = 0;      // bytes of its text
};

// By row, passages last.
std::vector<Holding> HoldingsOf(const DiffView& view, const Reading& reading);

// The cell of `article` that holds the byte; row is UINT32_MAX where there is none.
Place PlaceAt(const DiffView& view, const Reading& reading, uint32_t article, uint32_t byte);

}  // namespace samestory
