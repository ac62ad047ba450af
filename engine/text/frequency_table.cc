#include "engine/text/frequency_table.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_format.h"
#include "engine/base/hash.h"
#include "engine/base/utf8.h"
#include "engine/text/tokenize.h"

namespace samestory {
namespace {

constexpr uint32_t kPer = 1'000'000'000;

// The sum, kept below kPer so that a frequency stays below 1.
uint32_t AddCounts(uint32_t a, uint32_t b) {
  return static_cast<uint32_t>(std::min<uint64_t>(uint64_t{a} + b, kPer - 1));
}

double Share(uint32_t count, double otherwise) {
  return count == 0 ? otherwise : static_cast<double>(count) / kPer;
}

bool ParseCount(std::string_view digits, uint32_t* count) {
  const char* const end = digits.data() + digits.size();
  const auto [stop, error] = std::from_chars(digits.data(), end, *count);
  return error == std::errc() && stop == end && *count > 0 && *count <= kPer;
}

// Numbers are in every language's table and tell nothing about it.
bool HoldsLetter(std::string_view word) {
  for (size_t position = 0; position < word.size();) {
    if (u_isalpha(static_cast<UChar32>(DecodeUtf8(word, &position)))) return true;
  }
  return false;
}

// The next line that holds two words with one space between them.
bool NextPair(TableLines* lines, std::string_view* first, std::string_view* second, uint32_t* count) {
  std::string_view words;
  while (lines->Next(&words, count)) {
    const size_t space = words.find(' ');
    if (space == std::string_view::npos || space == 0 || space + 1 == words.size() ||
        space != words.rfind(' '))
      continue;
    *first = words.substr(0, space);
    *second = words.substr(space + 1);
    return true;
  }
  return false;
}

bool HoldsALine(std::string_view bytes) {
  std::string_view word;
  uint32_t count;
  return TableLines(bytes).Next(&word, &count);
}

absl::Status NoLine(const std::string& path, std::string_view what) {
  return absl::InvalidArgumentError(absl::StrFormat(
      "%s: no line is %s, a tab and a count per thousand million words from 1 to 1000000000", path, what));
}

}  // namespace

// Where the key stands, or the free place for it.
size_t CountTable::Place(uint64_t key) const {
  const size_t mask = tags_.size() - 1;
  size_t at = key & mask;
  while (tags_[at] != 0 && entries_[at].key != key) at = (at + 1) & mask;
  return at;
}

void CountTable::Add(uint64_t key, uint32_t count) {
  if (2 * (size_ + 1) > tags_.size()) {
    std::vector<Entry> old(entries_.size() * 2);
    old.swap(entries_);
    tags_.assign(entries_.size(), 0);
    for (const Entry& entry : old) {
      if (entry.count == 0) continue;
      const size_t at = Place(entry.key);
      tags_[at] = TagOf(entry.key);
      entries_[at] = entry;
    }
  }
  const size_t at = Place(key);
  size_ += tags_[at] == 0;
  tags_[at] = TagOf(key);
  entries_[at] = {key, AddCounts(entries_[at].count, count)};
}

uint32_t CountTable::Smallest(uint32_t otherwise) const {
  uint32_t smallest = otherwise;
  for (const Entry& entry : entries_) {
    if (entry.count > 0) smallest = std::min(smallest, entry.count);
  }
  return smallest;
}

TableLines::TableLines(std::string_view bytes) : rest_(bytes) {
  if (rest_.starts_with(kByteOrderMark)) rest_.remove_prefix(kByteOrderMark.size());
}

bool TableLines::Next(std::string_view* word, uint32_t* count) {
  while (!rest_.empty()) {
    const size_t newline = std::min(rest_.find('\n'), rest_.size());
    std::string_view line = rest_.substr(0, newline);
    rest_.remove_prefix(std::min(newline + 1, rest_.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.starts_with('#')) continue;
    const size_t tab = line.find('\t');
    if (tab == std::string_view::npos || tab == 0 || !ParseCount(line.substr(tab + 1), count)) continue;
    *word = line.substr(0, tab);
    if (IsValidUtf8(*word)) return true;
  }
  return false;
}

absl::StatusOr<std::unique_ptr<FrequencyTable>> FrequencyTable::Open(const std::string& path) {
  auto table = std::make_unique<FrequencyTable>();
  const std::string name = std::filesystem::path(path).filename().string();
  table->code_ = name.substr(0, name.find('.'));
  ASSIGN_OR_RETURN(table->file_, MappedFile::Open(path));
  if (!HoldsALine(table->file_.bytes())) return NoLine(path, "a word");
  table->ReadHead();
  return table;
}

void FrequencyTable::ReadHead() {
  TableLines lines(file_.bytes());
  absl::flat_hash_map<uint64_t, size_t> places;
  std::string_view word;
  uint32_t count;
  while (head_.size() < kHeadWords && lines.Next(&word, &count)) {
    if (!HoldsLetter(word)) continue;
    const uint64_t key = Hash64(NormalizeKey(word));
    const auto [place, is_new] = places.try_emplace(key, head_.size());
    if (is_new) {
      head_.push_back({key, std::min(count, kPer - 1)});
    } else {
      TableWord& same = head_[place->second];
      same.count = AddCounts(same.count, count);
    }
  }
}

void FrequencyTable::Load() const {
  TableLines lines(file_.bytes());
  std::string_view word;
  uint32_t count;
  while (lines.Next(&word, &count)) {
    counts_.Add(Hash64(NormalizeKey(word)), count);
  }
  floor_ = counts_.Smallest(kPer) / 2.0 / kPer;
  file_ = MappedFile();
}

double FrequencyTable::Frequency(uint64_t key) const {
  std::call_once(loaded_, [this] { Load(); });
  return Share(counts_.Find(key), floor_);
}

void FrequencyTable::Frequencies(std::span<const uint64_t> keys, std::span<double> frequencies) const {
  std::call_once(loaded_, [this] { Load(); });
  for (const uint64_t key : keys) counts_.Prefetch(key);
  for (size_t i = 0; i < keys.size(); ++i) frequencies[i] = Share(counts_.Find(keys[i]), floor_);
}

absl::StatusOr<std::unique_ptr<PairTable>> PairTable::Open(const std::string& path) {
  auto table = std::make_unique<PairTable>();
  ASSIGN_OR_RETURN(table->file_, MappedFile::Open(path));
  TableLines lines(table->file_.bytes());
  std::string_view first, second;
  uint32_t count;
  if (!NextPair(&lines, &first, &second, &count)) return NoLine(path, "two words");
  return table;
}

void PairTable::Load() const {
  TableLines lines(file_.bytes());
  std::string_view first, second;
  uint32_t count;
  while (NextPair(&lines, &first, &second, &count)) {
    counts_.Add(CombineHash(Hash64(NormalizeKey(first)), Hash64(NormalizeKey(second))), count);
  }
  floor_ = static_cast<double>(counts_.Smallest(kPer)) / kPer;
  file_ = MappedFile();
}

double PairTable::Frequency(uint64_t first_key, uint64_t second_key) const {
  std::call_once(loaded_, [this] { Load(); });
  return Share(counts_.Find(CombineHash(first_key, second_key)), 0);
}

void PairTable::Frequencies(std::span<const uint64_t> keys, std::span<double> frequencies) const {
  std::call_once(loaded_, [this] { Load(); });
  constexpr size_t kAhead = 8;
  std::array<uint64_t, kAhead> pairs;  // the hashes of the next ones, by their place modulo kAhead
  const size_t count = frequencies.size();
  const auto prepare = [&](size_t i) {
    pairs[i % kAhead] = CombineHash(keys[i], keys[i + 1]);
    counts_.Prefetch(pairs[i % kAhead]);
  };
  for (size_t i = 0; i < std::min(count, kAhead); ++i) prepare(i);
  for (size_t i = 0; i < count; ++i) {
    frequencies[i] = Share(counts_.Find(pairs[i % kAhead]), 0);
    if (i + kAhead < count) prepare(i + kAhead);
  }
}

double PairTable::floor() const {
  std::call_once(loaded_, [this] { Load(); });
  return floor_;
}

}  // namespace samestory
