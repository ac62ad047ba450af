#include "engine/text/named_days.h"

#include <algorithm>
#include <array>
#include <span>
#include <string_view>

#include "absl/container/flat_hash_map.h"

namespace samestory {
namespace {

using std::string_view_literals::operator""sv;

using Names = std::array<std::string_view, 12>;
using MonthMap = absl::flat_hash_map<std::string_view, int>;

constexpr Names kEnglish = {"january", "february", "march",     "april",   "may",      "june",
                            "july",    "august",   "september", "october", "november", "december"};

// Keys as NormalizeKey makes them. No word is two months.
constexpr std::array<Names, 9> kOthers = {{
    {"janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto", "setembro", "outubro",
     "novembro", "dezembro"},
    {"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre",
     "noviembre", "diciembre"},
    {"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
     "novembre", "décembre"},
    {"januar", "februar", "märz", "april", "mai", "juni", "juli", "august", "september", "oktober",
     "november", "dezember"},
    {"gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre",
     "novembre", "dicembre"},
    {"januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober",
     "november", "december"},
    {"januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september", "oktober",
     "november", "desember"},
    {"января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября",
     "ноября", "декабря"},
    {"يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر",
     "ديسمبر"},
}};

MonthMap MonthsOf(std::span<const Names> languages) {
  MonthMap map;
  for (const Names& names : languages) {
    for (int i = 0; i < 12; ++i) map.try_emplace(names[static_cast<size_t>(i)], i + 1);
  }
  return map;
}

int MonthOf(const MonthMap& months, std::string_view key) {
  const auto found = months.find(key);
  return found != months.end() ? found->second : 0;
}

// They want their capital letter: "may" and "march" are words of every day.
int EnglishMonth(std::string_view key) {
  static const auto* const months = new MonthMap(MonthsOf(std::span(&kEnglish, 1)));
  return MonthOf(*months, key);
}

template <size_t N>
bool IsAnyOf(std::string_view key, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), key) != words.end();
}

// What stands before a day in any writing of it.
bool Announces(std::string_view key) {
  return IsAnyOf(key, std::array{"ngày"sv, "sáng"sv, "trưa"sv, "chiều"sv, "tối"sv, "đêm"sv, "hôm"sv, "nay"sv,
                                 "qua"sv, "mai"sv, "mùng"sv, "mồng"sv, "am"sv, "le"sv, "dia"sv});
}

// What stands before a day with a slash, but before a decimal number or a result as well.
bool AnnouncesSlash(std::string_view key) { return IsAnyOf(key, std::array{"("sv, "on"sv}); }

// "thứ hai (13-6)"
bool IsWeekday(std::string_view key) {
  return IsAnyOf(key, std::array{"hai"sv, "ba"sv, "tư"sv, "năm"sv, "sáu"sv, "bảy"sv, "nhật"sv});
}

class DayFinder {
 public:
  DayFinder(const TokenizedText& text, std::span<const Token> tokens) : text_(text), tokens_(tokens) {}

  std::vector<FoundDay> Run() {
    for (size_t at = 0; at < tokens_.size();) at += ReadDay(at);
    return std::move(days_);
  }

 private:
  std::string_view Key(size_t at) const {
    return at < tokens_.size() ? text_.Key(tokens_[at]) : std::string_view();
  }

  // A number of one or two digits, or 0.
  int Small(size_t at) const { return SmallNumber(Key(at)); }
  static int SmallNumber(std::string_view key) {
    if (key.empty() || key.size() > 2) return 0;
    int value = 0;
    for (const char c : key) {
      if (c < '0' || c > '9') return 0;
      value = value * 10 + (c - '0');
    }
    return value;
  }

  int EnglishMonthAt(size_t at) const {
    return at < tokens_.size() && tokens_[at].capitalised ? EnglishMonth(Key(at)) : 0;
  }

  int MonthAt(size_t at) const {
    return at < tokens_.size() ? NamedMonth(Key(at), tokens_[at].capitalised) : 0;
  }

