// Controls that only the script uses: which article is the base, which pair is shown.
#pragma once

#include <string>

#include "engine/report/html_diff.h"

namespace samestory {

// Hidden until the script shows it; carries, as JSON, the words the script writes with.
void AppendBaseChooser(const NamedView& named, const Wording& wording, std::string* out);

void AppendPairPicker(const NamedView& named, const Wording& wording, std::string* out);

}  // namespace samestory
