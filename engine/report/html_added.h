// What each outlet added to the base and dropped from it, and where their facts disagree.
#pragma once

#include <string>

#include "engine/report/html_diff.h"
#include "engine/report/reading.h"

namespace samestory {

// One block an article but the base's: facts that disagree with the base's, then what it dropped and what it
// added, heaviest first. Asides are left out. Long sentences are cut; the links lead to the whole.
void AppendAddedDropped(const NamedView& named, const Reading& reading, const Wording& wording,
                        std::string* out);

}  // namespace samestory
