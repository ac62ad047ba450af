#include "engine/base/parallel.h"

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

namespace samestory {

void ParallelFor(size_t count, int threads, size_t grain, const std::function<void(size_t, size_t)>& body) {
  if (count == 0) return;
  grain = std::max<size_t>(grain, 1);
  std::atomic<size_t> next{0};
  const auto work = [&] {
    for (;;) {
      const size_t begin = next.fetch_add(grain);
      if (begin >= count) return;
      body(begin, std::min(count, begin + grain));
    }
  };
  const size_t ranges = (count + grain - 1) / grain;
  const size_t workers = std::min<size_t>(static_cast<size_t>(std::max(threads, 1)), ranges);
  std::vector<std::jthread> others;
  for (size_t i = 1; i < workers; ++i) others.emplace_back(work);
  work();
}

}  // namespace samestory
