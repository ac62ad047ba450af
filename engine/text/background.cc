#include "engine/text/background.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <system_error>
#include <utility>
#include <vector>

#include "absl/strings/str_format.h"
#include "engine/base/file.h"
#include "engine/text/frequency_table.h"
#include "engine/text/language_profile.h"

namespace samestory {
namespace {

namespace fs = std::filesystem;

constexpr double kUnknownFrequency = 1e-5;

constexpr std::string_view kPairsSuffix = ".pairs.tsv";

double EstimatedPairFrequency(double first, double second) {
  return std::min(0.2 * std::min(first, second), 20 * first * second);
}

using Tables = std::vector<std::unique_ptr<FrequencyTable>>;

class NoBackground : public Background {
 public:
  Language Detect(std::span<const Token>) const override { return kUnknown; }
  std::string_view Code(Language) const override { return "und"; }
  double Frequency(Language, uint64_t) const override { return kUnknownFrequency; }
  double PairFrequency(Language, uint64_t, uint64_t, double first, double second) const override {
    return EstimatedPairFrequency(first, second);
  }
};

// Languages are numbered by their place in `tables`.
class TableBackground : public Background {
 public:
  TableBackground(Tables tables, std::map<std::string, std::unique_ptr<PairTable>> pairs)
      : tables_(std::move(tables)), pairs_(tables_.size()) {
    for (size_t i = 0; i < tables_.size(); ++i) {
      profiles_.Add(tables_[i]->head());
      if (const auto found = pairs.find(tables_[i]->code()); found != pairs.end())
        pairs_[i] = std::move(found->second);
    }
  }
  Language Detect(std::span<const Token> tokens) const override { return profiles_.Best(tokens); }
  std::string_view Code(Language language) const override {
    return Holds(language) ? std::string_view(tables_[language]->code()) : "und";
  }
  double Frequency(Language language, uint64_t key) const override {
    return Holds(language) ? tables_[language]->Frequency(key) : kUnknownFrequency;
  }
  double PairFrequency(Language language, uint64_t first_key, uint64_t second_key, double first,
                       double second) const override {
    const double estimate = EstimatedPairFrequency(first, second);
    if (!Holds(language) || pairs_[language] == nullptr) return estimate;
    const double counted = pairs_[language]->Frequency(first_key, second_key);
    return counted > 0 ? counted : std::min(estimate, pairs_[language]->floor());
  }
  void Frequencies(Language language, std::span<const uint64_t> keys,
                   std::span<double> frequencies) const override {
    if (!Holds(language)) return Background::Frequencies(language, keys, frequencies);
    tables_[language]->Frequencies(keys, frequencies);
  }
  void PairFrequencies(Language language, std::span<const uint64_t> keys, std::span<const double> frequencies,
                       std::span<double> pairs) const override {
    if (!Holds(language) || pairs_[language] == nullptr) {
      return Background::PairFrequencies(language, keys, frequencies, pairs);
    }
    pairs_[language]->Frequencies(keys, pairs);
    const double floor = pairs_[language]->floor();
    for (size_t i = 0; i < pairs.size(); ++i) {
      if (pairs[i] == 0) {
        pairs[i] = std::min(EstimatedPairFrequency(frequencies[i], frequencies[i + 1]), floor);
      }
    }
  }

 private:
  bool Holds(Language language) const {
    return language >= 0 && language < static_cast<Language>(tables_.size());
  }

  Tables tables_;
  std::vector<std::unique_ptr<PairTable>> pairs_;  // by language, null where there is none
  LanguageProfiles profiles_;
};

class OneTableBackground : public Background {
 public:
  explicit OneTableBackground(std::unique_ptr<FrequencyTable> table) : table_(std::move(table)) {}
  Language Detect(std::span<const Token> tokens) const override {
    size_t words = 0;
    for (size_t i = 0; i < tokens.size() && words < LanguageProfiles::kFewestWords; ++i) {
      words += tokens[i].kind == Token::Kind::kWord;
    }
    return words < LanguageProfiles::kFewestWords ? kUnknown : 0;
  }
  std::string_view Code(Language language) const override {
    return language == 0 ? std::string_view(table_->code()) : "und";
  }
  double Frequency(Language language, uint64_t key) const override {
    return language == 0 ? table_->Frequency(key) : kUnknownFrequency;
  }
  double PairFrequency(Language, uint64_t, uint64_t, double first, double second) const override {
    return EstimatedPairFrequency(first, second);
  }

 private:
  std::unique_ptr<FrequencyTable> table_;
};

// Paths of the folder's tables, sorted.
absl::StatusOr<std::vector<std::string>> TablePaths(const std::string& folder) {
  std::vector<std::string> paths;
  std::vector<std::string> names;
  if (const int failed = ListFolder(folder, &names); failed != 0)
    return ErrnoStatus(failed, folder, "cannot read");
  for (const std::string& name : names) {
    const fs::path path = fs::path(folder) / name;
    if (path.extension() != ".tsv") continue;
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    // A link to nothing is no table; what cannot be looked at may be one, and without it other stories would be found.
    if (status.type() == fs::file_type::none) return ErrnoStatus(error.value(), path.string(), "cannot read");
    if (fs::is_regular_file(status)) paths.push_back(path.string());
  }
  return paths;
}

}  // namespace

void Background::Frequencies(Language language, std::span<const uint64_t> keys,
                             std::span<double> frequencies) const {
  for (size_t i = 0; i < keys.size(); ++i) frequencies[i] = Frequency(language, keys[i]);
}

void Background::PairFrequencies(Language language, std::span<const uint64_t> keys,
                                 std::span<const double> frequencies, std::span<double> pairs) const {
  for (size_t i = 0; i < pairs.size(); ++i) {
    pairs[i] = PairFrequency(language, keys[i], keys[i + 1], frequencies[i], frequencies[i + 1]);
  }
}

absl::StatusOr<std::unique_ptr<Background>> Background::Open(const std::string& folder) {
  ASSIGN_OR_RETURN(const std::vector<std::string> paths, TablePaths(folder));
  Tables tables;
  std::map<std::string, std::unique_ptr<PairTable>> pairs;  // by language code
  for (const std::string& path : paths) {
    if (path.ends_with(kPairsSuffix)) {
      const std::string name = fs::path(path).filename().string();
      ASSIGN_OR_RETURN(pairs[name.substr(0, name.size() - kPairsSuffix.size())], PairTable::Open(path));
      continue;
    }
    ASSIGN_OR_RETURN(auto table, FrequencyTable::Open(path));
    tables.push_back(std::move(table));
  }
  if (tables.empty()) {
    return absl::NotFoundError(
        absl::StrFormat("%s: no background table; expected files <language>.tsv", folder));
  }
  // By code, not by path: "pt.tsv" sorts after "pt-BR.tsv", "pt" before "pt-BR".
  std::stable_sort(tables.begin(), tables.end(),
                   [](const auto& a, const auto& b) { return a->code() < b->code(); });
  return std::make_unique<TableBackground>(std::move(tables), std::move(pairs));
}

absl::StatusOr<std::unique_ptr<Background>> Background::OpenTable(const std::string& file) {
  ASSIGN_OR_RETURN(auto table, FrequencyTable::Open(file));
  return std::make_unique<OneTableBackground>(std::move(table));
}

std::unique_ptr<Background> Background::None() { return std::make_unique<NoBackground>(); }

}  // namespace samestory
