#include "engine/article/date_head.h"

#include <algorithm>
#include <optional>
#include <span>
#include <vector>

#include "engine/article/date.h"
#include "engine/article/date_forms.h"

namespace samestory {
namespace {

constexpr size_t kMaxDateTokens = 40;
constexpr size_t kTailBytes = 80;  // longer than any date with its time and zone

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

struct HeadLine {
  std::optional<Date> date;
  size_t title_begin = 0, title_end = 0;  // what is no date
};

// "Nguyễn Văn A - 15/01/2025 19:16": a date with a clock time that ends its line. A day alone may end the
// line of a sentence as well ("… đến ngày 15/01/2025"), so it does not count. Only the tail is lexed again,
// so that each line costs the same.
void FindDateAtEnd(std::string_view line, HeadLine* head) {
  const size_t tail_begin = line.size() - std::min(line.size(), kTailBytes);
  const std::vector<DateToken> tail = LexDate(line.substr(tail_begin), kTailBytes);
  const std::span<const DateToken> tokens = tail;
  for (size_t start = 1; start < tokens.size(); ++start) {
    if (tokens[start].kind == DateToken::Kind::kSign || tokens[start].glued) continue;
    const std::optional<DateMatch> match = MatchDate(tokens.subspan(start));
    if (!match || match->date.precision == Date::Precision::kDay) continue;
    if (!AllDecoration(tokens.subspan(start + match->end))) continue;
    head->date = match->date;
    head->title_end = tail_begin + tokens[start].begin;
    return;
  }
}

// A label with what follows it: a date, or a part of one ("date 2025-02").
void ReadLabelled(std::span<const DateToken> after_label, HeadLine* head) {
  if (const std::optional<DateMatch> match = MatchDate(after_label)) {
    head->date = match->date;
    head->title_begin = after_label[match->end - 1].end;
  } else if (after_label.size() > 2 && after_label[0].digits == 4 && after_label[1].sign == '-' &&
             after_label[2].digits == 2) {
    head->title_begin = after_label[2].end;
  }
}

HeadLine ReadHeadLine(std::string_view line) {
  HeadLine head;
  head.title_end = line.size();
  const std::vector<DateToken> tokens = LexDate(line, kMaxDateTokens + 1);
  std::span<const DateToken> rest = tokens;
  while (!rest.empty() && IsDecoration(rest.front())) rest = rest.subspan(1);
  if (const size_t label = LabelLength(rest); label > 0) {
    ReadLabelled(rest.subspan(label), &head);
  } else if (const std::optional<DateMatch> match = MatchDate(rest);
             match && tokens.size() <= kMaxDateTokens && AllDecoration(rest.subspan(match->end))) {
    head.date = match->date;
    head.title_begin = head.title_end;
  }
  if (!head.date) FindDateAtEnd(line, &head);
  head.title_begin = std::min(head.title_begin, head.title_end);
  return head;
}

}  // namespace

std::string_view WithoutDates(std::string_view line) {
  const HeadLine head = ReadHeadLine(line);
  std::string_view title = line.substr(head.title_begin, head.title_end - head.title_begin);
  if (!head.date) return title;
  constexpr std::string_view kSeparators = " \t-|,";
  while (!title.empty() && kSeparators.find(title.front()) != std::string_view::npos) title.remove_prefix(1);
  while (!title.empty() && kSeparators.find(title.back()) != std::string_view::npos) title.remove_suffix(1);
  return title;
}

std::optional<Date> FindDateInHead(std::string_view text, size_t max_bytes) {
  for (size_t begin = 0; begin < std::min(max_bytes, text.size());) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    // Of a line that goes on beyond the head, a paragraph, the end is no head.
    const std::string_view line =
        text.substr(begin, std::min(end, std::max(max_bytes, begin + kTailBytes)) - begin);
    const HeadLine head = ReadHeadLine(line);
    if (head.date && (begin + line.size() == end || head.title_end == line.size())) return head.date;
    begin = end + 1;
  }
  return std::nullopt;
}

std::optional<Date> DateFromFileName(std::string_view path) {
  const std::string_view name = path.substr(path.rfind('/') + 1);  // npos + 1 is 0
  const auto digits = [&](size_t start, size_t count) {
    return start + count <= name.size() && std::all_of(name.begin() + static_cast<ptrdiff_t>(start),
                                                       name.begin() + static_cast<ptrdiff_t>(start + count),
                                                       [](char c) { return c >= '0' && c <= '9'; });
  };
  const bool dashed =
      digits(0, 4) && name.substr(4, 1) == "-" && digits(5, 2) && name.substr(7, 1) == "-" && digits(8, 2);
  const size_t length = dashed ? 10 : 8;
  if ((!dashed && !digits(0, 8)) || digits(length, 1)) return std::nullopt;
  std::string iso(name.substr(0, length));
  if (!dashed) iso.insert(6, "-").insert(4, "-");
  // Eight digits may be any number; a year of newspapers makes it a date.
  if (iso < "1600" || iso > "2200") return std::nullopt;
  return ParseDate(iso);
}

}  // namespace samestory
