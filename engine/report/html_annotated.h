// Each article whole, with a gutter that tells how many carry each sentence and notes where others say more.
#pragma once

#include <string>

#include "engine/report/html_diff.h"
#include "engine/report/reading.h"

namespace samestory {

// A <details> for each article, the base's open; sentence n of article B has the id B-n. Asides are dimmed.
void AppendAnnotated(const NamedView& named, const Reading& reading, const Wording& wording,
                     std::string* out);

}  // namespace samestory
