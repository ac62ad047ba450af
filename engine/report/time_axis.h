// A time axis that reads well: ticks at whole hours or days of one zone.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/report/wording.h"

namespace samestory {

struct AxisTick {
  int64_t unix_seconds = 0;
  std::string label;  // "22:00", or the day at midnight
};

struct TimeAxis {
  int64_t start = 0, end = 0;  // unix seconds, start < end
  std::vector<AxisTick> ticks;

  // In [0, 100].
  double Percent(int64_t unix_seconds) const;
};

// From `first` to `last` with some room, at most seven ticks.
TimeAxis AxisFor(int64_t first, int64_t last, int zone_minutes, const Wording& wording);

// "9 Oct 2025", "9/10/2025"; of the zone.
std::string DayLabel(int64_t unix_seconds, int zone_minutes, bool with_year, const Wording& wording);

// "+07:00", "UTC".
std::string ZoneLabel(int zone_minutes);

}  // namespace samestory
