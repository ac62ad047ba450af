// Names: runs of capitalised words, told from words that are capitalised for other reasons.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "engine/base/hash.h"
#include "engine/text/fact_text.h"
#include "engine/text/sentence_words.h"
#include "engine/text/spelling.h"

namespace samestory {
namespace {

using std::string_view_literals::operator""sv;

constexpr size_t kMostTokens = 12;
constexpr uint64_t kNameSeed = 21;

template <size_t N>
bool IsAnyOf(std::string_view key, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), key) != words.end();
}

bool IsRoman(std::string_view key) { return key.find_first_not_of("ivxlcdm") == key.npos; }

struct Run {
  TokenRange tokens;
  TokenRange sentence;
  bool starts = false;       // a clause, whose first word has a capital anyhow
  bool after_title = false;  // "Tổng thống Mỹ …"
};

class NameFinder {
 public:
  explicit NameFinder(FactText* text)
      : text_(*text), vietnamese_(text->language() == FactLanguage::kVietnamese) {}

  void Run(const std::vector<TokenRange>& sentences) {
    for (const TokenRange& sentence : sentences) ReadSentence(sentence);
    if (vietnamese_) CompleteWords(sentences);
    for (const samestory::Run& run : runs_) {
      if (!run.starts) alone_.insert(Hash(run.tokens));
    }
    MarkCommonWords(sentences);
    for (const samestory::Run& run : runs_) Resolve(run);
    NameByLastWord();
    for (const Found& name : names_) text_.Add(TextFact::Kind::kName, name.tokens, name.value);
  }

