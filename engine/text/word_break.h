// Word boundaries (UAX #29). Internal to text/.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace samestory {

// The boundary after `start` in `text` by the rules alone, without dictionaries. As in ICU's root rules a
// colon does not join words. Requires start < text.size(), and that a boundary stands at `start`. Linear over
// a walk through the whole text.
size_t NextWordBoundary(std::string_view text, size_t start);

// Appends the boundaries of `text` after its start: by the rules, and inside runs of Thai, Lao, Khmer,
// Burmese, Han and kana by ICU's dictionaries. `text` must not start or end inside a word. Thread-safe.
void AppendDictionaryBoundaries(std::string_view text, std::vector<size_t>* boundaries);

}  // namespace samestory
