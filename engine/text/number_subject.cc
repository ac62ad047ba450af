#include "engine/text/number_subject.h"

#include <string_view>

#include "engine/base/hash.h"

namespace samestory {
namespace {

bool IsPlural(std::string_view key) {
  return key.size() > 3 && key.back() == 's' && key[key.size() - 2] != 's';
}

}  // namespace

uint64_t NumberSubject(const FactText& text, TokenRange in, size_t i) {
  if (text.Key(i, in) == "-" && text.Touches(i, in) && text.Touches(i + 1, in)) ++i;
  if (text.Is(i, in, FactWord::kLink)) {
    ++i;
    if (text.Key(i, in) == "the") ++i;
  }
  if (i >= in.end || text.IsTaken(i)) return 0;
  if (const FactWord& pair = text.Pair(i, in); pair.subject != 0) return pair.subject;
  const FactWord& word = text.Word(i, in);
  if (word.subject != 0) return word.subject;
  if (!text.IsWord(i, in) || word.Is(FactWord::kFunction)) return 0;
  const std::string_view key = text.Key(i, in);
  if (text.language() != FactLanguage::kEnglish || !IsPlural(key)) return text.view().at(i).key;
  return Hash64(key.substr(0, key.size() - 1));
}

uint64_t PercentSubject(const FactText& text, TokenRange in, size_t i) {
  const uint64_t subject = NumberSubject(text, in, i);
  return subject != 0 ? subject : Hash64("%");
}

uint64_t MoneySubject(const FactText& text, TokenRange in, size_t mark) {
  const uint64_t key = text.view().at(mark).key;
  if (text.Key(mark, in) == "$" && text.Touches(mark, in) && text.IsWord(mark - 1, in)) {
    const std::string_view letters = text.Key(mark - 1, in);
    if (letters == "r") return Hash64("brl");
    if (letters != "us") return CombineHash(text.view().at(mark - 1).key, key);
  }
  const uint64_t subject = text.Word(mark, in).subject;
  return subject != 0 ? subject : key;
}

}  // namespace samestory
