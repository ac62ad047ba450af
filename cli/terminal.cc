#include "cli/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <string>
#include <thread>

#include "cli/options.h"
#include "engine/base/file.h"

namespace samestory {

absl::Status Print(std::string_view text) {
  while (!text.empty()) {
    const ssize_t put = write(STDOUT_FILENO, text.data(), text.size());
    if (put < 0 && errno == EINTR) continue;
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
  std::string out(line);
  for (char& c : out) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = '?';
  }
  out.push_back('\n');
  std::string_view rest = out;
  while (!rest.empty()) {
    const ssize_t put = write(STDERR_FILENO, rest.data(), rest.size());
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) return;  // nobody is left to be told
    rest.remove_prefix(static_cast<size_t>(put));
  }
}

TerminalStyle StyleOfOutput() {
  TerminalStyle style;
  if (!isatty(STDOUT_FILENO)) return style;
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
    style.width = std::max<int>(size.ws_col, 20);
  const char* no_colour = std::getenv("NO_COLOR");
  const char* terminal = std::getenv("TERM");
  style.colour = (no_colour == nullptr || *no_colour == '\0') && terminal != nullptr &&
                 std::string_view(terminal) != "dumb";
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
  std::thread([signals] {
    int signal = 0;
    sigwait(&signals, &signal);
    RemoveTemporaryFiles();
    _exit(kInterrupted);
  }).detach();
}

}  // namespace samestory
