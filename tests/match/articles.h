// Invented articles for tests of engine/match: terms, shingles, and the input that views them.
#pragma once

#include <algorithm>
#include <cstdint>
#include <deque>
#include <numeric>
#include <random>
#include <span>
#include <utility>
#include <vector>

#include "engine/base/hash.h"
#include "engine/match/context.h"
#include "engine/sketch/term.h"

namespace samestory {

class Articles {
 public:
  // Terms and shingles in any order; the article's number.
  uint32_t Add(std::vector<Term> terms, std::vector<uint64_t> shingles = {}, ArticleContext context = {}) {
    std::sort(terms.begin(), terms.end(), [](const Term& a, const Term& b) { return a.key < b.key; });
    terms.erase(std::unique(terms.begin(), terms.end(), [](auto& a, auto& b) { return a.key == b.key; }),
                terms.end());
    std::sort(shingles.begin(), shingles.end());
    shingles.erase(std::unique(shingles.begin(), shingles.end()), shingles.end());
    shingles_.push_back(&kept_shingles_.emplace_back(std::move(shingles)));
    input_.terms.push_back(kept_terms_.emplace_back(std::move(terms)));
    input_.contexts.push_back(context);
    return static_cast<uint32_t>(input_.terms.size() - 1);
  }

  // The article `times` more, as the same numbers.
  void Repeat(uint32_t article, uint32_t times) {
    shingles_.insert(shingles_.end(), times, ShinglesAt(article));
    input_.terms.insert(input_.terms.end(), times, std::span<const Term>(input_.terms[article]));
    input_.contexts.insert(input_.contexts.end(), times, ArticleContext(input_.contexts[article]));
  }

  const MatchInput& input() const { return input_; }
  std::span<const uint64_t> shingles(uint32_t article) const { return *shingles_[article]; }
  uint32_t size() const { return static_cast<uint32_t>(shingles_.size()); }
  std::vector<uint32_t> All() const {
    std::vector<uint32_t> all(shingles_.size());
    std::iota(all.begin(), all.end(), 0);
    return all;
  }

 private:
  const std::vector<uint64_t>* ShinglesAt(uint32_t article) const { return shingles_[article]; }

  std::deque<std::vector<Term>> kept_terms_;  // do not move what they hold
  std::deque<std::vector<uint64_t>> kept_shingles_;
  std::vector<const std::vector<uint64_t>*> shingles_;  // of each article
  MatchInput input_;
};

// A term spread over the key space, as hashes are.
inline Term WordTerm(uint32_t word, int count = 1, int lead = 0, double frequency = 1e-6) {
  return {static_cast<uint32_t>(Mix64(word)), static_cast<uint8_t>(count), static_cast<uint8_t>(lead),
          QuantiseRarity(frequency), 1};
}
inline Term PairTerm(uint32_t word, int count = 1, double frequency = 1e-8) {
  Term term = WordTerm(word + 1'000'000, count, 0, frequency);
  term.words = 2;
  return term;
}

// A date known to the minute, `hours` after some moment.
inline ArticleContext Dated(double hours, uint32_t outlet = 0) {
  const auto second = static_cast<int64_t>(hours * 3600);
  return {outlet, true, second, second + 59};
}

// Articles that share words by event, like news: some of their event's, the rest of everybody's.
inline void AddNews(std::mt19937& random, uint32_t articles, uint32_t events, Articles* out) {
  for (uint32_t i = 0; i < articles; ++i) {
    const uint32_t event = random() % events;
    std::vector<Term> terms;
    const auto count = [&] { return static_cast<int>(random() % 4 + 1); };
    for (int k = 0; k < 40; ++k) {
      const uint32_t word = 10'000 + event * 60 + random() % 60;
      terms.push_back(WordTerm(word, count(), static_cast<int>(random() % 3), 1e-6));
      if (k % 2 == 0) terms.push_back(PairTerm(word, count()));
    }
    for (int k = 0; k < 60; ++k) {
      const uint32_t word = random() % 2'000;
      terms.push_back(WordTerm(word, count(), static_cast<int>(random() % 2), 1e-3 / (1 + word)));
    }
    ArticleContext context;
    if (random() % 4 != 0) context = Dated(event * 30 + random() % 40, 1 + random() % 5);
    out->Add(std::move(terms), {}, context);
  }
}

}  // namespace samestory
