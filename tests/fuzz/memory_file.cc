#include <sys/mman.h>
#include <unistd.h>

#include "tests/fuzz/fuzz.h"

namespace samestory::fuzz {

MemoryFile::MemoryFile(std::string_view bytes) : fd_(memfd_create("fuzz", 0)) {
  FUZZ_REQUIRE(fd_ >= 0);
  FUZZ_REQUIRE(write(fd_, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()));
  path_ = "/proc/self/fd/" + std::to_string(fd_);
}

MemoryFile::~MemoryFile() { close(fd_); }

}  // namespace samestory::fuzz
