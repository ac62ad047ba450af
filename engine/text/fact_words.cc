#include "engine/text/fact_words.h"

#include <algorithm>
#include <array>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "engine/base/hash.h"
#include "engine/text/fact_word_rows.h"

namespace samestory {
namespace {

constexpr size_t kLanguages = 8;
constexpr size_t kVotingTokens = 1000;

template <typename Take>
void ForEachWord(std::string_view words, Take take) {
  for (size_t start = 0; start < words.size();) {
    const size_t end = std::min(words.find(' ', start), words.size());
    take(words.substr(start, end - start));
    start = end + 1;
  }
}

uint64_t KeyOf(std::string_view word) {
  const size_t joint = word.find('_');
  if (joint == word.npos) return Hash64(word);
  return CombineHash(Hash64(word.substr(0, joint)), Hash64(word.substr(joint + 1)));
}

// For each function word the languages that have it, as bits.
absl::flat_hash_map<uint64_t, uint32_t> MakeVotes() {
  absl::flat_hash_map<uint64_t, uint32_t> votes;
  for (const FactVoteRow& row : FactVoteRows()) {
    ForEachWord(row.words, [&](std::string_view word) {
      votes[KeyOf(word)] |= 1u << static_cast<uint32_t>(row.language);
    });
  }
  return votes;
}

}  // namespace

FactLanguage FactLanguageOf(std::span<const Token> tokens) {
  static const auto* const votes = new absl::flat_hash_map<uint64_t, uint32_t>(MakeVotes());
  std::array<uint32_t, kLanguages> count{};
  for (const Token& token : tokens.first(std::min(tokens.size(), kVotingTokens))) {
    const auto found = votes->find(token.key);
    if (found == votes->end()) continue;
    for (size_t i = 0; i < kLanguages; ++i) count[i] += found->second >> i & 1;
  }
  return static_cast<FactLanguage>(std::max_element(count.begin(), count.end()) - count.begin());
}

struct FactWords::Map {
  absl::flat_hash_map<uint64_t, FactWord> words;
};

FactWords::FactWords(FactLanguage language) : map_(std::make_unique<Map>()) {
  const auto is_ours = [&](FactLanguage of) { return of == FactLanguage::kOther || of == language; };
  for (const FactRoleRow& row : FactRoleRows()) {
    if (!is_ours(row.language)) continue;
    ForEachWord(row.words, [&](std::string_view word) { map_->words[KeyOf(word)].roles |= row.roles; });
  }
  for (const FactNumeralRow& row : FactNumeralRows()) {
    if (!is_ours(row.language)) continue;
    uint8_t value = row.value;
    ForEachWord(row.words, [&](std::string_view word) {
      map_->words[KeyOf(word)].numeral = {row.kind, value};
      value = static_cast<uint8_t>(value + row.step);
    });
  }
  for (const FactUnitRow& row : FactUnitRows()) {
    if (!is_ours(row.language)) continue;
    const uint64_t subject = KeyOf(row.words.substr(0, row.words.find(' ')));
    ForEachWord(row.words, [&](std::string_view word) {
      FactWord& entry = map_->words[KeyOf(word)];
      entry.roles |= row.roles;
      entry.subject = subject;
    });
  }
  uint8_t month = 0;
  ForEachWord("jan feb mar apr may jun jul aug sep oct nov dec",
              [&](std::string_view word) { map_->words[KeyOf(word)].month = ++month; });
  map_->words[KeyOf("sept")].month = 9;
}

FactWords::~FactWords() = default;

const FactWords& FactWords::Of(FactLanguage language) {
  static const auto* const all = [] {
    auto* filled = new std::array<const FactWords*, kLanguages>;
    for (size_t i = 0; i < kLanguages; ++i) (*filled)[i] = new FactWords(static_cast<FactLanguage>(i));
    return filled;
  }();
  return *(*all)[static_cast<size_t>(language)];
}

const FactWord& FactWords::Find(uint64_t key) const {
  static const FactWord kUnknown;
  const auto found = map_->words.find(key);
  return found != map_->words.end() ? found->second : kUnknown;
}

const FactWord& FactWords::FindPair(uint64_t first, uint64_t second) const {
  return Find(CombineHash(first, second));
}

}  // namespace samestory
