// Stage files of an earlier run: raw bytes in the place of one, and a true one with a byte changed or the end cut off. None
// is taken for a stage but what was committed as one.
#include "engine/base/atomic_file.h"
#include "engine/base/file.h"
#include "engine/base/stage_folder.h"
#include "tests/fuzz/fuzz.h"

namespace samestory {
namespace {

// One folder for all inputs of a process, in memory where the system has such a place.
std::string WorkFolder() {
  std::string pattern = "/dev/shm/samestory-fuzz.XXXXXX";
  if (mkdtemp(pattern.data()) == nullptr) {
    pattern = "/tmp/samestory-fuzz.XXXXXX";
    FUZZ_REQUIRE(mkdtemp(pattern.data()) != nullptr);
  }
  return pattern;
}

void Try(std::string_view bytes, uint8_t choice) {
  static const std::string* const work = new std::string(WorkFolder());
  auto folder = StageFolder::Resumable(*work, "run");
  FUZZ_REQUIRE(folder.ok());
  const std::string path = *work + "/samestory-run/a";
  if (choice % 2 == 0) {
    FUZZ_REQUIRE(WriteFile(path, bytes).ok());
    (void)folder->Find("a");
    FUZZ_REQUIRE(folder->Clear().ok());
    return;
  }
  const size_t at = fuzz::TakeByte(&bytes) + size_t{256} * fuzz::TakeByte(&bytes);
  const auto change = static_cast<char>(fuzz::TakeByte(&bytes));
  auto writer = folder->Create("a");
  FUZZ_REQUIRE(writer.ok() && writer->Append(bytes).ok() && writer->Commit().ok());
  std::string file = *ReadFile(path);
  if (choice & 2) {
    file.resize(file.size() - std::min(file.size(), at));
  } else {
    file[at % file.size()] = static_cast<char>(file[at % file.size()] ^ change);
  }
  FUZZ_REQUIRE(WriteFile(path, file).ok());
  if (const auto found = folder->Find("a")) FUZZ_REQUIRE(found->bytes() == bytes);
  FUZZ_REQUIRE(folder->Clear().ok());
}

}  // namespace
}  // namespace samestory

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string_view bytes = samestory::fuzz::View(data, size);
  const uint8_t choice = samestory::fuzz::TakeByte(&bytes);
  samestory::Try(bytes, choice);
  return 0;
}
