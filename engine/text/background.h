// How common a word is in a language at large, so that a folder of five articles can tell a rare word from a
// common one. Tables are files of their own, "<language>.tsv" in one folder: a line a word, `word <TAB> count
// per thousand million words`, most frequent first (corpus/background/README.md says where they come from).
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "engine/base/status.h"
#include "engine/text/token.h"

namespace samestory {

class Background {
 public:
  // Index of a language in this object; kUnknown where no table fits.
  using Language = int;
  static constexpr Language kUnknown = -1;

  // Opens the folder: reads each table's most frequent words for telling languages apart; the whole of a
  // table is read at its first use. Other files and malformed lines are passed over, '#' begins a comment.
  // kNotFound without a single table, kInvalidArgument naming the table that has no valid line.
  static absl::StatusOr<std::unique_ptr<Background>> Open(const std::string& folder);
  // One table for everything: Detect() says its language for whatever has 10 words. The language's code is
  // the file's name up to the first dot. Errors as in Open(), those of reading the file for the file.
  static absl::StatusOr<std::unique_ptr<Background>> OpenTable(const std::string& file);
  // No tables: every word is unknown.
  static std::unique_ptr<Background> None();
  virtual ~Background() = default;

  // The language the keys of the first 400 words are best explained by as frequent words; kUnknown where none
  // stands out or there are fewer than 10 words. Equal evidence goes to the first code in byte order.
  // Languages without a table may be taken for a close relative that has one. Thread-safe.
  virtual Language Detect(std::span<const Token> tokens) const = 0;

  // ISO 639-1 code, "und" for kUnknown.
  virtual std::string_view Code(Language language) const = 0;

  // Share of running words that are this word, in (0, 1); the table's floor for a word it does not hold, and
  // 1e-5 for kUnknown. The floor is half the table's smallest frequency; keys are those of NormalizeKey() on
  // the table's words, the counts of words that share one being added. Thread-safe; the first call for a
  // language loads its table (some 10 ms), later calls take no lock.
  virtual double Frequency(Language language, uint64_t key) const = 0;

  // The same of two words in a row. Where a folder was opened, from the language's table of pairs, `<language>.pairs.tsv` beside its
  // table with lines `word word <TAB> count`, where there is one that holds them; else estimated from the
  // words' own frequencies as min(rarer / 5, 20 · product), and no higher than the rarest pair of the table.
  // Thread-safe.
  virtual double PairFrequency(Language language, uint64_t first_key, uint64_t second_key,
                               double first_frequency, double second_frequency) const = 0;

  // The same of many words in a row, and of each two that adjoin, which costs far less than asking one by one.
  // Requires frequencies.size() == keys.size() > 0, and one less of pairs.
  virtual void Frequencies(Language language, std::span<const uint64_t> keys,
                           std::span<double> frequencies) const;
  virtual void PairFrequencies(Language language, std::span<const uint64_t> keys,
                               std::span<const double> frequencies, std::span<double> pairs) const;
};

}  // namespace samestory
