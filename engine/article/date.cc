#include "engine/article/date.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <span>
#include <vector>

#include "absl/strings/str_format.h"
#include "engine/article/date_forms.h"

namespace samestory {
namespace {

constexpr size_t kMaxDateTokens = 40;
constexpr size_t kMaxDateBytes = 200;

}  // namespace

std::optional<Date> ParseDate(std::string_view text) {
  if (text.size() > kMaxDateBytes) return std::nullopt;
  const std::vector<DateToken> tokens = LexDate(text, kMaxDateTokens + 1);
  if (tokens.size() > kMaxDateTokens) return std::nullopt;
  const std::optional<DateMatch> match = MatchDate(tokens);
  if (!match || match->end != tokens.size()) return std::nullopt;
  return match->date;
}

std::optional<Date> DateFromNumber(double number) {
  if (!(std::abs(number) < 1e18)) return std::nullopt;
  const int64_t whole = static_cast<int64_t>(number);
  if (whole >= 10000101 && whole <= 99991231) return ParseDate(absl::StrFormat("%d", whole));
  if (whole < 100'000'000) return std::nullopt;
  Date date;
  date.unix_seconds = whole >= 100'000'000'000 ? whole / 1000 : whole;
  if (date.unix_seconds > kLastSecond) return std::nullopt;
  date.has_offset = true;
  date.precision = Date::Precision::kSecond;
  return date;
}

std::string FormatDate(const Date& date) {
  using namespace std::chrono;
  const int64_t offset = date.has_offset ? int64_t{date.offset_minutes} * 60 : 0;
  const int64_t local = std::clamp(date.unix_seconds + offset, kFirstSecond, kLastSecond);
  const sys_days day_count = floor<days>(sys_seconds(seconds(local)));
  const year_month_day calendar(day_count);
  const int64_t clock = local - int64_t{day_count.time_since_epoch().count()} * 86400;
  std::string out =
      absl::StrFormat("%04d-%02d-%02d", static_cast<int>(calendar.year()),
                      static_cast<unsigned>(calendar.month()), static_cast<unsigned>(calendar.day()));
  if (date.precision == Date::Precision::kDay) return out;
  absl::StrAppendFormat(&out, "T%02d:%02d", clock / 3600, clock / 60 % 60);
  if (date.precision == Date::Precision::kSecond) absl::StrAppendFormat(&out, ":%02d", clock % 60);
  if (!date.has_offset) return out;
  if (date.offset_minutes == 0) return out + "Z";
  const int distance = std::abs(date.offset_minutes);
  absl::StrAppendFormat(&out, "%c%02d:%02d", date.offset_minutes < 0 ? '-' : '+', distance / 60,
                        distance % 60);
  return out;
}

}  // namespace samestory
