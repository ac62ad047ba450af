#include "engine/pipeline/term_counts.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <sstream>

#include "engine/base/file.h"
#include "engine/pipeline/features.h"
#include "engine/text/tokenize.h"

namespace samestory {
namespace {

// Terms by definition: maps, logarithms, and the background asked for one word after the other.
std::vector<Term> SlowTerms(const TokenizedText& text, const Background& background,
                            Background::Language language, int weight, int lead_words) {
  std::map<uint32_t, Term> terms;
  std::map<uint32_t, int> counts, leads;
  const auto add = [&](uint32_t key, double frequency, int words, bool lead) {
    Term& term = terms.try_emplace(key, Term{key, 0, 0, 255, 2}).first->second;
    term.rarity = std::min(term.rarity, QuantiseRarity(frequency));
    term.words = std::min(term.words, static_cast<uint8_t>(words));
    counts[key] += weight;
    leads[key] += lead;
  };
  const Token* previous = nullptr;
  double before = 0;
  for (const Token& token : text.tokens) {
    if (token.kind == Token::Kind::kPunctuation) continue;
    const double frequency = WordFrequency(background, language, token, text.Key(token));
    add(WordTermKey(token.key), frequency, 1, lead_words-- > 0);
    if (previous != nullptr) {
      add(PairTermKey(previous->key, token.key),
          background.PairFrequency(language, previous->key, token.key, before, frequency), 2, false);
    }
    previous = &token;
    before = frequency;
  }
  std::vector<Term> out;
  for (auto& [key, term] : terms) {
    term.count = static_cast<uint8_t>(std::min(counts[key], 255));
    term.lead_count = static_cast<uint8_t>(std::min(leads[key], 255));
    out.push_back(term);
  }
  return out;
}

void ExpectSameAsTwin(std::string_view words, const Background& background, Background::Language language) {
  TokenizedText text;
  Tokenize(words, &text);
  for (const int weight : {1, 3}) {
    TermCounts counts(background, language);
    int lead_words_left = 50;
    counts.Add(text, text.tokens, weight, &lead_words_left);
    ASSERT_EQ(counts.Sum(), SlowTerms(text, background, language, weight, 50));
  }
}

TEST(TermCountsTest, SameAsTheTwinOnWordsOfEveryTable) {
  const std::string folder = std::string(SAMESTORY_SOURCE_DIR) + "/corpus/background";
  const auto background = Background::Open(folder);
  ASSERT_TRUE(background.ok()) << background.status();
  for (Background::Language language = 0; (*background)->Code(language) != "und"; ++language) {
    const std::string code((*background)->Code(language));
    for (const char* suffix : {".tsv", ".pairs.tsv"}) {
      const auto table = MappedFile::Open(folder + "/" + code + suffix);
      if (!table.ok()) continue;  // few languages have pairs
      std::istringstream lines{std::string(table->bytes())};
      std::string words = "in 2019 17 000 xyzzyplugh ", line;
      for (size_t i = 0; std::getline(lines, line); ++i) {
        if (i % 8 == 0) words += line.substr(0, line.find('\t')) + " ";  // of all frequencies
      }
      ASSERT_NO_FATAL_FAILURE(ExpectSameAsTwin(words, **background, language)) << code << suffix;
    }
  }
  ExpectSameAsTwin("một hai ba một hai 17 17.000 2017", **background, Background::kUnknown);
}

TEST(TermCountsTest, CountsStopAt255AndNothingCountsNothing) {
  const auto none = Background::None();
  std::string often;
  for (int i = 0; i < 300; ++i) often += "đi ";
  ExpectSameAsTwin(often, *none, Background::kUnknown);
  ExpectSameAsTwin("", *none, Background::kUnknown);
  ExpectSameAsTwin("… - !", *none, Background::kUnknown);
  TermCounts counts(*none, Background::kUnknown);
  EXPECT_TRUE(counts.Sum().empty());
}

}  // namespace
}  // namespace samestory
