#include "cli/terminal.h"

#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <mutex>
#include <string>
#include <system_error>
#include <thread>

#include "cli/options.h"
#include "engine/base/atomic_file.h"
#include "engine/base/file.h"
#include "engine/report/display.h"

namespace samestory {
namespace {

void WriteToError(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t put = write(STDERR_FILENO, bytes.data(), bytes.size());
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) return;  // nobody is left to be told
    bytes.remove_prefix(static_cast<size_t>(put));
  }
}

// Writing over a shell's prompt, or being stopped for it (TOSTOP), is not what a job in the background is
// for. Where the terminal is not the controlling one, nothing is known and nobody else writes there.
bool InForeground() {
  const pid_t front = tcgetpgrp(STDERR_FILENO);
  return front < 0 || front == getpgrp();
}

bool TerminalCanRedraw() {
  const char* terminal = std::getenv("TERM");
  return terminal != nullptr && *terminal != '\0' && std::string_view(terminal) != "dumb";
}

// What stands on standard error's last line; held while anything is written there.
struct StatusLine {
  std::mutex mutex;
  std::string drawn;

  static StatusLine& Instance() {
    static StatusLine* const line = new StatusLine;  // outlives every thread
    return *line;
  }
  void EraseLocked() {
    if (!drawn.empty() && InForeground()) WriteToError("\r\x1b[K");
    drawn.clear();
  }
};

// For a process about to end: nothing is written to standard error after this. A thread may hold the line for
// as long as its terminal is stopped, and is not waited for that long.
void EraseStatusForGood() {
  StatusLine& status = StatusLine::Instance();
  for (int tries = 0; tries < 50; ++tries) {
    if (status.mutex.try_lock()) return status.EraseLocked();
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
}

}  // namespace

absl::Status Print(std::string_view text) {
  EraseStatus();
  while (!text.empty()) {
    const ssize_t put = write(STDOUT_FILENO, text.data(), text.size());
    if (put < 0 && MayTryAgain(STDOUT_FILENO, POLLOUT)) continue;
    if (put < 0 && errno == EPIPE) {
      RemoveTemporaryFiles();
      _exit(kDone);
    }
    if (put < 0) return ErrnoStatus(errno, "standard output", "cannot write");
    text.remove_prefix(static_cast<size_t>(put));
  }
  return absl::OkStatus();
}

void Say(std::string_view line) {
  std::string out = Displayable(line);
  out.push_back('\n');
  StatusLine& status = StatusLine::Instance();
  const std::lock_guard lock(status.mutex);
  status.EraseLocked();
  WriteToError(out);
}

bool HasStatusLine() { return isatty(STDERR_FILENO) && TerminalCanRedraw(); }

int StatusWidth() {
  winsize size{};
  return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

void DrawStatus(std::string_view line) {
  StatusLine& status = StatusLine::Instance();
  const std::lock_guard lock(status.mutex);
  if (line.empty() || line == status.drawn || !InForeground()) return;
  status.drawn = line;
  WriteToError("\r" + status.drawn + "\x1b[K");
}

void EraseStatus() {
  StatusLine& status = StatusLine::Instance();
  const std::lock_guard lock(status.mutex);
  status.EraseLocked();
}

TerminalStyle StyleOfOutput() {
  TerminalStyle style;
  if (!isatty(STDOUT_FILENO)) return style;
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
    style.width = std::max<int>(size.ws_col, 20);
  const char* no_colour = std::getenv("NO_COLOR");
  style.colour = (no_colour == nullptr || *no_colour == '\0') && TerminalCanRedraw();
  return style;
}

void HandleInterrupts() {
  std::signal(SIGPIPE, SIG_IGN);
  // Blocked here, so blocked in every thread made later; one thread waits for them and may do what a handler
  // may not.
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  try {
    std::thread([signals] {
      int signal = 0;
      sigwait(&signals, &signal);
      // The lock is kept to the end: another thread may be about to make or to say something.
      const auto lock = RemoveTemporaryFiles();
      EraseStatusForGood();
      _exit(kInterrupted);
    }).detach();
  } catch (const std::system_error&) {
    pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);  // an interrupt ends the program as it ends any
  }
}

}  // namespace samestory
