#include "cli/progress.h"

#include <chrono>
#include <system_error>

#include "cli/progress_line.h"
#include "cli/terminal.h"

namespace samestory {
namespace {

// A little less often than ten times a second, so that no second has more than ten whatever the scheduler
// does.
constexpr std::chrono::milliseconds kTick{125}, kQuiet{500};

}  // namespace

Progress::Progress(Monitor* monitor, bool samples_memory)
    : monitor_(monitor), draws_(HasStatusLine()), samples_memory_(samples_memory) {
  if (!draws_ && !samples_memory_) return;
  try {
    thread_ = std::jthread([this](const std::stop_token& stop) { Run(stop); });
  } catch (const std::system_error&) {
    // A run that nobody sees is one all the same.
  }
}

void Progress::Stop() {
  if (!thread_.joinable()) return;
  thread_.request_stop();  // which wakes it
  thread_.join();
  if (draws_) EraseStatus();
}

void Progress::Run(const std::stop_token& stop) {
  const auto begun = std::chrono::steady_clock::now();
  Pace pace;
  std::unique_lock lock(mutex_);
  while (!wake_.wait_for(lock, stop, kTick, [] { return false; }) && !stop.stop_requested()) {
    if (samples_memory_) monitor_->SampleMemory();
    if (!draws_) continue;
    const Monitor::Snapshot now = monitor_->Look();
    if (now.name.empty()) continue;
    pace.Note(now);
    if (std::chrono::steady_clock::now() - begun < kQuiet) continue;
    DrawStatus(StatusLine(now, pace, StatusWidth()));
  }
}

}  // namespace samestory
