#include "engine/text/facts.h"

#include <algorithm>
#include <tuple>

#include "engine/text/fact_text.h"

namespace samestory {
namespace {

bool StatesNothing(Sentence::Kind kind) {
  return kind == Sentence::Kind::kDateline || kind == Sentence::Kind::kByline ||
         kind == Sentence::Kind::kFurniture;
}

}  // namespace

Capitals CapitalsOf(const FactText& text, TokenRange sentence) {
  constexpr uint32_t kSmall = FactWord::kFunction | FactWord::kLink | FactWord::kParticle;
  const TokenView& view = text.view();
  size_t words = 0, capitalised = 0, capitals = 0, lower = 0;
  for (size_t i = sentence.first; i < sentence.end; ++i) {
    if (!view.IsWord(i)) continue;
    ++words;
    if (view.IsCapitalised(i)) {
      ++capitalised;
      capitals += view.IsAllCapitals(i);
    } else {
      lower += !text.Is(i, sentence, kSmall);
    }
  }
  if (words >= 3 && capitals * 10 >= words * 7) return Capitals::kAll;
  // Headlines in capitals leave small words small and no others.
  const bool vietnamese = text.language() == FactLanguage::kVietnamese;
  const bool title =
      vietnamese ? words >= 8 && capitalised * 10 >= words * 9 : capitalised >= 4 && lower == 0;
  return title ? Capitals::kTitle : Capitals::kSentence;
}

std::vector<TextFact> FindFacts(std::string_view text, const TokenizedText& tokenized) {
  FactText search(text, tokenized);
  std::vector<TokenRange> with_names;
  for (const Sentence& sentence : tokenized.sentences) {
    if (StatesNothing(sentence.kind)) continue;
    const TokenRange range{sentence.first_token, sentence.first_token + size_t{sentence.token_count}};
    const Capitals capitals = CapitalsOf(search, range);
    FindDates(range, &search);
    FindNumbers(range, capitals, &search);
    FindQuotations(range, &search);
    if (capitals == Capitals::kSentence) with_names.push_back(range);
  }
  FindNames(with_names, &search);
  std::vector<TextFact> facts = search.TakeFacts();
  std::sort(facts.begin(), facts.end(), [](const TextFact& a, const TextFact& b) {
    return std::tie(a.first_token, b.token_count, a.kind) < std::tie(b.first_token, a.token_count, b.kind);
  });
  return facts;
}

}  // namespace samestory
