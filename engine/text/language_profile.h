// Tells languages apart by their most frequent words. Private to the room; background.h is what others use.
//
// A word w of the article is evidence ln(p(w) / kRare) for a language that has it among its frequent words
// with share p, none where it has not or p is no larger: a unigram model in which all other words are kRare
// in every language, so that nothing depends on how long the tables are. Frequent words tell close languages
// apart in running text within a few dozen words (Grefenstette: Comparing two language identification
// schemes, 1995). Evidence is added up in whole units, so the sum is the same on every machine.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "engine/text/frequency_table.h"
#include "engine/text/token.h"

namespace samestory {

class LanguageProfiles {
 public:
  static constexpr size_t kFewestWords = 10;
  static constexpr size_t kMostWords = 400;

  // Languages get the indices 0, 1, … in the order of the calls.
  void Add(std::span<const TableWord> head);
  // Index of the language with the most evidence, the lower one of equals; -1 where none stands out.
  int Best(std::span<const Token> tokens) const;

 private:
  bool IsFrequent(uint64_t key, int language) const;

  struct Evidence {
    int language = 0;
    int32_t units = 0;
  };
  // Evidence of one word for each language that has it, in the order of Add().
  absl::flat_hash_map<uint64_t, std::vector<Evidence>> words_;
  int languages_ = 0;
};

}  // namespace samestory
