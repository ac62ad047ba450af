#include "engine/pipeline/phrases.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "engine/pipeline/features.h"

namespace samestory {
namespace {

constexpr size_t kMaxPhraseWords = 10;
// Of one word in the other text; a word more frequent than that starts no phrase.
constexpr size_t kMaxPlaces = 32;
constexpr double kNameFactor = 1.6;
constexpr double kLoneWordFactor = 0.6;  // a word alone explains less than two in a row
// Below this a word is too common to explain anything.
constexpr double kLeastRarity = 1.5;

struct Phrase {
  size_t first, count;  // words of a
  double rarity;
};

class PhraseFinder {
 public:
  PhraseFinder(const PhraseText& a, const PhraseText& b, const TermWeights& weights,
               const Background& background, Background::Language language)
      : a_(a), b_(b), weights_(weights), background_(background), language_(language) {}

  // Those of kLeastRarity or more.
  std::vector<Phrase> Find() const {
    const std::vector<Range> in_b = PlacesInB();
    std::vector<Phrase> phrases;
    for (size_t i = 0; i < a_.size();) {
      size_t longest = 0;
      if (in_b[i].count <= kMaxPlaces) {
        for (uint32_t p = 0; p < in_b[i].count; ++p) {
          longest = std::max(longest, RunLength(i, b_.places()[in_b[i].first + p].second));
        }
      }
      // Most runs are common words, which their counts in the folder tell without a look at the language's tables.
      if (longest > 0 && RarityAtMost(i, longest) >= kLeastRarity) {
        const Phrase phrase{i, longest, Rarity(i, longest)};
        if (phrase.rarity >= kLeastRarity) phrases.push_back(phrase);
      }
      i += std::max<size_t>(longest, 1);
    }
    return phrases;
  }

  // Ascending, distinct.
  std::vector<uint64_t> Keys(const Phrase& phrase) const {
    std::vector<uint64_t> keys;
    for (size_t i = 0; i < phrase.count; ++i) keys.push_back(a_.key(phrase.first + i));
    std::sort(keys.begin(), keys.end());
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
    return keys;
  }

 private:
  struct Range {
    uint32_t first = 0, count = 0;  // in places()
  };

  // For each word of a, where it stands in b.
  std::vector<Range> PlacesInB() const {
    std::vector<Range> in_b(a_.size());
    const auto &own = a_.places(), &others = b_.places();
    for (size_t i = 0, j = 0; i < own.size() && j < others.size();) {
      const uint64_t key = own[i].first;
      while (j < others.size() && others[j].first < key) ++j;
      const size_t first = j;
      while (j < others.size() && others[j].first == key) ++j;
      const Range range{static_cast<uint32_t>(first), static_cast<uint32_t>(j - first)};
      for (; i < own.size() && own[i].first == key; ++i) in_b[own[i].second] = range;
    }
    return in_b;
  }

  size_t RunLength(size_t i, size_t j) const {
    size_t length = 0;
    while (length < kMaxPhraseWords && i + length < a_.size() && j + length < b_.size() &&
           a_.key(i + length) == b_.key(j + length) &&
           (length == 0 || (!a_.starts_sentence(i + length) && !b_.starts_sentence(j + length)))) {
      ++length;
    }
    return length;
  }

  double Frequency(size_t i) const {
    return WordFrequency(background_, language_, a_.word(i), a_.KeyText(i));
  }

  // idf by background and folder, divided by how many articles hold it beyond two. Ascends with `rarity`.
  double TermRarity(uint32_t key, uint8_t rarity) const {
    Term term;
    term.key = key;
    term.rarity = rarity;
    const double holders = std::max<double>(2, weights_.DocumentFrequency(key));
    return weights_.Idf(term) * 2 / holders;
  }

  bool IsName(size_t i) const {
    const Token& token = a_.word(i);
    return token.kind == Token::Kind::kNumber || (token.capitalised && !a_.starts_sentence(i));
  }

