// gzip, zstd, xz, bzip2, lz4: unpacks within its limits, to the end or to the damage and behind it.
#include "engine/article/limits.h"
#include "tests/fuzz/fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace samestory;
  std::string_view bytes = fuzz::View(data, size);
  const size_t at_a_time = size_t{1} + fuzz::TakeByte(&bytes) * 8;
  auto source = ByteSource::Unpack(std::make_unique<fuzz::MemorySource>(bytes, at_a_time));
  if (!source.ok()) return 0;
  std::string block(1 << 16, '\0');
  uint64_t unpacked = 0;
  int parts = 0;
  for (;;) {
    const absl::StatusOr<size_t> got = (*source)->Read(block);
    if (got.ok()) {
      if (*got == 0) break;
      FUZZ_REQUIRE(*got <= block.size());
      unpacked += *got;
      continue;
    }
    if (!absl::IsDataLoss(got.status()) || !(*source)->SkipDamage()) break;
    FUZZ_REQUIRE(++parts <= 1 << 20);
  }
  FUZZ_REQUIRE(unpacked <= (uint64_t{64} << 20) + (1 << 20) + size * 1000);
  return 0;
}
