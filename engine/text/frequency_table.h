// One table of word frequencies: `word <TAB> count per thousand million words`, most frequent first. Private
// to the room; background.h is what others use.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <vector>

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

// Counts by hash, for looking up many: open addressing, the home places of the next ones fetched while one is
// compared. Tags of half a hash, which stay in the caches, turn away most keys that are not there. Keys are hashes,
// and the tables are ours: they crowd nowhere.
class CountTable {
 public:
  // Adds to the key's count, kept below a thousand million so that a share stays below 1. Requires count > 0.
  void Add(uint64_t key, uint32_t count);
  // 0 for a key it does not hold.
  uint32_t Find(uint64_t key) const {
    const size_t mask = tags_.size() - 1;
    const uint32_t tag = TagOf(key);
    for (size_t at = key & mask;; at = (at + 1) & mask) {
      if (tags_[at] == 0) return 0;
      if (tags_[at] == tag && entries_[at].key == key) return entries_[at].count;
    }
  }
  void Prefetch(uint64_t key) const { __builtin_prefetch(&tags_[key & (tags_.size() - 1)]); }
  // Of all keys; `otherwise` where there are none.
  uint32_t Smallest(uint32_t otherwise) const;

 private:
  struct Entry {
    uint64_t key = 0;
    uint32_t count = 0;
  };
  static uint32_t TagOf(uint64_t key) { return static_cast<uint32_t>(key >> 32) | 1; }
  size_t Place(uint64_t key) const;

  std::vector<uint32_t> tags_ = std::vector<uint32_t>(16);  // a power of two, half of them or more free: zero
  std::vector<Entry> entries_ = std::vector<Entry>(16);
  size_t size_ = 0;
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
  // The same of each key, side by side.
  void Frequencies(std::span<const uint64_t> keys, std::span<double> frequencies) const;

 private:
  void ReadHead();
  void Load() const;

  std::string code_;
  std::vector<TableWord> head_;

  mutable std::once_flag loaded_;
  mutable MappedFile file_;
  mutable CountTable counts_;
  mutable double floor_ = 0;
};

// Counts of two words in a row, in the same form: `word word <TAB> count per thousand million words`.
class PairTable {
 public:
  // kInvalidArgument where no line is valid; read at the first use, as FrequencyTable is.
  static absl::StatusOr<std::unique_ptr<PairTable>> Open(const std::string& path);

  // 0 for a pair it does not hold. Thread-safe.
  double Frequency(uint64_t first_key, uint64_t second_key) const;
  // The same of each two keys that adjoin: one fewer than keys.
  void Frequencies(std::span<const uint64_t> keys, std::span<double> frequencies) const;
  // Of its rarest pair. Thread-safe.
  double floor() const;

 private:
  void Load() const;

  mutable std::once_flag loaded_;
  mutable MappedFile file_;
  mutable CountTable counts_;
  mutable double floor_ = 0;
};

}  // namespace samestory
