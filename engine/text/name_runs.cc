#include "engine/text/name_runs.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "absl/container/flat_hash_map.h"
#include "engine/base/hash.h"
#include "engine/text/sentence_words.h"
#include "engine/text/spelling.h"

namespace samestory {
namespace {

using std::string_view_literals::operator""sv;

constexpr size_t kMostTokens = 12;

template <size_t N>
bool IsAnyOf(std::string_view key, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), key) != words.end();
}

class RunReader {
 public:
  explicit RunReader(const FactText& text)
      : text_(text), vietnamese_(text.language() == FactLanguage::kVietnamese) {}

  std::vector<NameRun> Run(const std::vector<TokenRange>& sentences) {
    for (const TokenRange& sentence : sentences) ReadSentence(sentence);
    if (vietnamese_) CompleteWords(sentences);
    return std::move(runs_);
  }

 private:
  bool IsCapital(size_t i, TokenRange in) const {
    if (!text_.IsWord(i, in) || !text_.view().IsCapitalised(i) || text_.IsTaken(i)) return false;
    return !text_.Is(i, in, FactWord::kNotName) && !text_.Pair(i, in).Is(FactWord::kNotName);
  }

  // The first word, or one after a mark that a sentence may follow.
  bool StartsClause(size_t i, TokenRange in) const {
    if (i == in.first) return true;
    if (!text_.view().IsPunctuation(i - 1)) return false;
    const std::string_view mark = text_.view().Key(i - 1);
    if (mark == "-" || mark == "'") return !text_.view().Touches(i);
    return !IsAnyOf(mark, std::array{","sv, "/"sv, "&"sv, ")"sv, "%"sv, "]"sv});
  }

  void ReadSentence(TokenRange in) {
    bool after_title = false;
    for (size_t i = in.first; i < in.end;) {
      if (vietnamese_ && text_.Pair(i, in).Is(FactWord::kTitle)) {
        after_title = true;
        i += 2;
      } else if (IsCapital(i, in)) {
        const size_t end = RunEnd(i, in);
        const bool credit = i >= in.first + 2 && text_.view().Key(i - 1) == ":" &&
                            IsCreditWord(text_.view().Key(i - 2));  // "Ảnh: TTXVN"
        if (end - i <= kMostTokens && !credit) Collect({{i, end}, in, StartsClause(i, in), after_title});
        after_title = false;
        i = end;
      } else {
        after_title = false;
        ++i;
      }
    }
  }

  // "BS Nguyễn Văn Sậy", "MC …"
  bool IsOffice(size_t i) const {
    if (!text_.view().IsAllCapitals(i)) return false;
    const std::string_view key = text_.view().Key(i);
    constexpr std::array kOthers = {"mc"sv,  "hcb"sv, "hcv"sv, "hcđ"sv, "bv"sv,  "pv"sv,
                                    "ctv"sv, "clb"sv, "đt"sv,  "btv"sv, "nhtm"sv};
    return IsTitleAbbreviation(key) || IsAnyOf(key, kOthers);
  }

  // Titles are part of no name: "Mr. Steele", "BS Nguyễn …"; one inside a run parts it.
  void Collect(NameRun run) {
    TokenRange& tokens = run.tokens;
    for (size_t k = tokens.first; k < tokens.end; ++k) {
      const bool abbreviation = vietnamese_ && k == tokens.first && tokens.size() > 2 && IsOffice(k);
      const bool title = !vietnamese_ && text_.Is(k, run.sentence, FactWord::kTitle | FactWord::kPerson);
      if ((!title && !abbreviation) || text_.Is(k + 1, run.sentence, FactWord::kParticle)) continue;
      if (k > tokens.first) runs_.push_back({{tokens.first, k}, run.sentence, run.starts, run.after_title});
      tokens.first = k + 1;
      run.starts = false;
      run.after_title = true;
    }
    while (tokens.size() > 0 && !text_.view().IsCapitalised(tokens.first)) ++tokens.first;
    if (tokens.size() > 0) runs_.push_back(run);
  }

  // The end of the run that begins with the capital at `first`, where no title stands.
  size_t RunEnd(size_t first, TokenRange in) const {
    size_t k = first;
    while (k < in.end) {
      if (vietnamese_ && text_.Pair(k, in).Is(FactWord::kTitle)) return k;
      ++k;
      if (text_.view().Key(k - 1).ends_with("'s")) return k;
      while (text_.IsLowerWord(k, in) && !text_.IsTaken(k) && text_.Pair(k - 1, in).Is(FactWord::kTail)) ++k;
      const size_t next = Joined(first, k, in);
      if (next == 0) return k;
      if (!IsCapital(next, in)) return next + 1;
      k = next;
    }
    return k;
  }

