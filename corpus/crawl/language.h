// The words a crawl is written in: the frequency tables of corpus/background, with a next word for every word.
//
// Words drawn one by one would make pairs that no two articles share. Here each word has followers of its own, few of
// them frequent and many rare: those the table of pairs names where the language has one, and others fixed by a
// hash. So pairs and phrases recur as in news, while five words in a row seldom do.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/crawl/random.h"
#include "engine/base/status.h"

namespace samestory::crawl {

class Language {
 public:
  // `name` as in BACKGROUND/NAME.tsv. Words with anything but letters and marks are left out.
  static absl::StatusOr<Language> Load(const std::string& background, const std::string& name);

  const std::string& name() const { return name_; }
  bool has_pairs() const { return !pair_next_.empty(); }
  uint32_t size() const { return static_cast<uint32_t>(words_.size()); }

  // Words are numbered by falling frequency.
  std::string_view word(uint32_t number) const { return words_[number].view(); }
  // The same with a capital, where the script has them.
  std::string_view capital(uint32_t number) const { return capitals_[number].view(); }

  uint32_t DrawWord(Random* random) const { return frequencies_.Draw(random->Next()); }
  uint32_t DrawNext(uint32_t word, Random* random) const;
  // A word that is not among the most frequent: fixed by `key`.
  uint32_t ContentWord(uint64_t key) const;

  // An invented name in the language's script, fixed by `key`; one word, with a capital.
  void AppendName(uint64_t key, std::string* out) const;

 private:
  // In place, so that a draw costs one look into memory.
  struct Word {
    char bytes[31];
    uint8_t size;
    std::string_view view() const { return {bytes, size}; }
  };
  static bool Fits(std::string_view bytes) { return bytes.size() <= sizeof(Word::bytes); }
  static Word MakeWord(std::string_view bytes);
  absl::Status LoadPairs(const std::string& path, const std::vector<uint64_t>& counts);

  std::string name_;
  std::vector<Word> words_, capitals_;
  AliasTable frequencies_, followers_;
  std::vector<uint32_t> pair_begin_, pair_next_;  // followers of a word: [begin[w], begin[w + 1])
  std::vector<uint32_t> pair_until_;              // running sums of their counts within a word
  std::vector<uint32_t> pair_share_;              // of 2^16 draws after a word, those that take one of them
};

}  // namespace samestory::crawl
