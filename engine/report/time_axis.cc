#include "engine/report/time_axis.h"

#include <algorithm>
#include <cmath>
#include <string_view>

#include "absl/strings/str_format.h"

namespace samestory {
namespace {

constexpr int64_t kDay = 86400;
constexpr int64_t kSteps[] = {300,       900,       1800,       3600,      2 * 3600, 3 * 3600,
                              6 * 3600,  12 * 3600, kDay,       2 * kDay,  7 * kDay, 14 * kDay,
                              30 * kDay, 91 * kDay, 182 * kDay, 365 * kDay};
constexpr int64_t kMostTicks = 6;

struct Civil {
  int64_t year = 1970;
  int month = 1, day = 1;
};

int64_t FloorDivide(int64_t value, int64_t by) {
  return value / by - (value % by != 0 && (value < 0) != (by < 0) ? 1 : 0);
}

// From days since 1970-01-01, in the proleptic Gregorian calendar: by the 146,097 days of 400 years, with
// years that begin in March so that the leap day comes last.
Civil CivilOf(int64_t days) {
  days += 719468;
  const int64_t era = FloorDivide(days, 146097), in_era = days - era * 146097;
  const int64_t year = (in_era - in_era / 1460 + in_era / 36524 - in_era / 146096) / 365;
  const int64_t in_year = in_era - (365 * year + year / 4 - year / 100);
  const int64_t month = (5 * in_year + 2) / 153;
  Civil civil;
  civil.day = static_cast<int>(in_year - (153 * month + 2) / 5 + 1);
  civil.month = static_cast<int>(month < 10 ? month + 3 : month - 9);
  civil.year = year + era * 400 + (civil.month <= 2 ? 1 : 0);
  return civil;
}

}  // namespace

double TimeAxis::Percent(int64_t unix_seconds) const {
  const double share = static_cast<double>(unix_seconds - start) / static_cast<double>(end - start);
  return std::clamp(share, 0.0, 1.0) * 100;
}

std::string DayLabel(int64_t unix_seconds, int zone_minutes, bool with_year, const Wording& wording) {
  constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const Civil civil = CivilOf(FloorDivide(unix_seconds + zone_minutes * 60, kDay));
  if (std::string_view(wording.language) == "vi") {
    return with_year ? absl::StrFormat("%d/%d/%d", civil.day, civil.month, civil.year)
                     : absl::StrFormat("%d/%d", civil.day, civil.month);
  }
  const char* month = kMonths[civil.month - 1];
  return with_year ? absl::StrFormat("%d %s %d", civil.day, month, civil.year)
                   : absl::StrFormat("%d %s", civil.day, month);
}

std::string ZoneLabel(int zone_minutes) {
  if (zone_minutes == 0) return "UTC";
  const int minutes = std::abs(zone_minutes);
  return absl::StrFormat("%c%02d:%02d", zone_minutes < 0 ? '-' : '+', minutes / 60, minutes % 60);
}

TimeAxis AxisFor(int64_t first, int64_t last, int zone_minutes, const Wording& wording) {
  TimeAxis axis;
  const int64_t room = std::max<int64_t>((last - first) / 24, 600);
  axis.start = first - room;
  axis.end = last + room;
  const int64_t length = axis.end - axis.start;
  int64_t step = std::size(kSteps) > 0 ? kSteps[std::size(kSteps) - 1] : kDay;
  for (const int64_t candidate : kSteps) {
    if (length / candidate <= kMostTicks) {
      step = candidate;
      break;
    }
  }
  while (length / step > kMostTicks) step *= 2;
  const int64_t zone = zone_minutes * 60;
  for (int64_t at = FloorDivide(axis.start + zone + step - 1, step) * step - zone; at <= axis.end;
       at += step) {
    const int64_t second = at + zone - FloorDivide(at + zone, kDay) * kDay;
    axis.ticks.push_back({at, second == 0 ? DayLabel(at, zone_minutes, step >= 91 * kDay, wording)
                                          : absl::StrFormat("%02d:%02d", second / 3600, second / 60 % 60)});
  }
  return axis;
}

}  // namespace samestory
