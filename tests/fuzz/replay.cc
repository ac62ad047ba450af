// Runs a harness over kept inputs: replay [-each] FILE|FOLDER... Without libFuzzer, under any compiler.
#include <algorithm>
#include <filesystem>

#include "engine/base/file.h"
#include "tests/fuzz/fuzz.h"

int main(int argc, char** argv) {
  namespace fs = std::filesystem;
  std::vector<std::string> files;
  for (int i = 1; i < argc; ++i) {
    if (fs::is_directory(argv[i])) {
      for (const auto& entry : fs::recursive_directory_iterator(argv[i])) {
        if (entry.is_regular_file()) files.push_back(entry.path().string());
      }
    } else {
      files.push_back(argv[i]);
    }
  }
  std::sort(files.begin(), files.end());
  for (const std::string& file : files) {
    const auto bytes = samestory::ReadFile(file);
    if (!bytes.ok()) {
      std::fprintf(stderr, "replay: %s\n", std::string(bytes.status().message()).c_str());
      return 2;
    }
    LLVMFuzzerTestOneInput(reinterpret_cast<const uint8_t*>(bytes->data()), bytes->size());
  }
  // An empty folder would pass without a word.
  if (files.empty()) {
    std::fputs("replay: no input\n", stderr);
    return 2;
  }
  std::printf("%zu inputs\n", files.size());
  return 0;
}
