#pragma once

#include <string_view>

namespace samestory {

// What of a head's line is not its date: without a label and date at the front (" date 2025-02 Title…") and
// without a date with a clock time at the end ("Title 19/02/2025 05:02"). Empty where the line is a date.
std::string_view WithoutDates(std::string_view line);

}  // namespace samestory
