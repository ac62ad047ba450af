// The words of the progress line, apart from the terminal they are drawn on.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>

#include "engine/base/monitor.h"

namespace samestory {

// 1234567 as "1,234,567", whatever the locale.
std::string Grouped(uint64_t number);

// How fast the stage that goes has lately been, from looks at it. Rates are taken over a window that ends
// with the last look, so that they follow a change of pace and a slow beginning is forgotten.
class Pace {
 public:
  // To be called with looks in the order taken. A stage that is new forgets the one before.
  void Note(const Monitor::Snapshot& now);

  // Over the last five seconds; 0 where nothing was added in them or the stage is too young to say.
  double bytes_per_second() const;

  // What remains of the stage at the rate of the last ten seconds: by bytes where their total is known, else
  // by articles. Nothing in the stage's first two seconds, without a total, where all is done or more than
  // the total said, and where nothing was done in those ten seconds.
  std::optional<double> seconds_left() const;

 private:
  struct Point {
    double seconds = 0;  // since the stage began
    uint64_t articles = 0, bytes = 0;
  };
  const Point& Before(double seconds) const;

  std::optional<size_t> stage_;
  Totals totals_;
  std::deque<Point> points_;  // the beginning of the stage, or ten seconds and the point before
};

// One line of at most `width` - 3 printable ASCII characters, so that it never wraps, not even with the "^C"
// that is typed behind it; empty where no stage goes. What does not fit is left out, the least important
// first; numbers are never cut.
std::string StatusLine(const Monitor::Snapshot& now, const Pace& pace, int width);

}  // namespace samestory
