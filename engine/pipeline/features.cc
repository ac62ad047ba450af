#include "engine/pipeline/features.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/base/hash.h"
#include "engine/pipeline/term_counts.h"
#include "engine/text/named_days.h"
#include "engine/text/tokenize.h"

namespace samestory {
namespace {

bool CountsForEvents(const Sentence& sentence) {
  return sentence.kind != Sentence::Kind::kDateline && sentence.kind != Sentence::Kind::kByline &&
         sentence.kind != Sentence::Kind::kFurniture;
}

bool SameWords(std::span<const Token> a, std::span<const Token> b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const Token& x, const Token& y) { return x.key == y.key; });
}

}  // namespace

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

void AddEventTerms(const Article& article, const Background& background, TermBlockBuilder* block) {
  Background::Language language;
  const std::vector<Term> terms = EventTerms(article, background, &language);
  block->Add(terms, background.Code(language));
}

}  // namespace samestory
