// Progress on a terminal: one line on standard error, redrawn in place while a verb works.
#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "engine/base/monitor.h"

namespace samestory {

// Draws what a Monitor tells, eight times a second, from one thread of its own that ends at once when told
// to. Nothing is drawn in the first half second, nor ever where standard error is no terminal
// (cli/terminal.h). The line goes whenever something is said, and for good at the end.
class Progress {
 public:
  // `samples_memory`: looks at the process's memory too, each time, terminal or not. `monitor` outlives this.
  Progress(Monitor* monitor, bool samples_memory);
  ~Progress() { Stop(); }

  // No line from here on. Idempotent.
  void Stop();

 private:
  void Run(const std::stop_token& stop);

  Monitor* const monitor_;
  const bool draws_, samples_memory_;
  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::jthread thread_;
};

}  // namespace samestory