  // Of a phrase: its terms' rarity, by the root of their number, more for the share of names and numbers in it. What
  // happened is told by who, where, when and how many; a long run of other words is mostly how such things are put.
  template <typename OfWord, typename OfPair>
  double RarityBy(size_t first, size_t count, OfWord of_word, OfPair of_pair) const {
    size_t names = 0;
    for (size_t i = first; i < first + count; ++i) names += IsName(i);
    const double told = 0.4 + kNameFactor * static_cast<double>(names) / static_cast<double>(count);
    if (count == 1) return kLoneWordFactor * told * TermRarity(WordTermKey(a_.key(first)), of_word(first));
    double sum = 0;
    for (size_t i = first; i + 1 < first + count; ++i) {
      sum += TermRarity(PairTermKey(a_.key(i), a_.key(i + 1)), of_pair(i));
    }
    return told * sum / std::sqrt(static_cast<double>(count - 1));
  }

  double Rarity(size_t first, size_t count) const {
    return RarityBy(
        first, count, [&](size_t i) { return QuantiseRarity(Frequency(i)); },
        [&](size_t i) {
          return QuantiseRarity(
              background_.PairFrequency(language_, a_.key(i), a_.key(i + 1), Frequency(i), Frequency(i + 1)));
        });
  }

  // As if the language knew none of the words; a little more, so that rounding drops nothing.
  double RarityAtMost(size_t first, size_t count) const {
    const auto unknown = [](size_t) { return uint8_t{UINT8_MAX}; };
    return RarityBy(first, count, unknown, unknown) * (1 + 1e-9);
  }

  const PhraseText &a_, &b_;
  const TermWeights& weights_;
  const Background& background_;
  Background::Language language_;
};

}  // namespace

PhraseText::PhraseText(std::string_view text, const TokenizedText& tokens) : text_(text), tokens_(&tokens) {
  for (const Sentence& sentence : tokens.sentences) {
    if (sentence.kind != Sentence::Kind::kBody && sentence.kind != Sentence::Kind::kTitle) continue;
    bool first = true;  // no run goes over a sentence's end
    for (uint32_t i = 0; i < sentence.token_count; ++i) {
      const Token& token = tokens.tokens[sentence.first_token + i];
      if (token.kind == Token::Kind::kPunctuation) continue;
      words_.push_back({&token, first});
      first = false;
    }
  }
  places_.reserve(words_.size());
  for (uint32_t i = 0; i < words_.size(); ++i) places_.emplace_back(words_[i].token->key, i);
  std::sort(places_.begin(), places_.end());
}

std::string PhraseText::Printed(size_t first, size_t count) const {
  const uint32_t start = word(first).start;
  const std::string_view text = text_.substr(start, word(first + count - 1).end - start);
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

std::vector<std::string> SharedPhrases(const PhraseText& a, const PhraseText& b, const TermWeights& weights,
                                       const Background& background, Background::Language language,
                                       int count) {
  const PhraseFinder finder(a, b, weights, background, language);
  std::vector<Phrase> phrases = finder.Find();
  std::sort(phrases.begin(), phrases.end(), [](const Phrase& x, const Phrase& y) {
    return std::tuple(-x.rarity, x.first) < std::tuple(-y.rarity, y.first);
  });
  std::vector<std::string> shown;
  std::vector<uint64_t> shown_keys;
  for (const Phrase& phrase : phrases) {
    if (static_cast<int>(shown.size()) == count) break;
    const std::vector<uint64_t> keys = finder.Keys(phrase);
    const auto known = std::count_if(keys.begin(), keys.end(), [&](uint64_t key) {
      return std::find(shown_keys.begin(), shown_keys.end(), key) != shown_keys.end();
    });
    if (2 * static_cast<size_t>(known) > keys.size()) continue;
    shown_keys.insert(shown_keys.end(), keys.begin(), keys.end());
    shown.push_back(a.Printed(phrase.first, phrase.count));
  }
  return shown;
}

}  // namespace samestory
