#include "cli/progress_line.h"

#include <algorithm>
#include <cmath>

#include "absl/strings/str_format.h"

namespace samestory {
namespace {

constexpr double kSpeedSeconds = 5, kLeftSeconds = 10;  // windows
constexpr double kYoungSeconds = 2;                     // of a stage whose time left is not said yet
constexpr double kLeastWindowSeconds = 0.25;
// In the last column some terminals wrap at once; before it a terminal shows the "^C" that is typed, and what
// wraps is not erased.
constexpr int kSpareColumns = 3;
constexpr double kFarSeconds = 1000 * 3600;  // further than ten seconds can tell

uint64_t Rounded(double value) { return static_cast<uint64_t>(std::llround(value)); }

// "85", "8.5": three figures at most are worth reading of a small number.
std::string Amount(double value) {
  return value < 9.95 ? absl::StrFormat("%.1f", value) : Grouped(Rounded(value));
}

// Done of how many, in one unit.
std::string Bytes(uint64_t done, uint64_t total) {
  const bool giga = total >= 10'000'000'000;
  const double unit = giga ? 1e9 : 1e6;
  return absl::StrFormat("%s of %s %s", Amount(static_cast<double>(done) / unit),
                         Amount(static_cast<double>(total) / unit), giga ? "GB" : "MB");
}

std::string HoursAndMinutes(uint64_t minutes) {
  if (minutes < 60) return absl::StrFormat("%d min", minutes);
  if (minutes % 60 == 0) return absl::StrFormat("%d h", minutes / 60);
  return absl::StrFormat("%d h %d min", minutes / 60, minutes % 60);
}

// As exact as an estimate can be: steps of five seconds, of a minute, of ten minutes, of an hour.
std::string About(double seconds) {
  if (seconds <= 5) return "less than 5 s";
  const uint64_t rounded_up = 5 * Rounded(std::ceil(seconds / 5));
  if (rounded_up < 60) return absl::StrFormat("about %d s", rounded_up);
  uint64_t minutes = std::max<uint64_t>(Rounded(seconds / 60), 1);
  if (minutes >= 60) minutes = 10 * Rounded(seconds / 600);
  if (minutes >= 24 * 60) minutes = 60 * Rounded(seconds / 3600);
  return "about " + HoursAndMinutes(minutes);
}

std::string Elapsed(double seconds) {
  const auto whole = static_cast<uint64_t>(seconds);
  if (whole < 60) return absl::StrFormat("%d s", whole);
  if (whole < 3600) return absl::StrFormat("%d min %d s", whole / 60, whole % 60);
  return HoursAndMinutes(whole / 60);
}

// What the stage is and how far: the longest form that fits.
std::string Head(const Monitor::Snapshot& now, size_t room) {
  std::string name = now.name;
  std::replace_if(
      name.begin(), name.end(), [](char c) { return c < 0x20 || c > 0x7E; }, '?');
  const std::string done = Grouped(now.articles);
  std::string forms[4];
  if (now.articles > 0 && now.totals.articles >= now.articles) {
    forms[0] = absl::StrFormat("%s: %s of %s articles", name, done, Grouped(now.totals.articles));
  }
  if (now.articles > 0) {
    forms[1] = absl::StrFormat("%s: %s article%s", name, done, now.articles == 1 ? "" : "s");
    forms[2] = absl::StrFormat("%s: %s", name, done);
  } else if (now.bytes == 0) {
    forms[2] = absl::StrFormat("%s: %s", name, Elapsed(now.seconds));
  }
  forms[3] = name;
  for (const std::string& form : forms) {
    if (!form.empty() && form.size() <= room) return form;
  }
  return name.substr(0, room);
}

}  // namespace

std::string Grouped(uint64_t number) {
  std::string digits = std::to_string(number);
  for (size_t place = digits.size(); place > 3;) digits.insert(place -= 3, ",");
  return digits;
}

void Pace::Note(const Monitor::Snapshot& now) {
  if (stage_ != now.stage) {
    stage_ = now.stage;
    points_.assign(1, Point());
  }
  totals_ = now.totals;
  points_.push_back({now.seconds, now.articles, now.bytes});
  while (points_.size() > 2 && points_[1].seconds <= now.seconds - kLeftSeconds) points_.pop_front();
}

// The last point at or before that many seconds ago, else the first.
const Pace::Point& Pace::Before(double seconds) const {
  const double moment = points_.back().seconds - seconds;
  const auto after =
      std::upper_bound(points_.begin(), points_.end(), moment,
                       [](double wanted, const Point& point) { return wanted < point.seconds; });
  return after == points_.begin() ? points_.front() : *(after - 1);
}

double Pace::bytes_per_second() const {
  if (points_.empty()) return 0;
  const Point &then = Before(kSpeedSeconds), &now = points_.back();
  const double seconds = now.seconds - then.seconds;
  if (seconds < kLeastWindowSeconds || now.bytes <= then.bytes) return 0;
  return static_cast<double>(now.bytes - then.bytes) / seconds;
}

std::optional<double> Pace::seconds_left() const {
  if (points_.empty() || points_.back().seconds < kYoungSeconds) return std::nullopt;
  const Point &then = Before(kLeftSeconds), &now = points_.back();
  const bool by_bytes = totals_.bytes > 0;
  const uint64_t total = by_bytes ? totals_.bytes : totals_.articles;
  const uint64_t done = by_bytes ? now.bytes : now.articles, before = by_bytes ? then.bytes : then.articles;
  if (total == 0 || done >= total || done <= before) return std::nullopt;
  const double seconds = now.seconds - then.seconds;
  const double left = seconds * static_cast<double>(total - done) / static_cast<double>(done - before);
  return left < kFarSeconds ? std::optional(left) : std::nullopt;
}

std::string StatusLine(const Monitor::Snapshot& now, const Pace& pace, int width) {
  const size_t room = width > kSpareColumns ? static_cast<size_t>(width - kSpareColumns) : 0;
  if (now.name.empty()) return "";
  const std::string head = Head(now, room);
  std::string size, speed, left;
  // Bytes say how far where the number of articles cannot.
  if (now.totals.articles == 0 && now.totals.bytes >= 100'000 && now.bytes > 0 &&
      now.bytes <= now.totals.bytes) {
    size = Bytes(now.bytes, now.totals.bytes);
  }
  if (const double rate = pace.bytes_per_second() / 1e6; rate >= 0.05) speed = Amount(rate) + " MB/s";
  if (const auto seconds = pace.seconds_left()) left = About(*seconds) + " left in this stage";
  // The most important first takes its place; all stand in one order.
  size_t used = head.size();
  for (std::string* part : {&left, &speed, &size}) {
    if (part->empty()) continue;
    if (used + 2 + part->size() <= room) {
      used += 2 + part->size();
    } else {
      part->clear();
    }
  }
  std::string line = head;
  for (const std::string& part : {size, speed, left}) {
    if (!part.empty()) line += (line.find(':') == std::string::npos ? ": " : ", ") + part;
  }
  return line;
}

}  // namespace samestory
