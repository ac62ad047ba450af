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

  // Opens the folder: reads each table's most frequent words for telling languages apart; the whole of a table
  // is read at its first use. kNotFound without a single table.
  static absl::StatusOr<std::unique_ptr<Background>> Open(const std::string& folder);
  // No tables: every word is unknown.
  static std::unique_ptr<Background> None();
  virtual ~Background() = default;

  // The language most of the tokens' keys are frequent words of; kUnknown where none stands out or there are
  // fewer than 10 words. Thread-safe.
  virtual Language Detect(std::span<const Token> tokens) const = 0;

  // ISO 639-1 code, "und" for kUnknown.
  virtual std::string_view Code(Language language) const = 0;

  // Share of running words that are this word, in (0, 1); the table's floor for a word it does not hold, and
  // 1e-5 for kUnknown. Thread-safe; the first call for a language loads its table.
  virtual double Frequency(Language language, uint64_t key) const = 0;
};

}  // namespace samestory
