// Man pages of the program and its verbs (man(7)), made from the flag table.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "cli/flag_table.h"

namespace samestory {

struct Release {
  std::string_view version, date;  // date: ISO 8601
};

// samestory.1: what the program is for, its verbs, exit codes, files and environment.
std::string OverviewPage(std::span<const VerbRow> table, std::string_view about, const Release& release);

// samestory-VERB.1.
std::string VerbPage(const VerbRow& verb, const Release& release);

}  // namespace samestory