  // The token that goes on with the run [first, k): a capital, or the last part of one; 0 for none.
  size_t Joined(size_t first, size_t k, TokenRange in) const {
    const std::string_view key = text_.Key(k, in);
    // "Hiệp hội Các quốc gia Đông Nam Á"
    if (vietnamese_ && IsAnyOf(key, std::array{"các"sv, "những"sv, "và"sv, "của"sv})) return 0;
    if (IsCapital(k, in)) return k;
    const bool touches = text_.Touches(k, in) && text_.Touches(k + 1, in);
    if (key == "-" && touches) return JoinedByHyphen(first, k, in);
    if (key == "." && text_.Touches(k, in) && IsCapital(k + 1, in) &&
        (text_.view().Key(k - 1).size() == 1 || text_.view().Key(k - 1) == "st" ||
         text_.Is(k - 1, in, FactWord::kTitle | FactWord::kPerson))) {
      return k + 1;
    }
    if (key == "&" && IsCapital(k + 1, in)) return k + 1;
    if (k - first == 1 && text_.IsNumber(k, in) && !text_.IsTaken(k) && key.size() <= 4 &&
        key.find_first_not_of("0123456789") == key.npos) {
      return k;  // "Boeing 737"
    }
    size_t after = k;
    while (after < k + 2 && text_.IsLowerWord(after, in) &&
           (text_.Is(after, in, FactWord::kParticle) || (after > k && text_.Key(after, in) == "the"))) {
      ++after;
    }
    return after > k && IsCapital(after, in) ? after : 0;
  }

  // "Jean-Luc", "Covid-19", "Kim Jong-un", but not "Việt-Trung" and "US-led".
  size_t JoinedByHyphen(size_t first, size_t k, TokenRange in) const {
    if (IsCapital(k + 1, in)) {
      return !vietnamese_ || (!IsSyllableAt(text_, k - 1) && !IsSyllableAt(text_, k + 1)) ? k + 1 : 0;
    }
    if (text_.IsNumber(k + 1, in) && !text_.IsTaken(k + 1)) return k + 1;
    constexpr std::array kEnglish = {"led"sv,  "based"sv, "era"sv,    "style"sv,  "backed"sv, "born"sv,
                                     "made"sv, "like"sv,  "wide"sv,   "linked"sv, "owned"sv,  "run"sv,
                                     "only"sv, "held"sv,  "funded"sv, "bound"sv,  "area"sv,   "elect"sv};
    const std::string_view key = text_.Key(k + 1, in);
    const bool part = text_.IsLowerWord(k + 1, in) && k - first >= 2 && key.size() <= 6;
    return part && !IsAnyOf(key, kEnglish) ? k + 1 : 0;
  }

  // A Vietnamese name may end inside a word: "Khu Lưu niệm". The text tells, where it writes "lưu niệm" too.
  void CompleteWords(const std::vector<TokenRange>& sentences) {
    absl::flat_hash_map<uint64_t, bool> words;
    const auto pair = [&](size_t i) {
      return CombineHash(text_.view().at(i).key, text_.view().at(i + 1).key);
    };
    const auto may_go_on = [&](const NameRun& run) {
      const size_t end = run.tokens.end;
      return run.tokens.size() > 1 && text_.IsLowerWord(end, run.sentence) && !text_.IsTaken(end) &&
             IsCapital(end - 1, run.sentence) && !text_.Is(end, run.sentence, FactWord::kFunction) &&
             IsSyllableAt(text_, end - 1);
    };
    for (const NameRun& run : runs_) {
      if (may_go_on(run)) words.try_emplace(pair(run.tokens.end - 1), false);
    }
    if (words.empty()) return;
    for (const TokenRange& sentence : sentences) {
      for (size_t i = sentence.first; i + 1 < sentence.end; ++i) {
        if (!text_.IsLowerWord(i, sentence) || !text_.IsLowerWord(i + 1, sentence)) continue;
        if (const auto found = words.find(pair(i)); found != words.end()) found->second = true;
      }
    }
    for (NameRun& run : runs_) {
      if (may_go_on(run) && words.find(pair(run.tokens.end - 1))->second) ++run.tokens.end;
    }
  }

  const FactText& text_;
  bool vietnamese_;
  std::vector<NameRun> runs_;
};

}  // namespace

std::vector<NameRun> ReadNameRuns(const std::vector<TokenRange>& sentences, const FactText& text) {
  return RunReader(text).Run(sentences);
}

bool IsSyllableAt(const FactText& text, size_t i) {
  std::string toneless;
  AppendToneless(text.view().Key(i), &toneless);
  return IsVietnameseSyllable(toneless);
}

}  // namespace samestory
