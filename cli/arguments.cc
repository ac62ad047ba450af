#include "cli/arguments.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "absl/strings/str_format.h"

namespace samestory {
namespace {

bool IsFlag(const std::string& word) { return word.size() > 1 && word.starts_with('-'); }

bool AsksForHelp(const std::string& word) { return word == "-h" || word == "--help" || word == "--version"; }

const CLI::App* VerbOf(const CLI::App& parser, const std::string& word) {
  for (const CLI::App* verb : parser.get_subcommands([](const CLI::App*) { return true; })) {
    if (verb->get_name() == word) return verb;
  }
  return nullptr;
}

absl::Status NoSuchFlag(const std::string& word, const CLI::App& verb) {
  std::error_code error;
  const bool file = std::filesystem::exists(word, error);
  return absl::InvalidArgumentError(absl::StrFormat("%s: no such flag%s (see samestory help %s)", word,
                                                    file ? "; the file of this name is ./" + word : "",
                                                    verb.get_name()));
}

}  // namespace

absl::StatusOr<std::vector<std::string>> ReadArguments(const CLI::App& parser, int argc, char** argv) {
  std::vector<std::string> words(argv + std::min(argc, 1), argv + argc);
  size_t at = 0;
  while (at < words.size() && VerbOf(parser, words[at]) == nullptr) ++at;
  // Without a verb the parser says what is wrong.
  if (at == words.size() ||
      std::any_of(words.begin(), words.begin() + static_cast<ptrdiff_t>(at), AsksForHelp)) {
    return words;
  }
  if (at > 0 && IsFlag(words[0])) {
    return absl::InvalidArgumentError(
        absl::StrFormat("%s: stands before the verb; flags follow it (see samestory help)", words[0]));
  }
  const CLI::App& verb = *VerbOf(parser, words[at]);
  for (++at; at < words.size() && words[at] != "--"; ++at) {
    if (!IsFlag(words[at])) continue;
    if (AsksForHelp(words[at]) && words[at] != "--version") return words;
    const size_t equals = words[at].find('=');
    const CLI::Option* flag = verb.get_option_no_throw(words[at].substr(0, equals));
    if (flag == nullptr) return NoSuchFlag(words[at].substr(0, equals), verb);
    if (equals == std::string::npos && flag->get_expected_max() > 0) ++at;
  }
  if (at >= words.size()) return words;
  words.erase(words.begin() + static_cast<ptrdiff_t>(at));
  for (; at < words.size(); ++at) {
    if (IsFlag(words[at])) words[at] = "./" + words[at];
  }
  return words;
}

}  // namespace samestory
