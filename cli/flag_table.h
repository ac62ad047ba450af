// The flag table (options.h) as plain values, for what is made from it: man pages and completions.
#pragma once

#include <string>
#include <vector>

#include "cli/options.h"

namespace samestory {

struct FlagRow {
  std::string name;                  // --out
  std::string value;                 // what it takes, as help names it: DIR; empty: nothing
  std::vector<std::string> choices;  // of its value, where there are only some
  std::string description;
  bool required = false;
};

struct OperandRow {
  std::string name;  // INPUT
  std::string description;
  bool required = false, repeated = false;
};

struct VerbRow {
  std::string name, description;
  std::vector<OperandRow> operands;
  std::vector<FlagRow> flags;
};

// In the table's order.
std::vector<VerbRow> ReadFlagTable(const CLI::App& parser);

// Whether a value is the name of a file or a folder.
bool IsFile(const FlagRow& flag);
bool IsFolder(const FlagRow& flag);

}  // namespace samestory
