// Completions of the command line for shells, made from the flag table.
#pragma once

#include <span>
#include <string>

#include "cli/flag_table.h"

namespace samestory {

std::string BashCompletion(std::span<const VerbRow> table);
std::string ZshCompletion(std::span<const VerbRow> table);
std::string FishCompletion(std::span<const VerbRow> table);

}  // namespace samestory
