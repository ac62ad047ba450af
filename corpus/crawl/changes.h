// What happens to a report on its way from one outlet to the next.
#pragma once

#include <cstdint>
#include <string>

#include "corpus/crawl/language.h"
#include "corpus/crawl/report.h"

namespace samestory::crawl {

// 0.2 to 7 % of the words, mostly near the lower end: other words, dropped, or put in. At least one.
std::string Edited(const Draft& origin, const Language& language, uint64_t key);

// 5 to 60 % of the sentences dropped in one piece: the end, the beginning, or from the middle. A text of one
// sentence loses its second half.
std::string Cut(const Draft& origin, uint64_t key);

// Lines of the outlet's own below the text, now and then one above; `outlet_key` fixes what lines it has.
std::string WithFurniture(const Draft& origin, const Language& language, uint64_t outlet_key, uint64_t key);

// Fewer than five words; those of an outlet are of a few forms.
std::string Stub(const Language& language, uint64_t outlet_key, uint64_t key);

}  // namespace samestory::crawl
