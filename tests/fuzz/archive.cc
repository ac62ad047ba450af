// tar and zip, packed or not: members become records, and no name of one becomes a file.
#include "engine/article/archive_reader.h"
#include "engine/article/parse.h"
#include "tests/fuzz/fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace samestory;
  const fuzz::MemoryFile bytes(fuzz::View(data, size));
  InputFile file;
  file.disk_path = bytes.path();
  file.name = file.path = "a.tar";
  file.format = Format::kArchive;
  const auto reader = ArchiveReader::Open(file);
  if (!reader.ok()) return 0;
  std::vector<Incident> incidents;
  for (;;) {
    Record record;
    const absl::StatusOr<bool> more = (*reader)->Next(&record, &incidents);
    if (!more.ok() || !*more) break;
    FUZZ_REQUIRE(record.member != nullptr && IsValidUtf8(record.member->name));
    record.bytes.reserve(record.bytes.size() + 64);
    for (const Article& article : ParseRecord(file, record).articles) FUZZ_REQUIRE(IsValidUtf8(article.id));
  }
  return 0;
}
