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
  const TokenView& view = text.view();
  // Words of three bytes and less are left out: headlines write most of them small.
  size_t words = 0, capitalised = 0, long_words = 0, capitals = 0, all = 0;
  for (size_t i = sentence.first; i < sentence.end; ++i) {
    if (!view.IsWord(i)) continue;
    const bool is_long = view.at(i).end - view.at(i).start > 3;
    ++all;
    long_words += is_long;
    if (!view.IsCapitalised(i)) continue;
    capitalised += is_long;
    words += 1;
    capitals += view.IsAllCapitals(i);
  }
  if (all >= 3 && capitals * 10 >= all * 7) return Capitals::kAll;
  const bool vietnamese = text.language() == FactLanguage::kVietnamese;
  const bool title =
      vietnamese ? all >= 8 && words * 10 >= all * 9 : long_words >= 4 && capitalised * 4 >= long_words * 3;
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
