// What only the script uses: filters, switches, the list of keys. All of it is `hidden` in the page and shown by
// the script, so that nobody meets a control that does nothing.
#pragma once

#include <string>

#include "engine/report/html_diff.h"
#include "engine/report/model.h"

namespace samestory {

// Filters of the table of who carries what, and how many of its rows they leave.
void AppendMatrixFilters(const NamedView& named, const Wording& wording, std::string* out);

// A switch for each class of spelling that the comparison tells apart; nothing where it tells none.
void AppendSpellingSwitches(const DiffView& view, const Wording& wording, std::string* out);

// The button that opens the list of keys, and the list itself with the words the script speaks.
void AppendKeysButton(const Wording& wording, std::string* out);
void AppendKeys(const Wording& wording, std::string* out);

// <option value="…"> with an escaped label.
void AppendOption(std::string_view value, std::string_view label, std::string* out);

}  // namespace samestory
