// While it lives no file of this process may grow beyond so many bytes: the one limit of space that any user may set.
#pragma once

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <csignal>

namespace samestory {

class FileSizeLimit {
 public:
  explicit FileSizeLimit(rlim_t bytes) {
    if (getrlimit(RLIMIT_FSIZE, &before_) != 0) ADD_FAILURE() << "no limits";
    const rlimit little{bytes, before_.rlim_max};
    if (setrlimit(RLIMIT_FSIZE, &little) != 0) ADD_FAILURE() << "cannot limit files to " << bytes << " bytes";
  }
  FileSizeLimit(const FileSizeLimit&) = delete;
  FileSizeLimit& operator=(const FileSizeLimit&) = delete;
  ~FileSizeLimit() {
    setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, signalled_);
  }

 private:
  using Handler = void (*)(int);
  const Handler signalled_ = std::signal(SIGXFSZ, SIG_IGN);  // a call that fails, not an end
  rlimit before_{};
};

}  // namespace samestory
