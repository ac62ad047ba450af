#include "cli/paths.h"

#include <sys/auxv.h>

#include <cstdlib>
#include <filesystem>

namespace samestory {

namespace fs = std::filesystem;

std::string BackgroundFolder() {
  if (const char* named = std::getenv("SAMESTORY_BACKGROUND"); named != nullptr && *named != '\0')
    return named;
  std::error_code error;
  fs::path program = fs::read_symlink("/proc/self/exe", error);
  // Without /proc, as in a bare root: the path the program was started by.
  if (error) program = reinterpret_cast<const char*>(getauxval(AT_EXECFN));
  program = fs::weakly_canonical(program, error).parent_path();
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
