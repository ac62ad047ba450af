#include "bench/micro/invented.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "engine/text/facts.h"
#include "engine/text/shingle.h"
#include "engine/text/spelling.h"
#include "engine/text/tokenize.h"

namespace samestory {
namespace {

constexpr uint64_t kVocabulary = 6000;

// The word at a rank of the vocabulary: onset, rhyme, and now and then a final.
std::string WordAt(uint64_t rank) {
  constexpr std::array<std::string_view, 22> kOnsets = {"b",  "c",  "ch", "d",  "đ",  "g",  "gi", "h",
                                                        "kh", "l",  "m",  "ng", "nh", "ph", "r",  "s",
                                                        "th", "tr", "t",  "v",  "x",  ""};
  constexpr std::array<std::string_view, 24> kRhymes = {"a", "à", "ả", "á", "ạ",  "ă",  "â",  "ấ",
                                                        "ê", "ế", "ệ", "o", "ò",  "ô",  "ố",  "ộ",
                                                        "ơ", "ờ", "ư", "ứ", "oà", "oe", "uý", "iê"};
  constexpr std::array<std::string_view, 8> kFinals = {"", "n", "ng", "t", "c", "m", "nh", "i"};
  Draw draw(rank);
  std::string word(kOnsets[draw.Below(kOnsets.size())]);
  word += kRhymes[draw.Below(kRhymes.size())];
  word += kFinals[draw.Below(kFinals.size())];
  return word;
}

}  // namespace

uint64_t Draw::Zipf(uint64_t ranks) {
  const double rank = std::exp(Unit() * std::log(static_cast<double>(ranks) + 1)) - 1;
  return std::min(ranks - 1, static_cast<uint64_t>(rank));
}

std::string InventSentence(Draw* draw, size_t words) {
  std::string sentence;
  for (size_t i = 0; i < words; ++i) {
    if (i > 0) sentence += i % 11 == 10 ? ", " : " ";
    if (draw->Below(30) == 0) {
      sentence += std::to_string(draw->Below(3000));
      continue;
    }
    std::string word = WordAt(draw->Zipf(kVocabulary));
    const bool name = i == 0 || draw->Below(12) == 0;
    if (name && word.front() >= 'a' && word.front() <= 'z')
      word.front() = static_cast<char>(word.front() - 32);
    sentence += word;
  }
  return sentence;
}

std::vector<std::string> InventSentences(Draw* draw, size_t words) {
  std::vector<std::string> sentences;
  for (size_t written = 0; written < words;) {
    const size_t next = std::min<size_t>(8 + draw->Below(25), words - written);
    sentences.push_back(InventSentence(draw, next));
    written += next;
  }
  return sentences;
}

std::vector<std::string> Rewrite(Draw* draw, const std::vector<std::string>& sentences) {
  std::vector<std::string> version;
  for (const std::string& sentence : sentences) {
    switch (draw->Below(5)) {
      case 0:
        version.push_back(InventSentence(draw, 18));
        break;
      case 1:
        version.push_back(InventSentence(draw, 3) +
                          sentence.substr(std::min(sentence.size(), sentence.find(' '))));
        break;
      default:
        version.push_back(sentence);
    }
  }
  if (version.size() > 1) std::swap(version.front(), version[draw->Below(version.size())]);
  return version;
}

std::string JoinSentences(const std::vector<std::string>& sentences) {
  std::string text;
  for (size_t i = 0; i < sentences.size(); ++i) {
    if (i > 0) text += i % 3 == 0 ? "\n\n" : " ";
    text += sentences[i];
    text += '.';
  }
  return text;
}

std::string InventArticle(uint64_t seed, size_t words) {
  Draw draw(seed);
  return JoinSentences(InventSentences(&draw, words));
}

DiffDocument ToDiffDocument(const std::string& text) {
  const TokenizedText tokenized = TokenizeWithSentences(text);
  DiffDocument document;
  for (const Token& token : tokenized.tokens) {
    const float weight = token.kind == Token::Kind::kPunctuation ? 0.05f : 6.0f;
    const TokenSpelling spelling = SpellingOf(text, tokenized, token);
    DiffToken item;
    item.start = token.start;
    item.end = token.end;
    item.key = token.key;
    item.weight = weight;
    item.punctuation = token.kind == Token::Kind::kPunctuation;
    item.figure = token.kind == Token::Kind::kNumber ? token.key : 0;
    item.written = spelling.written;
    item.uncased = spelling.uncased;
    item.toneless = spelling.toneless;
    document.tokens.push_back(item);
  }
  for (const Sentence& sentence : tokenized.sentences) {
    document.sentences.push_back({sentence.start, sentence.end, sentence.first_token, sentence.token_count});
  }
  for (const TextFact& fact : FindFacts(text, tokenized)) {
    document.facts.push_back(
        {static_cast<FactKind>(fact.kind), fact.first_token, fact.token_count, fact.value, fact.subject});
  }
  return document;
}

std::vector<uint64_t> InventShingles(uint64_t seed, uint64_t story, size_t words) {
  Draw draw(seed), of_story(story);
  std::vector<uint64_t> shingles;
  for (size_t i = 0; i + 4 < words; ++i) shingles.push_back(i % 5 < 2 ? of_story.Next() : draw.Next());
  std::sort(shingles.begin(), shingles.end());
  return shingles;
}

std::vector<Term> InventTerms(uint64_t seed, uint64_t story, size_t words) {
  Draw draw(seed), of_story(story);
  std::vector<Term> terms;
  // As many different words and pairs as an article of this length has, roughly.
  for (size_t i = 0; i < words * 3 / 2; ++i) {
    Draw* source = i % 5 < 2 ? &of_story : &draw;
    const uint64_t rank = source->Zipf(200'000);
    Term term;
    term.key = static_cast<uint32_t>(Mix64(rank));
    term.count = static_cast<uint8_t>(1 + source->Below(3));
    term.words = rank < 20'000 ? 1 : 2;
    term.lead_count = term.words == 1 && i % 6 == 0 ? 1 : 0;
    term.rarity = QuantiseRarity(1 / (12.0 * static_cast<double>(rank + 1)));
    terms.push_back(term);
  }
  std::sort(terms.begin(), terms.end(), [](const Term& a, const Term& b) { return a.key < b.key; });
  const auto same_key = [](const Term& a, const Term& b) { return a.key == b.key; };
  terms.erase(std::unique(terms.begin(), terms.end(), same_key), terms.end());
  return terms;
}

}  // namespace samestory
