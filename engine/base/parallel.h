// The one parallel loop. Results are to be written by index, so that they do not depend on who ran what.
#pragma once

#include <cstddef>
#include <functional>

namespace samestory {

// Calls body(begin, end) over disjoint ranges that cover [0, count), each at most `grain` long, on up to
// `threads` threads, the caller's among them. `body` must not throw. Returns when all is done.
void ParallelFor(size_t count, int threads, size_t grain, const std::function<void(size_t, size_t)>& body);

}  // namespace samestory
