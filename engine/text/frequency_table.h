// One table of word frequencies: `word <TAB> count per thousand million words`, most frequent first. Private
// to the room; background.h is what others use.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "engine/base/file.h"
#include "engine/base/status.h"

namespace samestory {

struct TableWord {
  uint64_t key = 0;
  uint32_t count = 0;  // per thousand million words
};

// Walks the valid lines of a table's bytes. Passed over: empty lines, those that begin with '#', and those
// that are not a well-formed word, one tab and a whole number from 1 to 1e9. CR before LF and a BOM do no
// harm.
class TableLines {
 public:
  explicit TableLines(std::string_view bytes);
  // False at the end.
  bool Next(std::string_view* word, uint32_t* count);

 private:
  std::string_view rest_;
};

class FrequencyTable {
 public:
  // kInvalidArgument where no line is valid. The file is mapped until Load() has read it, so that a table
  // that is removed meanwhile is still the one that was opened.
  static absl::StatusOr<std::unique_ptr<FrequencyTable>> Open(const std::string& path);

  // The file's name up to its first dot.
  const std::string& code() const { return code_; }
  // The most frequent words that hold a letter, distinct, at most kHeadWords, in the table's order.
  static constexpr size_t kHeadWords = 300;
  const std::vector<TableWord>& head() const { return head_; }

  // In (0, 1). Thread-safe; the first call reads the whole table.
  double Frequency(uint64_t key) const;

 private:
  void ReadHead();
  void Load() const;

  std::string code_;
  std::vector<TableWord> head_;

  mutable std::once_flag loaded_;
  mutable MappedFile file_;
  mutable absl::flat_hash_map<uint64_t, uint32_t> counts_;  // looked up, never walked
  mutable double floor_ = 0;
};

// Counts of two words in a row, in the same form: `word word <TAB> count per thousand million words`.
class PairTable {
 public:
  // kInvalidArgument where no line is valid; read at the first use, as FrequencyTable is.
  static absl::StatusOr<std::unique_ptr<PairTable>> Open(const std::string& path);

  // 0 for a pair it does not hold. Thread-safe.
  double Frequency(uint64_t first_key, uint64_t second_key) const;
  // Of its rarest pair. Thread-safe.
  double floor() const;

 private:
  void Load() const;

  mutable std::once_flag loaded_;
  mutable MappedFile file_;
  mutable absl::flat_hash_map<uint64_t, uint32_t> counts_;  // looked up, never walked
  mutable double floor_ = 0;
};

}  // namespace samestory
