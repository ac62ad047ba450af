// The one parallel loop. Results are to be written by index, so that they do not depend on who ran what.
#pragma once

#include <cstddef>
#include <functional>
#include <thread>
#include <vector>

namespace samestory {

// Calls body(begin, end) over disjoint ranges that cover [0, count), each at most `grain` long, on up to
// `threads` threads, the caller's among them. Returns when all is done. What `body` throws (std::bad_alloc) ends the loop
// and is thrown here.
void ParallelFor(size_t count, int threads, size_t grain, const std::function<void(size_t, size_t)>& body);

// Up to `count` threads that each call `work`: fewer, or none, where the system gives no more. They are joined where the
// vector ends.
std::vector<std::jthread> StartThreads(size_t count, const std::function<void()>& work);

}  // namespace samestory
