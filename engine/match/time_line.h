// Internal to engine/match: articles in the order of their time, in which what is near in time is near in memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/match/context.h"

namespace samestory {

// The dated stand first, by the beginning of what their date may mean and then by number; after them the others, by
// number.
class TimeLine {
 public:
  // Of the articles named by `members`, ascending.
  TimeLine(const MatchInput& input, std::span<const uint32_t> members);

  size_t size() const { return articles_.size(); }
  uint32_t dated() const { return dated_; }
  uint32_t ArticleAt(uint32_t place) const { return articles_[place]; }
  // Of members[member].
  uint32_t PlaceOf(size_t member) const { return places_[member]; }

  // Of the dated places: those before `unsure` and from `after` on are beyond the window, those from `near` to `after`
  // within it; those from `unsure` to `near` may be either.
  struct Window {
    uint32_t unsure = 0, near = 0, after = 0;
  };
  // The window of `most_seconds` (as SecondsApart counts) around a date; everything, where that is negative or the
  // article has none.
  Window Around(const ArticleContext& context, int64_t most_seconds) const;

 private:
  uint32_t FirstFrom(int64_t second) const;

  std::vector<uint32_t> articles_;      // by place
  std::vector<uint32_t> places_;        // by member
  std::vector<int64_t> first_seconds_;  // by place of the dated
  int64_t longest_ = 0;                 // what a date may mean at most, in seconds
  uint32_t dated_ = 0;
};

}  // namespace samestory
