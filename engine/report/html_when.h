// When the articles of a comparison appeared, whom they credit, and who had each shared wording first.
#pragma once

#include <string>

#include "engine/report/html_diff.h"
#include "engine/report/reading.h"

namespace samestory {

// A line for each article on one axis, told in the comparison's own zone: a dot where the minute is known, a
// bar over the day where only that is.
void AppendTimeLine(const NamedView& named, const Wording& wording, std::string* out);

// Names that articles give as their source, the most named first.
void AppendCredits(const NamedView& named, const Reading& reading, const Wording& wording, std::string* out);

// How many shared wordings each article had first, and the wordings with the reason for each.
void AppendHolders(const NamedView& named, const Reading& reading, const Wording& wording, std::string* out);

}  // namespace samestory
