// What a run may replace: a file that an earlier run left.
#pragma once

#include <string>

namespace samestory {

// Whether the file begins as one that find, dedup, sketch or --stats wrote, or holds nothing. False also where it cannot be
// read.
bool IsEarlierOutput(const std::string& path);

}  // namespace samestory
