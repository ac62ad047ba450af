// Where the program's data and temporary files lie.
#pragma once

#include <string>

namespace samestory {

// The folder of frequency tables: $SAMESTORY_BACKGROUND, else background/ beside the program (a build), else
// ../share/samestory/background (installed). Empty where none of them is there.
std::string BackgroundFolder();

// $TMPDIR or /tmp.
std::string TemporaryFolder();

}  // namespace samestory
