// Names: which runs of capitals are names, and which of them name the same.
#include <algorithm>
#include <string>
#include <string_view>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "engine/base/hash.h"
#include "engine/text/fact_text.h"
#include "engine/text/name_runs.h"
#include "engine/text/spelling.h"

namespace samestory {
namespace {

constexpr uint64_t kNameSeed = 21;

bool IsRoman(std::string_view key) { return key.find_first_not_of("ivxlcdm") == key.npos; }

class NameFinder {
 public:
  explicit NameFinder(FactText* text)
      : text_(*text), vietnamese_(text->language() == FactLanguage::kVietnamese) {}

  void Run(const std::vector<TokenRange>& sentences) {
    runs_ = ReadNameRuns(sentences, text_);
    for (const NameRun& run : runs_) {
      if (!run.starts) alone_.insert(Hash(run.tokens));
    }
    MarkCommonWords(sentences);
    for (const NameRun& run : runs_) Resolve(run);
    NameByLastWord();
    for (const Found& name : names_) text_.Add(TextFact::Kind::kName, name.tokens, name.value);
  }

 private:
  struct Found {
    TokenRange tokens;
    uint64_t value = 0;
    bool person = false;  // may stand for a full name
  };

  uint64_t Hash(TokenRange tokens) const {
    uint64_t hash = kNameSeed;
    for (size_t i = tokens.first; i < tokens.end; ++i) hash = CombineHash(hash, text_.view().at(i).key);
    return hash;
  }

  // Which first words of clauses stand in lower case elsewhere.
  void MarkCommonWords(const std::vector<TokenRange>& sentences) {
    for (const NameRun& run : runs_) {
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

  void Resolve(const NameRun& run) {
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
      const bool leads =
          k == tokens.first && k + 1 < tokens.end && (after_title || !IsSyllableAt(text_, k + 1));
      const bool one =
          text_.Word(k, in).Is(FactWord::kPlace) && (!IsSyllableAt(text_, k) || tokens.size() == 1 || leads);
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
    return !vietnamese_ || person || text_.Is(i, in, FactWord::kPlace) || !IsSyllableAt(text_, i);
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
      if (vietnamese_ && !name.person && IsSyllableAt(text_, name.tokens.first)) continue;
      const auto found = full.find(last(name));
      if (found != full.end() && found->second != 0) name.value = found->second;
    }
  }

  FactText& text_;
  bool vietnamese_;
  std::vector<NameRun> runs_;
  std::vector<Found> names_;
  absl::flat_hash_set<uint64_t> alone_;         // runs that stand inside clauses; looked up only
  absl::flat_hash_map<uint64_t, bool> common_;  // looked up only
};

}  // namespace

void FindNames(const std::vector<TokenRange>& sentences, FactText* text) { NameFinder(text).Run(sentences); }

}  // namespace samestory
