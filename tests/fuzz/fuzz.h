// What the harnesses share. Each is one file with LLVMFuzzerTestOneInput (the libFuzzer interface), run by libFuzzer
// under clang and over its kept inputs by replay.cc under any compiler.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/article/byte_source.h"
#include "engine/base/utf8.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);

namespace samestory::fuzz {

// What must hold for any input; where it does not the harness dies and the input is a finding.
#define FUZZ_REQUIRE(condition)                                                           \
  do {                                                                                    \
    if (!(condition)) {                                                                   \
      std::fprintf(stderr, "%s:%d: does not hold: %s\n", __FILE__, __LINE__, #condition); \
      std::abort();                                                                       \
    }                                                                                     \
  } while (false)

inline std::string_view View(const uint8_t* data, size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

// The input's first byte, for choices; the rest stays.
inline uint8_t TakeByte(std::string_view* input) {
  if (input->empty()) return 0;
  const auto byte = static_cast<uint8_t>(input->front());
  input->remove_prefix(1);
  return byte;
}

// Parts between bytes 0xFF, which no UTF-8 has.
inline std::vector<std::string> Parts(std::string_view input, size_t at_most) {
  std::vector<std::string> parts(1);
  for (const char c : input) {
    if (c == '\xFF' && parts.size() < at_most) {
      parts.emplace_back();
    } else {
      parts.back().push_back(c);
    }
  }
  return parts;
}

// Bytes as a file would give them, some at a time.
class MemorySource : public ByteSource {
 public:
  MemorySource(std::string_view bytes, size_t at_a_time) : bytes_(bytes), at_a_time_(at_a_time) {}
  absl::StatusOr<size_t> Read(std::span<char> out) override {
    const size_t count = std::min({out.size(), bytes_.size(), at_a_time_});
    std::memcpy(out.data(), bytes_.data(), count);
    bytes_.remove_prefix(count);
    return count;
  }

 private:
  std::string_view bytes_;
  size_t at_a_time_;
};

// A file of these bytes that has a path and no place on disk.
class MemoryFile {
 public:
  explicit MemoryFile(std::string_view bytes);
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  ~MemoryFile();
  const std::string& path() const { return path_; }

 private:
  int fd_;
  std::string path_;
};

}  // namespace samestory::fuzz
