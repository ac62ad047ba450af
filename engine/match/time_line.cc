#include "engine/match/time_line.h"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace samestory {

TimeLine::TimeLine(const MatchInput& input, std::span<const uint32_t> members)
    : articles_(members.size()), places_(members.size()) {
  std::vector<uint32_t> order(members.size());  // members by place
  std::iota(order.begin(), order.end(), 0);
  const auto context = [&](uint32_t member) -> const ArticleContext& {
    return input.contexts[members[member]];
  };
  const auto undated =
      std::partition(order.begin(), order.end(), [&](uint32_t m) { return context(m).dated; });
  dated_ = static_cast<uint32_t>(undated - order.begin());
  std::sort(order.begin(), undated, [&](uint32_t a, uint32_t b) {
    return std::tuple(context(a).first_second, a) < std::tuple(context(b).first_second, b);
  });
  std::sort(undated, order.end());
  first_seconds_.reserve(dated_);
  for (uint32_t place = 0; place < order.size(); ++place) {
    articles_[place] = members[order[place]];
    places_[order[place]] = place;
    const ArticleContext& own = context(order[place]);
    if (!own.dated) continue;
    first_seconds_.push_back(own.first_second);
    longest_ = std::max(longest_, own.last_second - own.first_second);
  }
}

uint32_t TimeLine::FirstFrom(int64_t second) const {
  const auto first = std::lower_bound(first_seconds_.begin(), first_seconds_.end(), second);
  return static_cast<uint32_t>(first - first_seconds_.begin());
}

TimeLine::Window TimeLine::Around(const ArticleContext& context, int64_t most_seconds) const {
  if (most_seconds < 0 || !context.dated) return {0, 0, dated_};
  const int64_t earliest = context.first_second - most_seconds;
  return {FirstFrom(earliest - longest_), FirstFrom(earliest),
          FirstFrom(context.last_second + most_seconds + 1)};
}

}  // namespace samestory
