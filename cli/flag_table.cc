#include "cli/flag_table.h"

namespace samestory {
namespace {

std::vector<std::string> Split(const std::string& text, char at) {
  std::vector<std::string> parts(1);
  for (const char c : text) {
    if (c == at) {
      parts.emplace_back();
    } else {
      parts.back().push_back(c);
    }
  }
  return parts;
}

// CLI11 says a value as NAME:CHECK, and a choice's check as {one,other}.
void ReadValue(const CLI::Option& option, FlagRow* flag) {
  if (option.get_expected_max() == 0) return;
  const std::string said = option.get_type_name();
  const size_t colon = said.find(':');
  flag->value = said.substr(0, colon);
  const size_t open = said.find('{', flag->value.size()), close = said.find('}', flag->value.size());
  if (open == std::string::npos || close == std::string::npos) return;
  flag->choices = Split(said.substr(open + 1, close - open - 1), ',');
}

}  // namespace

std::vector<VerbRow> ReadFlagTable(const CLI::App& parser) {
  std::vector<VerbRow> table;
  for (const CLI::App* verb : parser.get_subcommands([](const CLI::App*) { return true; })) {
    VerbRow row{verb->get_name(), verb->get_description(), {}, {}};
    for (const CLI::Option* option : verb->get_options()) {
      if (option->get_positional()) {
        row.operands.push_back({option->get_name(/*positional=*/true), option->get_description(),
                                option->get_required(), option->get_expected_max() > 1});
        continue;
      }
      FlagRow flag;
      flag.name = "--" + option->get_lnames().front();
      flag.description = option->get_description();
      flag.required = option->get_required();
      ReadValue(*option, &flag);
      row.flags.push_back(std::move(flag));
    }
    table.push_back(std::move(row));
  }
  return table;
}

bool IsFile(const FlagRow& flag) {
  return flag.value == "FILE" || flag.value == "PATH" || flag.value.ends_with(".jsonl");
}

bool IsFolder(const FlagRow& flag) { return flag.value == "DIR"; }

}  // namespace samestory
