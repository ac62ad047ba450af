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
constexpr size_t kTailBytes = 80;               // longer than any date with its time and zone
constexpr int64_t kFirstSecond = -62135596800;  // 0001-01-01T00:00:00Z
constexpr int64_t kLastSecond = 253402300799;   // 9999-12-31T23:59:59Z

// Words that announce a date at the beginning of a line; written as date_lexer.h folds them.
size_t LabelLength(std::span<const DateToken> tokens) {
  constexpr std::string_view kLabels[][3] = {{"date"},
                                             {"published"},
                                             {"posted"},
                                             {"updated"},
                                             {"publish", "date"},
                                             {"date", "published"},
                                             {"ngay", "dang"},
                                             {"cap", "nhat"},
                                             {"dang", "luc"},
                                             {"dang", "ngay"},
                                             {"xuat", "ban"},
                                             {"published", "on"},
                                             {"last", "updated"},
                                             {"cap", "nhat", "luc"},
                                             {"thoi", "gian"},
                                             {"posted", "on"}};
  size_t longest = 0;
  for (const auto& label : kLabels) {
    size_t words = 0;
    while (words < 3 && !label[words].empty() && words < tokens.size() && tokens[words].word == label[words])
      ++words;
    if (words == 3 || label[words].empty()) longest = std::max(longest, words);
  }
  if (longest > 0 && longest < tokens.size() && tokens[longest].sign == ':') ++longest;
  return longest;
}

bool IsDecoration(const DateToken& token) {
  return token.kind == DateToken::Kind::kSign &&
         std::string_view("-|()[]*_,;").find(token.sign) != std::string_view::npos;
}

bool AllDecoration(std::span<const DateToken> tokens) { return std::ranges::all_of(tokens, IsDecoration); }

// "Nguyễn Văn A - 15/01/2025 19:16": a date with a clock time that ends its line. A day alone may end the
// line of a sentence as well ("… đến ngày 15/01/2025"), so it does not count.
std::optional<Date> DateAtLineEnd(std::span<const DateToken> tokens) {
  for (size_t start = 1; start < tokens.size(); ++start) {
    if (tokens[start].kind == DateToken::Kind::kSign || tokens[start].glued) continue;
    const std::optional<DateMatch> match = MatchDate(tokens.subspan(start));
    if (match && match->date.precision != Date::Precision::kDay &&
        AllDecoration(tokens.subspan(start + match->end))) {
      return match->date;
    }
  }
  return std::nullopt;
}

std::optional<Date> DateOfLine(std::string_view line) {
  const std::vector<DateToken> tokens = LexDate(line, kMaxDateTokens + 1);
  std::span<const DateToken> rest = tokens;
  while (!rest.empty() && IsDecoration(rest.front())) rest = rest.subspan(1);
  const size_t label = LabelLength(rest);
  rest = rest.subspan(label);
  const std::optional<DateMatch> match = MatchDate(rest);
  const bool whole_line = tokens.size() <= kMaxDateTokens;
  if (match && (label > 0 || (whole_line && AllDecoration(rest.subspan(match->end))))) return match->date;
  if (line.size() <= kTailBytes) return DateAtLineEnd(tokens);
  // Only the tail of a long line is lexed again, so that each line costs the same.
  return DateAtLineEnd(LexDate(line.substr(line.size() - kTailBytes), kTailBytes));
}

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

std::optional<Date> FindDateInHead(std::string_view text, size_t max_bytes) {
  size_t begin = 0;
  while (begin < std::min(max_bytes, text.size())) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    // A line that goes on beyond the head is a paragraph: only its beginning is looked at.
    const std::string_view line = text.substr(begin, end - begin);
    if (const std::optional<Date> date = DateOfLine(line)) return date;
    begin = end + 1;
  }
  return std::nullopt;
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