  // Whether what stands before the number says that a day follows.
  bool Announced(size_t at, bool slash) const {
    if (at == 0) return false;
    const std::string_view before = Key(at - 1);
    if (Announces(before) || (slash && AnnouncesSlash(before))) return true;
    return before == "(" && at > 1 && (Announces(Key(at - 2)) || IsWeekday(Key(at - 2)));
  }

  bool Add(size_t first, size_t count, int day, int month) {
    if (day < 1 || day > 31 || month < 1 || month > 12) return false;
    days_.push_back({static_cast<uint32_t>(first), static_cast<uint32_t>(count),
                     static_cast<NamedDay>(month * 32 + day)});
    return true;
  }

  // The tokens that a day took, or 1.
  size_t ReadDay(size_t at) {
    // Only English puts the month first ("mai 13/6" is "tomorrow, 13/6").
    if (const int month = EnglishMonthAt(at); month != 0)
      return Small(at + 1) != 0 && Add(at, 2, Small(at + 1), month) ? 2 : 1;
    if (tokens_[at].kind != Token::Kind::kNumber) return 1;
    if (Key(at).find('.') != std::string_view::npos) return ReadDotted(at);
    const int first = Small(at);
    if (first == 0) return 1;
    if (Key(at + 1) == "tháng" && Add(at, 3, first, Small(at + 2))) return 3;
    for (const size_t skip : {size_t{1}, size_t{2}}) {  // "13 June", "13 de junho", "13. Juni"
      if (skip == 2 && Key(at + 1) != "de" && Key(at + 1) != "." && Key(at + 1) != "of") break;
      if (const int month = MonthAt(at + skip); month != 0 && Add(at, skip + 1, first, month))
        return skip + 1;
    }
    return ReadNumeric(at, first);
  }

  // "13.6" and "13.6.2017" are one token.
  size_t ReadDotted(size_t at) {
    if (!Announced(at, false)) return 1;
    const std::string_view key = Key(at);
    const size_t stop = key.find('.');
    const std::string_view rest = key.substr(stop + 1);
    Add(at, 1, SmallNumber(key.substr(0, stop)), SmallNumber(rest.substr(0, rest.find('.'))));
    return 1;
  }

  size_t ReadNumeric(size_t at, int first) {
    const bool slash = Key(at + 1) == "/";
    if (!slash && Key(at + 1) != "-") return 1;
    const int second = Small(at + 2);
    if (second == 0 || (at > 0 && Key(at - 1) == Key(at + 1))) return 1;
    // "12-13/6": two days of one month.
    if (const int month = Small(at + 4); !slash && first < second && Key(at + 3) == "/" && month != 0) {
      if (second >= month || Announced(at, true))
        return Add(at, 1, first, month) && Add(at + 2, 3, second, month) ? 5 : 1;
    }
    const bool always = first == 24 && second == 7;  // "24/7"
    if (!Announced(at, slash) && (!slash || first < second || always)) return 1;
    return Add(at, 3, first, second) || Add(at, 3, second, first) ? 3 : 1;
  }

  const TokenizedText& text_;
  std::span<const Token> tokens_;
  std::vector<FoundDay> days_;
};

}  // namespace

int NamedMonth(std::string_view key, bool capitalised) {
  static const auto* const months = new MonthMap(MonthsOf(kOthers));
  const int month = MonthOf(*months, key);
  return month == 0 && capitalised ? EnglishMonth(key) : month;
}

std::vector<FoundDay> FindNamedDays(const TokenizedText& text, std::span<const Token> tokens) {
  return DayFinder(text, tokens).Run();
}

std::vector<NamedDay> NamedDays(const TokenizedText& text, std::span<const Token> tokens) {
  std::vector<NamedDay> days;
  for (const FoundDay& found : FindNamedDays(text, tokens)) days.push_back(found.day);
  return days;
}

}  // namespace samestory