 private:
  struct Found {
    TokenRange tokens;
    uint64_t value = 0;
    bool person = false;  // may stand for a full name
  };

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
  void Collect(samestory::Run run) {
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
      return !vietnamese_ || (!IsSyllable(k - 1) && !IsSyllable(k + 1)) ? k + 1 : 0;
    }
    if (text_.IsNumber(k + 1, in) && !text_.IsTaken(k + 1)) return k + 1;
    constexpr std::array kEnglish = {"led"sv,  "based"sv, "era"sv,    "style"sv,  "backed"sv, "born"sv,
                                     "made"sv, "like"sv,  "wide"sv,   "linked"sv, "owned"sv,  "run"sv,
                                     "only"sv, "held"sv,  "funded"sv, "bound"sv,  "area"sv,   "elect"sv};
    const std::string_view key = text_.Key(k + 1, in);
    const bool part = text_.IsLowerWord(k + 1, in) && k - first >= 2 && key.size() <= 6;
    return part && !IsAnyOf(key, kEnglish) ? k + 1 : 0;
  }

  uint64_t Hash(TokenRange tokens) const {
    uint64_t hash = kNameSeed;
    for (size_t i = tokens.first; i < tokens.end; ++i) hash = CombineHash(hash, text_.view().at(i).key);
    return hash;
  }

  // A Vietnamese name may end inside a word: "Khu Lưu niệm". The text tells, where it writes "lưu niệm" too.
  void CompleteWords(const std::vector<TokenRange>& sentences) {
    absl::flat_hash_map<uint64_t, bool> words;
    const auto pair = [&](size_t i) {
      return CombineHash(text_.view().at(i).key, text_.view().at(i + 1).key);
    };
    const auto may_go_on = [&](const samestory::Run& run) {
      const size_t end = run.tokens.end;
      return run.tokens.size() > 1 && text_.IsLowerWord(end, run.sentence) && !text_.IsTaken(end) &&
             IsCapital(end - 1, run.sentence) && !text_.Is(end, run.sentence, FactWord::kFunction) &&
             IsSyllable(end - 1);
    };
    for (const samestory::Run& run : runs_) {
      if (may_go_on(run)) words.try_emplace(pair(run.tokens.end - 1), false);
    }
    if (words.empty()) return;
    for (const TokenRange& sentence : sentences) {
      for (size_t i = sentence.first; i + 1 < sentence.end; ++i) {
        if (!text_.IsLowerWord(i, sentence) || !text_.IsLowerWord(i + 1, sentence)) continue;
        if (const auto found = words.find(pair(i)); found != words.end()) found->second = true;
      }
    }
    for (samestory::Run& run : runs_) {
      if (may_go_on(run) && words.find(pair(run.tokens.end - 1))->second) ++run.tokens.end;
    }
  }

  // Which first words of clauses stand in lower case elsewhere.
  void MarkCommonWords(const std::vector<TokenRange>& sentences) {
    for (const samestory::Run& run : runs_) {
      if (run.starts) common_.try_emplace(text_.view().at(run.tokens.first).key, false);
    }
    if (common_.empty()) return;
    for (const TokenRange& sentence : sentences) {
      for (size_t i = sentence.first; i < sentence.end; ++i) {
        if (text_.view().IsCapitalised(i)) continue;
        if (const auto found = common_.find(text_.view().at(i).key); found != common_.end())
          found->second = true;
      }
    }
  }

  bool IsCommon(size_t i) const {
    const auto found = common_.find(text_.view().at(i).key);
    return found != common_.end() && found->second;
  }

  bool IsAlone(TokenRange tokens) const { return alone_.contains(Hash(tokens)); }

  void Resolve(const samestory::Run& run) {
    TokenRange tokens = run.tokens;
    bool starts = run.starts, person = false;
    const TokenRange in = run.sentence;
    if (tokens.first > in.first) person = text_.Is(tokens.first - 1, in, FactWord::kPerson);
    person = person || (run.after_title && !vietnamese_);
    // Small words that only the clause's start has made big.
    while (tokens.size() > 0 && !(starts && IsAlone(tokens))) {
      const FactWord& word = text_.Word(tokens.first, in);
      const bool small = word.Is(FactWord::kFunction) && !text_.view().IsAllCapitals(tokens.first);
      if ((!small && !word.Is(FactWord::kPerson)) || (vietnamese_ && !starts)) break;
      person = word.Is(FactWord::kPerson);
      ++tokens.first;
      starts = false;
    }
    if (tokens.first >= tokens.end) return;
    if (starts && !IsAlone(tokens) && !text_.view().IsAllCapitals(tokens.first)) {
      if (!text_.view().IsCapitalised(tokens.end - 1) && Capitals(tokens) == 1)
        return;  // "Hợp tác kinh tế …"
      if (tokens.size() == 1) return;
      const TokenRange rest{tokens.first + 1, tokens.end};
      if (IsAlone(rest) || (!vietnamese_ && IsCommon(tokens.first))) tokens = rest;
    }
    Split(tokens, in, person, run.after_title || person);
  }

  size_t Capitals(TokenRange tokens) const {
    size_t count = 0;
    for (size_t i = tokens.first; i < tokens.end; ++i) count += text_.view().IsCapitalised(i);
    return count;
  }

  // "Trung Quốc Lý Cường" is two names.
  void Split(TokenRange tokens, TokenRange in, bool person, bool after_title) {
    if (!vietnamese_) return Emit(tokens, in, person);
    size_t first = tokens.first;
    for (size_t k = tokens.first; k < tokens.end;) {
      const bool pair = k + 1 < tokens.end && text_.Pair(k, in).Is(FactWord::kPlace);
      // "Nga" is a name of people too, but not in "Nga Dmitry …".
      const bool leads = k == tokens.first && k + 1 < tokens.end && (after_title || !IsSyllable(k + 1));
      const bool one =
          text_.Word(k, in).Is(FactWord::kPlace) && (!IsSyllable(k) || tokens.size() == 1 || leads);
      if (!pair && !one) {
        ++k;
        continue;
      }
      EmitParts({first, k}, in, person);
      const size_t end = k + (pair ? 2 : 1);
      Emit({k, end}, in, false);
      first = k = end;
      person = person || after_title;
    }
    EmitParts({first, tokens.end}, in, person);
  }

  // Both of what the text has one without the other elsewhere; an office and who holds it ("Bộ Y tế Nguyễn …").
  void EmitParts(TokenRange tokens, TokenRange in, bool person) {
    for (size_t cut = tokens.first + 2; cut + 2 <= tokens.end; ++cut) {
      const bool office = text_.IsLowerWord(cut - 1, in) && text_.view().IsCapitalised(cut);
      if (!IsAlone({tokens.first, cut}) || (!office && !IsAlone({cut, tokens.end}))) continue;
      Emit({tokens.first, cut}, in, person);
      return Emit({cut, tokens.end}, in, person);
    }
    Emit(tokens, in, person);
  }

  void Emit(TokenRange tokens, TokenRange in, bool person) {
    while (tokens.size() > 0 && !text_.view().IsCapitalised(tokens.first)) ++tokens.first;
    if (tokens.size() == 0 || (tokens.size() == 1 && !MayStandAlone(tokens.first, in, person))) return;
    names_.push_back({tokens, ValueOf(tokens), person});
  }

  bool MayStandAlone(size_t i, TokenRange in, bool person) const {
    const std::string_view key = text_.view().Key(i);
    if (IsRoman(key) || key.size() < 2) return false;
    if (text_.view().IsAllCapitals(i)) return true;
    if (text_.language() == FactLanguage::kGerman) return person;
    if (text_.Is(i, in, FactWord::kFunction | FactWord::kTitle | FactWord::kPerson)) return false;
    return !vietnamese_ || person || text_.Is(i, in, FactWord::kPlace) || !IsSyllable(i);
  }

  bool IsSyllable(size_t i) const {
    std::string toneless;
    AppendToneless(text_.view().Key(i), &toneless);
    return IsVietnameseSyllable(toneless);
  }

  uint64_t ValueOf(TokenRange tokens) const {
    uint64_t value = kNameSeed;
    for (size_t i = tokens.first; i < tokens.end; ++i) {
      if (text_.view().IsPunctuation(i)) continue;
      std::string_view key = text_.view().Key(i);
      if (key.ends_with("'s")) key.remove_suffix(2);
      std::string toneless;
      AppendToneless(key, &toneless);
      toneless.erase(std::remove(toneless.begin(), toneless.end(), '.'), toneless.end());  // U.S.
      value = CombineHash(value, Hash64(toneless));
    }
    return value;
  }

  // "Trump" and "ông Cường" are whoever of that last name the text names in full, if it is one.
  void NameByLastWord() {
    absl::flat_hash_map<uint64_t, uint64_t> full;  // 0: several
    const auto last = [&](const Found& name) { return ValueOf({name.tokens.end - 1, name.tokens.end}); };
    for (const Found& name : names_) {
      if (name.tokens.size() < 2 || name.tokens.size() > 5) continue;
      const auto [entry, is_new] = full.try_emplace(last(name), name.value);
      if (!is_new && entry->second != name.value) entry->second = 0;
    }
    for (Found& name : names_) {
      if (name.tokens.size() != 1 || text_.view().IsAllCapitals(name.tokens.first)) continue;
      if (vietnamese_ && !name.person && IsSyllable(name.tokens.first)) continue;
      const auto found = full.find(last(name));
      if (found != full.end() && found->second != 0) name.value = found->second;
    }
  }

  FactText& text_;
  bool vietnamese_;
  std::vector<samestory::Run> runs_;
  std::vector<Found> names_;
  absl::flat_hash_set<uint64_t> alone_;         // runs that stand inside clauses; looked up only
  absl::flat_hash_map<uint64_t, bool> common_;  // looked up only
};

}  // namespace

void FindNames(const std::vector<TokenRange>& sentences, FactText* text) { NameFinder(text).Run(sentences); }

}  // namespace samestory
