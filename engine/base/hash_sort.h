// Sorting numbers whose leading bits are spread evenly, as those of hashes are.
#pragma once

#include <cstdint>
#include <vector>

namespace samestory {

// Ascending. One pass puts the values into buckets by their leading bits, which leaves little to sort: linear for
// hashes, O(n log n) for any values. `*scratch` is working space, to be used again.
void SortHashes(std::vector<uint64_t>* values, std::vector<uint64_t>* scratch);

}  // namespace samestory
