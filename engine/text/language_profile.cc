#include "engine/text/language_profile.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace samestory {
namespace {

constexpr double kRare = 1e-4;
constexpr double kUnit = 1.0 / 256;  // of evidence, in nats

// What stands out: much evidence a word, or some and clearly more than any other language has, from so many
// different words. Running text gives 1 (languages that inflect much) to 3 nats a word, also where a close
// relative comes near; lists of headlines 0.3, and Korean, whose table holds morphemes, 0.4, both without a
// rival. Languages without a table stay below 0.6 with several rivals near, lists of names below 0.2.
constexpr double kMuchNatsPerWord = 0.6;
constexpr double kSomeNatsPerWord = 0.2;
constexpr double kClearly = 1.4;
constexpr size_t kFewestDistinct = 3;

}  // namespace

void LanguageProfiles::Add(std::span<const TableWord> head) {
  for (const TableWord& word : head) {
    const double nats = std::log(word.count / 1e9 / kRare);
    if (nats > 0) words_[word.key].push_back({languages_, static_cast<int32_t>(std::lround(nats / kUnit))});
  }
  ++languages_;
}

bool LanguageProfiles::IsFrequent(uint64_t key, int language) const {
  const auto found = words_.find(key);
  return found != words_.end() && std::any_of(found->second.begin(), found->second.end(),
                                              [&](const Evidence& e) { return e.language == language; });
}

int LanguageProfiles::Best(std::span<const Token> tokens) const {
  std::vector<int64_t> units(languages_, 0);
  std::vector<uint64_t> keys;
  keys.reserve(kMostWords);
  for (size_t i = 0; i < tokens.size() && keys.size() < kMostWords; ++i) {
    if (tokens[i].kind == Token::Kind::kWord) keys.push_back(tokens[i].key);
  }
  constexpr size_t kAhead = 8;  // so many look-ups under way
  for (size_t i = 0; i < keys.size(); ++i) {
    if (i + kAhead < keys.size()) words_.prefetch(keys[i + kAhead]);
    if (const auto found = words_.find(keys[i]); found != words_.end()) {
      for (const Evidence& evidence : found->second) units[evidence.language] += evidence.units;
    }
  }
  if (keys.size() < kFewestWords || units.empty()) return -1;
  const int best = static_cast<int>(std::max_element(units.begin(), units.end()) - units.begin());
  int64_t second = 0;
  for (int language = 0; language < languages_; ++language) {
    if (language != best) second = std::max(second, units[language]);
  }
  const double nats_per_word = static_cast<double>(units[best]) * kUnit / static_cast<double>(keys.size());
  const bool stands_out = nats_per_word >= kMuchNatsPerWord ||
                          (nats_per_word >= kSomeNatsPerWord &&
                           static_cast<double>(units[best]) >= kClearly * static_cast<double>(second));
  if (!stands_out) return -1;

  std::array<uint64_t, kFewestDistinct> distinct;
  size_t found = 0;
  for (size_t i = 0; i < keys.size() && found < kFewestDistinct; ++i) {
    const auto end = distinct.begin() + static_cast<ptrdiff_t>(found);
    if (IsFrequent(keys[i], best) && std::find(distinct.begin(), end, keys[i]) == end)
      distinct[found++] = keys[i];
  }
  return found < kFewestDistinct ? -1 : best;
}

}  // namespace samestory
