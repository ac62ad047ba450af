#include "engine/diff/script.h"

#include <algorithm>
#include <utility>

#include "engine/diff/changes.h"
#include "engine/diff/token_match.h"

namespace samestory {

SentenceTokens Scripts::TokensOf(uint32_t number, uint32_t position) const {
  const DiffDocument& document = *documents_[number];
  const DiffSentence& sentence = document.sentences[position];
  const auto fact_from = [&](uint32_t token) {
    return std::lower_bound(document.facts.begin(), document.facts.end(), token,
                            [](const DiffFact& fact, uint32_t at) { return fact.first_token < at; });
  };
  return {std::span(document.tokens).subspan(sentence.first_token, sentence.token_count), sentence.start,
          sentence.end, sentence.first_token,
          std::span(fact_from(sentence.first_token), fact_from(sentence.first_token + sentence.token_count))};
}

std::span<const uint32_t> Scripts::TermsOf(uint32_t number, uint32_t position) const {
  const DiffSentence& sentence = documents_[number]->sentences[position];
  return std::span(space_.documents[number].token_terms).subspan(sentence.first_token, sentence.token_count);
}

std::vector<EditOp> Scripts::Between(uint32_t a_document, uint32_t a_sentence, uint32_t b_document,
                                     uint32_t b_sentence, bool* degraded) const {
  const auto content = [&](uint32_t document, uint32_t sentence) {
    return space_.documents[document].sentences[sentence].content;
  };
  const bool turn = content(b_document, b_sentence) < content(a_document, a_sentence);
  const SentenceTokens a = TokensOf(a_document, a_sentence), b = TokensOf(b_document, b_sentence);
  EditSides sides{TermsOf(a_document, a_sentence), TermsOf(b_document, b_sentence), space_.token_weights,
                  space_.typical_token_weight};
  if (turn) std::swap(sides.a, sides.b);
  std::vector<EditRun> runs = RunsOfMatches(sides, MatchTokens(sides.a, sides.b, max_edit_points_, degraded));
  CleanUp(sides, &runs);
  turn ? TellChanges(b, a, &runs) : TellChanges(a, b, &runs);
  if (turn) {
    for (EditRun& run : runs) {
      std::swap(run.a_begin, run.b_begin);
      std::swap(run.a_end, run.b_end);
    }
  }
  return OpsOfRuns(runs, a, b);
}

}  // namespace samestory
