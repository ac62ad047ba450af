// What matching knows of articles.
#pragma once

#include <cmath>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/sketch/term.h"

namespace samestory {

struct ArticleContext {
  uint32_t outlet = 0;  // equal numbers, equal outlets; 0 where it is not known
  bool dated = false;
  int64_t first_second = 0, last_second = 0;  // the span the date may mean: a day, a minute, a second
};

// The articles of a run in their final order; views stay valid as long as the terms they came from.
struct MatchInput {
  std::vector<std::span<const Term>> terms;  // ascending by key
  std::vector<ArticleContext> contexts;      // as many
};

// Seconds between two dates at least, 0 where they may be the same moment or one is not known.
inline int64_t SecondsApart(const ArticleContext& a, const ArticleContext& b) {
  if (!a.dated || !b.dated) return 0;
  const int64_t gap =
      a.first_second > b.last_second ? a.first_second - b.last_second : b.first_second - a.last_second;
  return gap <= 0 ? 0 : gap;
}

// The same in hours.
inline double HoursApart(const ArticleContext& a, const ArticleContext& b) {
  return static_cast<double>(SecondsApart(a, b)) / 3600;
}

// Hours between the middles of the spans two dates may mean; 0 where one is not known.
inline double HoursBetweenMiddles(const ArticleContext& a, const ArticleContext& b) {
  if (!a.dated || !b.dated) return 0;
  const auto middle = [](const ArticleContext& c) {
    return (static_cast<double>(c.first_second) + static_cast<double>(c.last_second)) / 2;
  };
  return std::abs(middle(a) - middle(b)) / 3600;
}

}  // namespace samestory
