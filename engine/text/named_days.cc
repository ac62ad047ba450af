#include "engine/text/named_days.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "absl/container/flat_hash_map.h"

namespace samestory {
namespace {

using std::string_view_literals::operator""sv;

// Keys as NormalizeKey makes them; where two languages disagree about a word it is left out.
const absl::flat_hash_map<std::string_view, int>& Months() {
  static const auto* const months = [] {
    constexpr std::array<std::array<std::string_view, 12>, 10> kLanguages = {{
        {"january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
         "november", "december"},
        {"janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto", "setembro", "outubro",
         "novembro", "dezembro"},
        {"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre",
         "noviembre", "diciembre"},
        {"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
         "novembre", "décembre"},
        {"januar", "februar", "märz", "april", "mai", "juni", "juli", "august", "september", "oktober",
         "november", "dezember"},
        {"gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre",
         "ottobre", "novembre", "dicembre"},
        {"januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober",
         "november", "december"},
        {"januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september", "oktober",
         "november", "desember"},
        {"января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября",
         "ноября", "декабря"},
        {"يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر",
         "ديسمبر"},
    }};
    auto* map = new absl::flat_hash_map<std::string_view, int>();
    for (const auto& names : kLanguages) {
      for (int i = 0; i < 12; ++i) map->try_emplace(names[i], i + 1);
    }
    return map;
  }();
  return *months;
}

bool Announces(std::string_view key) {
  constexpr std::array kWords = {"ngày"sv, "sáng"sv, "trưa"sv, "chiều"sv, "tối"sv, "đêm"sv, "hôm"sv, "nay"sv,
                                 "qua"sv,  "("sv,    "mùng"sv, "mồng"sv,  "on"sv,  "am"sv,  "le"sv,  "dia"sv};
  return std::find(kWords.begin(), kWords.end(), key) != kWords.end();
}

class DayFinder {
 public:
  explicit DayFinder(const TokenizedText& text) : text_(text) {}

  std::vector<NamedDay> Run() {
    for (size_t at = 0; at < text_.tokens.size();) at += ReadDay(at);
    return std::move(days_);
  }

 private:
  std::string_view Key(size_t at) const {
    return at < text_.tokens.size() ? text_.Key(text_.tokens[at]) : std::string_view();
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

  int MonthAt(size_t at) const {
    const auto found = Months().find(Key(at));
    return found != Months().end() ? found->second : 0;
  }

  bool Add(int day, int month) {
    if (day < 1 || day > 31 || month < 1 || month > 12) return false;
    days_.push_back(static_cast<NamedDay>(month * 32 + day));
    return true;
  }

  // The tokens that a day took, or 1.
  size_t ReadDay(size_t at) {
    if (const int month = MonthAt(at); month != 0)
      return Small(at + 1) != 0 && Add(Small(at + 1), month) ? 2 : 1;
    if (text_.tokens[at].kind != Token::Kind::kNumber) return 1;
    const bool announced = at > 0 && Announces(Key(at - 1));
    const std::string_view key = Key(at);
    if (const size_t stop = key.find('.'); stop != std::string_view::npos) {  // 13.6 is one token
      if (announced) Add(SmallNumber(key.substr(0, stop)), SmallNumber(key.substr(stop + 1)));
      return 1;
    }
    const int first = Small(at);
    if (first == 0) return 1;
    if (Key(at + 1) == "tháng" && Add(first, Small(at + 2))) return 3;
    for (const size_t skip : {size_t{1}, size_t{2}}) {  // "13 June", "13 de junho", "13. Juni"
      if (skip == 2 && Key(at + 1) != "de" && Key(at + 1) != "." && Key(at + 1) != "of") break;
      if (const int month = MonthAt(at + skip); month != 0 && Add(first, month)) return skip + 1;
    }
    const bool slash = Key(at + 1) == "/";
    if (!slash && Key(at + 1) != "-") return 1;
    const int second = Small(at + 2);
    if (second == 0 || (at > 0 && Key(at - 1) == Key(at + 1))) return 1;
    if (!announced && (!slash || first < second)) return 1;
    return Add(first, second) || Add(second, first) ? 3 : 1;
  }

  const TokenizedText& text_;
  std::vector<NamedDay> days_;
};

}  // namespace

std::vector<NamedDay> NamedDays(const TokenizedText& text) { return DayFinder(text).Run(); }

}  // namespace samestory
