#include "engine/text/background.h"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>
#include <vector>

#include "absl/strings/str_format.h"
#include "engine/text/frequency_table.h"
#include "engine/text/language_profile.h"

namespace samestory {
namespace {

namespace fs = std::filesystem;

constexpr double kUnknownFrequency = 1e-5;

using Tables = std::vector<std::unique_ptr<FrequencyTable>>;

class NoBackground : public Background {
 public:
  Language Detect(std::span<const Token>) const override { return kUnknown; }
  std::string_view Code(Language) const override { return "und"; }
  double Frequency(Language, uint64_t) const override { return kUnknownFrequency; }
};

// Languages are numbered by their place in `tables`.
class TableBackground : public Background {
 public:
  explicit TableBackground(Tables tables) : tables_(std::move(tables)) {
    for (const auto& table : tables_) profiles_.Add(table->head());
  }
  Language Detect(std::span<const Token> tokens) const override { return profiles_.Best(tokens); }
  std::string_view Code(Language language) const override {
    return Holds(language) ? std::string_view(tables_[language]->code()) : "und";
  }
  double Frequency(Language language, uint64_t key) const override {
    return Holds(language) ? tables_[language]->Frequency(key) : kUnknownFrequency;
  }

 private:
  bool Holds(Language language) const {
    return language >= 0 && language < static_cast<Language>(tables_.size());
  }

  Tables tables_;
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

 private:
  std::unique_ptr<FrequencyTable> table_;
};

// Paths of the folder's tables, sorted.
absl::StatusOr<std::vector<std::string>> TablePaths(const std::string& folder) {
  std::vector<std::string> paths;
  std::error_code error;
  fs::directory_iterator entry(folder, error);
  while (!error && entry != fs::directory_iterator()) {
    std::error_code unreadable;  // such as a link to nothing: not a table
    if (entry->path().extension() == ".tsv" && entry->is_regular_file(unreadable)) {
      paths.push_back(entry->path().string());
    }
    entry.increment(error);
  }
  if (error) return ErrnoStatus(error.value(), folder, "cannot read");
  std::sort(paths.begin(), paths.end());
  return paths;
}

}  // namespace

absl::StatusOr<std::unique_ptr<Background>> Background::Open(const std::string& folder) {
  ASSIGN_OR_RETURN(const std::vector<std::string> paths, TablePaths(folder));
  if (paths.empty()) {
    return absl::NotFoundError(
        absl::StrFormat("%s: no background table; expected files <language>.tsv", folder));
  }
  Tables tables;
  for (const std::string& path : paths) {
    ASSIGN_OR_RETURN(auto table, FrequencyTable::Open(path));
    tables.push_back(std::move(table));
  }
  // By code, not by path: "pt.tsv" sorts after "pt-BR.tsv", "pt" before "pt-BR".
  std::stable_sort(tables.begin(), tables.end(),
                   [](const auto& a, const auto& b) { return a->code() < b->code(); });
  return std::make_unique<TableBackground>(std::move(tables));
}

absl::StatusOr<std::unique_ptr<Background>> Background::OpenTable(const std::string& file) {
  ASSIGN_OR_RETURN(auto table, FrequencyTable::Open(file));
  return std::make_unique<OneTableBackground>(std::move(table));
}

std::unique_ptr<Background> Background::None() { return std::make_unique<NoBackground>(); }

}  // namespace samestory
