#include "engine/pipeline/phrases.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>

#include "absl/container/flat_hash_map.h"
#include "engine/pipeline/features.h"

namespace samestory {
namespace {

constexpr size_t kMaxPhraseWords = 10;
constexpr size_t kMaxPlaces =
    32;  // of one word in the other text; a word more frequent than that starts no phrase
constexpr double kNameFactor = 1.6;
constexpr double kLoneWordFactor = 0.6;  // a word alone explains less than two in a row

// The words of the sentences that carry the report; a break stands between sentences.
struct Words {
  std::vector<const Token*> tokens;
  std::vector<bool> starts_sentence;
};

Words ReportWords(const TokenizedText& text) {
  Words words;
  for (const Sentence& sentence : text.sentences) {
    if (sentence.kind != Sentence::Kind::kBody && sentence.kind != Sentence::Kind::kTitle) continue;
    bool first = true;
    for (uint32_t i = 0; i < sentence.token_count; ++i) {
      const Token& token = text.tokens[sentence.first_token + i];
      if (token.kind == Token::Kind::kPunctuation) continue;
      words.tokens.push_back(&token);
      words.starts_sentence.push_back(first);
      first = false;
    }
  }
  return words;
}

struct Phrase {
  size_t first, count;  // words of a
  double rarity;
};

// White space made single, no-break spaces among it.
std::string Printed(std::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool no_break = text.substr(i, 2) == "\u00A0";
    const bool space = no_break || text[i] == ' ' || text[i] == '\n' || text[i] == '\t' || text[i] == '\r';
    i += no_break;
    if (!space) {
      out.push_back(text[i]);
    } else if (!out.empty() && out.back() != ' ') {
      out.push_back(' ');
    }
  }
  return out;
}

class PhraseFinder {
 public:
  PhraseFinder(const PhraseText& a, const TermWeights& weights, const Background& background,
               Background::Language language, Words words)
      : a_(a), weights_(weights), background_(background), language_(language), words_(std::move(words)) {}

  std::vector<Phrase> Find(const Words& other) const {
    absl::flat_hash_map<uint64_t, std::vector<size_t>> places;
    for (size_t i = 0; i < other.tokens.size(); ++i) places[other.tokens[i]->key].push_back(i);
    std::vector<Phrase> phrases;
    for (size_t i = 0; i < words_.tokens.size();) {
      const auto found = places.find(words_.tokens[i]->key);
      size_t longest = 0;
      if (found != places.end() && found->second.size() <= kMaxPlaces) {
        for (const size_t j : found->second) longest = std::max(longest, RunLength(i, other, j));
      }
      if (longest > 0) phrases.push_back({i, longest, Rarity(i, longest)});
      i += std::max<size_t>(longest, 1);
    }
    return phrases;
  }

  std::string PrintedPhrase(const Phrase& phrase) const {
    const uint32_t start = words_.tokens[phrase.first]->start;
    return Printed(a_.text.substr(start, words_.tokens[phrase.first + phrase.count - 1]->end - start));
  }

  std::set<uint64_t> Keys(const Phrase& phrase) const {
    std::set<uint64_t> keys;
    for (size_t i = 0; i < phrase.count; ++i) keys.insert(words_.tokens[phrase.first + i]->key);
    return keys;
  }

 private:
  size_t RunLength(size_t i, const Words& other, size_t j) const {
    size_t length = 0;
    while (length < kMaxPhraseWords && i + length < words_.tokens.size() &&
           j + length < other.tokens.size() &&
           words_.tokens[i + length]->key == other.tokens[j + length]->key &&
           (length == 0 || (!words_.starts_sentence[i + length] && !other.starts_sentence[j + length]))) {
      ++length;
    }
    return length;
  }

  double Frequency(size_t i) const {
    const Token& token = *words_.tokens[i];
    return WordFrequency(background_, language_, token, a_.tokens.Key(token));
  }

  // idf by background and folder, divided by how many articles hold it beyond two.
  double TermRarity(uint32_t key, double frequency) const {
    Term term;
    term.key = key;
    term.rarity = QuantiseRarity(frequency);
    const double holders = std::max<double>(2, weights_.DocumentFrequency(key));
    return weights_.Idf(term) * 2 / holders;
  }

  bool IsName(size_t i) const {
    const Token& token = *words_.tokens[i];
    return token.kind == Token::Kind::kNumber || (token.capitalised && !words_.starts_sentence[i]);
  }

  // Of a phrase: its terms' rarity, by the root of their number, more for the share of names and numbers in it. What
  // happened is told by who, where, when and how many; a long run of other words is mostly how such things are put.
  double Rarity(size_t first, size_t count) const {
    size_t names = 0;
    for (size_t i = first; i < first + count; ++i) names += IsName(i);
    const double told = 0.4 + kNameFactor * static_cast<double>(names) / static_cast<double>(count);
    if (count == 1) {
      return kLoneWordFactor * told * TermRarity(WordTermKey(words_.tokens[first]->key), Frequency(first));
    }
    double sum = 0;
    for (size_t i = first; i + 1 < first + count; ++i) {
      const uint64_t one = words_.tokens[i]->key, next = words_.tokens[i + 1]->key;
      sum += TermRarity(PairTermKey(one, next),
                        background_.PairFrequency(language_, one, next, Frequency(i), Frequency(i + 1)));
    }
    return told * sum / std::sqrt(static_cast<double>(count - 1));
  }

  const PhraseText& a_;
  const TermWeights& weights_;
  const Background& background_;
  Background::Language language_;
  Words words_;
};

}  // namespace

std::vector<std::string> SharedPhrases(const PhraseText& a, const PhraseText& b, const TermWeights& weights,
                                       const Background& background, Background::Language language,
                                       int count) {
  const PhraseFinder finder(a, weights, background, language, ReportWords(a.tokens));
  std::vector<Phrase> phrases = finder.Find(ReportWords(b.tokens));
  std::sort(phrases.begin(), phrases.end(), [](const Phrase& x, const Phrase& y) {
    return std::tuple(-x.rarity, x.first) < std::tuple(-y.rarity, y.first);
  });
  std::vector<std::string> shown;
  std::set<uint64_t> shown_keys;
  // Below this a word is too common to explain anything.
  constexpr double kLeastRarity = 1.5;
  for (const Phrase& phrase : phrases) {
    if (static_cast<int>(shown.size()) == count || phrase.rarity < kLeastRarity) break;
    const std::set<uint64_t> keys = finder.Keys(phrase);
    const auto known =
        std::count_if(keys.begin(), keys.end(), [&](uint64_t k) { return shown_keys.contains(k); });
    if (2 * static_cast<size_t>(known) > keys.size()) continue;
    shown_keys.insert(keys.begin(), keys.end());
    shown.push_back(finder.PrintedPhrase(phrase));
  }
  return shown;
}

}  // namespace samestory
