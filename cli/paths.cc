#include "cli/paths.h"

#include <cstdlib>
#include <filesystem>

namespace samestory {

namespace fs = std::filesystem;

std::string BackgroundFolder() {
  if (const char* named = std::getenv("SAMESTORY_BACKGROUND"); named != nullptr && *named != '\0')
    return named;
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error).parent_path();
  for (const char* place : {"background", "../share/samestory/background"}) {
    if (fs::is_directory(program / place, error)) return (program / place).lexically_normal().string();
  }
  return "";
}

std::string TemporaryFolder() {
  const char* named = std::getenv("TMPDIR");
  return named != nullptr && *named != '\0' ? named : "/tmp";
}

}  // namespace samestory
