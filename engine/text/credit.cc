#include "engine/text/credit.h"

#include <algorithm>

#include "engine/base/hash.h"
#include "engine/text/sentence_words.h"

namespace samestory {
namespace {

constexpr size_t kNameTokens = 14;  // the longest credit we believe

class CreditFinder {
 public:
  CreditFinder(const TokenView& tokens, TokenRange paragraph) : tokens_(tokens), paragraph_(paragraph) {}

  std::vector<TokenRange> Run() {
    std::vector<TokenRange> credits;
    for (size_t i = paragraph_.first; i < paragraph_.end; ++i) {
      if (!MayCredit(i) || !IsCreditWord(tokens_.Key(i))) continue;
      const size_t first = FirstToken(i);
      if (!credits.empty() && first < credits.back().end) continue;
      const size_t end = End(i, first);
      if (end == 0) continue;
      credits.push_back({first, end});
      i = end - 1;
    }
    return credits;
  }

 private:
  // A cheap look ahead that spares most words the search in the table.
  bool MayCredit(size_t i) const {
    static const uint64_t colon = Hash64(":"), minh = Hash64("minh"), dash = Hash64("-");
    const auto is = [&](size_t at, uint64_t key) { return at < paragraph_.end && tokens_.at(at).key == key; };
    return is(i + 1, colon) || is(i + 1, minh) || is(i - 1, dash);
  }

  bool Is(size_t i, std::string_view key) const { return i < paragraph_.end && tokens_.Key(i) == key; }

  // The credit with the bracket, dash, or word of an agency before it.
  size_t FirstToken(size_t i) const {
    while (i > paragraph_.first) {
      const std::string_view before = tokens_.Key(i - 1);
      if (before != "(" && before != "[" && before != "-" && before != "*") break;
      --i;
    }
    return i;
  }

  // The end of the credit whose word stands at `i`; 0 if this is none or its end cannot be told.
  size_t End(size_t i, size_t first) const {
    const bool bracket = first < i && (tokens_.Key(i - 1) == "(" || tokens_.Key(i - 1) == "[");
    const bool starts =
        first < i || i == paragraph_.first || tokens_.IsEnd(i - 1) || tokens_.IsQuoteOrBracket(i - 1);
    if (Is(i + 1, "minh") && Is(i + 2, "họa") && starts) return AfterIllustration(i + 3, bracket);
    if (first < i && i + 1 < paragraph_.end && tokens_.Key(i) == "ảnh" && tokens_.IsNumber(i + 1)) {
      return Is(i + 2, ".") ? i + 3 : i + 2 == paragraph_.end ? i + 2 : 0;  // "- Ảnh 1."
    }
    if (!Is(i + 1, ":")) return 0;
    if (bracket) return AfterBracket(i + 2);
    if (!starts && !tokens_.IsCapitalised(i)) return 0;
    if (tokens_.Key(i) == "nguồn" && !starts) return 0;
    return NameEnd(i + 2);
  }

  size_t AfterIllustration(size_t next, bool bracket) const {
    if (bracket) return AfterBracket(next);
    if (next >= paragraph_.end) return paragraph_.end;
    if (tokens_.IsEnd(next)) return next + 1;
    if (tokens_.Key(next) == ":") return NameEnd(next + 1);
    return tokens_.IsCapitalised(next) ? next : 0;
  }

  size_t AfterBracket(size_t next) const {
    const size_t limit = std::min(paragraph_.end, next + kNameTokens);
    for (size_t k = next; k < limit; ++k) {
      if (tokens_.Key(k) != ")" && tokens_.Key(k) != "]") continue;
      return k + 1 < paragraph_.end && tokens_.Touches(k + 1) && tokens_.IsEnd(k + 1) ? k + 2 : k + 1;
    }
    return 0;
  }

  bool IsJoint(size_t k) const {
    const std::string_view key = tokens_.Key(k);
    return key == "-" || key == "/" || key == "&" || key == "@" || key == "+";
  }

  // The end of a name that begins at `first`.
  size_t NameEnd(size_t first) const {
    const size_t limit = std::min(paragraph_.end, first + kNameTokens);
    size_t end = first;
    while (end < limit && ((tokens_.IsWord(end) && tokens_.IsCapitalised(end)) || IsJoint(end))) {
      if (end > first && !IsJoint(end - 1) && IsStarter(tokens_.Key(end))) return end;
      ++end;
    }
    while (end > first && IsJoint(end - 1) && tokens_.Key(end - 1) != "+") --end;
    if (end == paragraph_.end) return end;
    if (tokens_.IsEnd(end) && end > first) return end + 1;
    if (tokens_.Key(end) == ")") return end + 1;
    if (end - first == kNameTokens) return 0;
    if (end > first && (tokens_.IsNumber(end) || tokens_.Key(end) == "\"")) return end;
    if (end - first < 2) return ShortNameEnd(first);
    const size_t capitals = CapitalsEnd(first, end);
    if (capitals > first && capitals < end) return capitals;
    return tokens_.IsWord(end) && !IsJoint(end - 2) ? end - 1 : 0;
  }

  // "TTXVN", "AFP/Getty": the words all in capitals.
  size_t CapitalsEnd(size_t first, size_t end) const {
    size_t k = first;
    while (k < end && (tokens_.IsAllCapitals(k) || (IsJoint(k) && k > first))) ++k;
    if (k > first && k < end && IsJoint(k - 1)) return end;
    return k;
  }

  // "bến cung cấp.", "báo.vn", "Tư liệu": up to a stop or a word that begins sentences near by, else to the
  // end of the paragraph if that is near.
  size_t ShortNameEnd(size_t first) const {
    for (size_t k = first; k < paragraph_.end && k < first + 6; ++k) {
      if (tokens_.IsEnd(k)) return k + 1;
      if (k == first) {
        if (tokens_.Key(k).find('.') != std::string_view::npos) return k + 1;
      } else if (tokens_.IsCapitalised(k) && !tokens_.Touches(k) && IsStarter(tokens_.Key(k))) {
        return k;
      }
    }
    return paragraph_.end - first <= 6 ? paragraph_.end : 0;
  }

  const TokenView& tokens_;
  TokenRange paragraph_;
};

}  // namespace

std::vector<TokenRange> FindCredits(const TokenView& tokens, TokenRange paragraph) {
  return CreditFinder(tokens, paragraph).Run();
}

}  // namespace samestory
