// Generated articles whose words carry a tone (a digit at the end; 1 and 3 are one tone written in two ways), capitals,
// numbers and names, and which several hands have rewritten and respelled.
#pragma once

#include <cstdint>
#include <vector>

#include "tests/diff/texts.h"

namespace samestory {

// Two to five versions of one article; some sentences are marked aside, some passages stand in new sentences.
std::vector<TestText> RespelledArticles(uint32_t seed);

}  // namespace samestory
