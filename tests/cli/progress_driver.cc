// A run that only pretends to work, for test_progress.py: a stage whose figures change a thousand times a
// second, with a message in the middle, for as many milliseconds as the first argument says.
#include <chrono>
#include <cstdlib>
#include <thread>

#include "cli/progress.h"
#include "cli/terminal.h"
#include "engine/base/monitor.h"

int main(int argc, char** argv) {
  const int milliseconds = argc > 1 ? std::atoi(argv[1]) : 0;
  samestory::Monitor monitor;
  samestory::Progress progress(&monitor, false);
  monitor.Begin("read", {.articles = 1'000'000});
  const auto begun = std::chrono::steady_clock::now();
  for (int tick = 0; tick < milliseconds; ++tick) {
    std::this_thread::sleep_until(begun + std::chrono::milliseconds(tick));
    monitor.Add(1, 20'000);
    if (tick == milliseconds / 2) samestory::Say("a message");
  }
  progress.Stop();
  samestory::Say("done");
  return 0;
}
