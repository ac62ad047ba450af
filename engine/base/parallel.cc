#include "engine/base/parallel.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <system_error>

namespace samestory {

void ParallelFor(size_t count, int threads, size_t grain, const std::function<void(size_t, size_t)>& body) {
  if (count == 0) return;
  grain = std::max<size_t>(grain, 1);
  std::atomic<size_t> next{0};
  std::mutex mutex;
  std::exception_ptr thrown;
  const auto work = [&] {
    for (;;) {
      const size_t begin = next.fetch_add(grain);
      if (begin >= count) return;
      try {
        body(begin, std::min(count, begin + grain));
      } catch (...) {
        const std::lock_guard lock(mutex);
        if (!thrown) thrown = std::current_exception();
        next = count;
      }
    }
  };
  const size_t ranges = (count + grain - 1) / grain;
  const size_t workers = std::min<size_t>(static_cast<size_t>(std::max(threads, 1)), ranges);
  {
    const std::vector<std::jthread> others = StartThreads(workers - 1, work);
    work();
  }
  if (thrown) std::rethrow_exception(thrown);
}

std::vector<std::jthread> StartThreads(size_t count, const std::function<void()>& work) {
  std::vector<std::jthread> threads;
  threads.reserve(count);
  try {
    while (threads.size() < count) threads.emplace_back(work);
  } catch (const std::system_error&) {
    // Whoever there is does all of it.
  }
  return threads;
}

}  // namespace samestory
