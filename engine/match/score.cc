#include "engine/match/score.h"

#include <algorithm>
#include <cmath>

#include "engine/match/shared.h"

namespace samestory {
namespace {

// As bench/quality/fit.py prints them.
constexpr double kIntercept = 10.27;
constexpr double kWhole = 1.59;
constexpr double kLead = 1.02;
constexpr double kStandsOut = 5.47;
constexpr double kTime = -0.61;
constexpr double kUndated = -1.18;
constexpr double kCrowd = -0.47;
constexpr double kSameOutlet = -1.02;
constexpr double kSameOutletTime = -1.90;
constexpr double kDayShared = 0.86;
constexpr double kDaysApart = -1.59;
// Added before the logarithm: a figure of nothing is not infinitely bad.
constexpr double kFloor = 0.01;
constexpr double kHours = 6;
constexpr double kSmallCrowd = 20;
constexpr double kTimesOtherTimes = 3;

double Log(double figure) { return std::log(kFloor + figure); }

}  // namespace

Overlap CompareShingles(std::span<const uint64_t> a, std::span<const uint64_t> b) {
  Overlap overlap;
  ForEachShared(
      a, b, [](uint64_t x) { return x; }, [&](uint64_t, uint64_t) { ++overlap.shared; });
  if (overlap.shared == 0) return overlap;
  const double shared = static_cast<double>(overlap.shared);
  overlap.jaccard = shared / static_cast<double>(a.size() + b.size() - overlap.shared);
  overlap.containment_a = shared / static_cast<double>(a.size());
  overlap.containment_b = shared / static_cast<double>(b.size());
  return overlap;
}

double StandsOut(const EventFigures& figures) {
  const double level = std::max(figures.nearest, kTimesOtherTimes * figures.other_times);
  return std::min(0.0, Log(figures.whole) - Log(level));
}

double EventScore(const EventFigures& figures, double window_hours) {
  const bool timed = figures.dated && window_hours > 0;
  if (timed && figures.hours_apart > window_hours) return 0;
  double logit = kIntercept + kWhole * Log(figures.whole) + kLead * Log(figures.lead) +
                 kStandsOut * StandsOut(figures) +
                 kCrowd * std::log(std::max(kSmallCrowd, figures.articles_of_time));
  const double time = timed ? std::log1p(figures.hours_between / kHours) : 0;
  logit += kTime * time;
  if (!timed) logit += kUndated;
  if (!timed && figures.days == DaysNamed::kShared) logit += kDayShared;
  if (!timed && figures.days == DaysNamed::kApart) logit += kDaysApart;
  if (figures.same_outlet) logit += kSameOutlet + kSameOutletTime * time;
  return 1 / (1 + std::exp(-logit));
}

}  // namespace samestory
