#include "engine/pipeline/features.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/base/hash.h"
#include "engine/text/named_days.h"
#include "engine/text/tokenize.h"

namespace samestory {
namespace {

// Of running words in news, one in a few thousand stands in a date, which may be any of some hundred of late.
constexpr double kDayFrequency = 1e-5;

bool CountsForEvents(const Sentence& sentence) {
  return sentence.kind != Sentence::Kind::kDateline && sentence.kind != Sentence::Kind::kByline &&
         sentence.kind != Sentence::Kind::kFurniture;
}

// Occurrences of terms, to be summed up.
class TermCounts {
 public:
  TermCounts(const Background& background, Background::Language language)
      : background_(background), language_(language) {}

  // The words of one sentence, or of a title.
  void Add(const TokenizedText& text, std::span<const Token> tokens, int weight, int* lead_words_left) {
    const Token* previous = nullptr;
    double previous_frequency = 0;
    for (const Token& token : tokens) {
      if (token.kind == Token::Kind::kPunctuation) continue;
      const double frequency = WordFrequency(background_, language_, token, text.Key(token));
      const bool in_lead = *lead_words_left > 0;
      if (in_lead) --*lead_words_left;
      occurrences_.push_back({WordTermKey(token.key), QuantiseRarity(frequency), 1, weight, in_lead ? 1 : 0});
      if (previous != nullptr) {
        occurrences_.push_back({PairTermKey(previous->key, token.key),
                                QuantiseRarity(background_.PairFrequency(language_, previous->key, token.key,
                                                                         previous_frequency, frequency)),
                                2, weight, 0});
      }
      previous = &token;
      previous_frequency = frequency;
    }
  }

  // The days that title and text name, in their order.
  void Add(std::span<const NamedDay> days) {
    for (const NamedDay day : days) {
      const int first = day == days.front() ? 1 : 0;
      occurrences_.push_back({DayTermKey(day), QuantiseRarity(kDayFrequency), 0, 1, first});
    }
  }

  std::vector<Term> Sum() {
    std::sort(occurrences_.begin(), occurrences_.end(),
              [](const Occurrence& a, const Occurrence& b) { return a.key < b.key; });
    std::vector<Term> terms;
    for (size_t i = 0; i < occurrences_.size();) {
      const Occurrence& first = occurrences_[i];
      Term term{first.key, 0, 0, first.rarity, first.words};
      int count = 0, lead = 0;
      for (; i < occurrences_.size() && occurrences_[i].key == term.key; ++i) {
        const Occurrence& o = occurrences_[i];
        count += o.weight;
        lead += o.lead;
        // Two terms on one key: the commoner one's background, whichever came first.
        term.rarity = std::min(term.rarity, o.rarity);
        term.words = std::min(term.words, o.words);
      }
      term.count = static_cast<uint8_t>(std::min(count, 255));
      term.lead_count = static_cast<uint8_t>(std::min(lead, term.words == 0 ? 1 : 255));
      terms.push_back(term);
    }
    return terms;
  }

 private:
  struct Occurrence {
    uint32_t key;
    uint8_t rarity, words;
    int weight, lead;
  };
  const Background& background_;
  Background::Language language_;
  std::vector<Occurrence> occurrences_;
};

bool SameWords(std::span<const Token> a, std::span<const Token> b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const Token& x, const Token& y) { return x.key == y.key; });
}

}  // namespace

uint32_t WordTermKey(uint64_t word_key) { return static_cast<uint32_t>(Mix64(word_key)); }

uint32_t DayTermKey(NamedDay day) { return static_cast<uint32_t>(CombineHash(CombineHash(3, day), 0)); }

uint32_t PairTermKey(uint64_t first_key, uint64_t second_key) {
  return static_cast<uint32_t>(CombineHash(CombineHash(2, first_key), second_key));
}

double WordFrequency(const Background& background, Background::Language language, const Token& token,
                     std::string_view key) {
  if (token.kind != Token::Kind::kNumber) return background.Frequency(language, token.key);
  // Tables count words; a number is the rarer the longer it is, and a year no rarer than two digits.
  const auto digits = std::count_if(key.begin(), key.end(), [](char c) { return c >= '0' && c <= '9'; });
  const bool year = digits == 4 && (key.starts_with("19") || key.starts_with("20"));
  return std::max(1e-8, std::pow(10.0, -2.0 - static_cast<double>(year ? 2 : digits)));
}

std::vector<Term> EventTerms(const Article& article, const Background& background,
                             Background::Language* language) {
  const TokenizedText text = TokenizeWithSentences(article.text);
  *language = background.Detect(text.tokens);
  TokenizedText title;
  Tokenize(article.title, &title);

  TermCounts counts(background, *language);
  int lead_words_left = static_cast<int>(title.tokens.size()) + kLeadWords;
  counts.Add(title, title.tokens, kTitleWeight, &lead_words_left);
  std::vector<NamedDay> days = NamedDays(title, title.tokens);
  // Days are read from whole runs of sentences: "13. Juni" may look like the end of one.
  std::span<const Token> run;
  const auto end_run = [&] {
    const std::vector<NamedDay> more = NamedDays(text, std::exchange(run, {}));
    days.insert(days.end(), more.begin(), more.end());
  };
  lead_words_left = kLeadWords;
  for (const Sentence& sentence : text.sentences) {
    const auto tokens =
        std::span<const Token>(text.tokens).subspan(sentence.first_token, sentence.token_count);
    // A title that stands in the text too is counted above.
    const bool repeats_title = sentence.kind == Sentence::Kind::kTitle && SameWords(tokens, title.tokens);
    if (!CountsForEvents(sentence) || repeats_title) {
      end_run();
      continue;
    }
    counts.Add(text, tokens, 1, &lead_words_left);
    run = run.empty() ? tokens : std::span(run.data(), run.size() + tokens.size());
  }
  end_run();
  counts.Add(days);
  return counts.Sum();
}

}  // namespace samestory
