// Gold and story files: refused by line, or figures in range.
#include "engine/pipeline/evaluate.h"
#include "tests/fuzz/fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace samestory;
  std::vector<std::string> parts = fuzz::Parts(fuzz::View(data, size), 2);
  parts.resize(2);
  const fuzz::MemoryFile gold(parts[0]), stories(parts[1]);
  const auto figures = Evaluate(gold.path(), stories.path());
  if (!figures.ok()) {
    FUZZ_REQUIRE(!figures.status().message().empty());
    return 0;
  }
  for (const double share : {figures->precision, figures->recall, figures->f1, figures->b_cubed_f1}) {
    FUZZ_REQUIRE(share >= 0 && share <= 1);
  }
  FUZZ_REQUIRE(figures->adjusted_rand <= 1 + 1e-9);
  return 0;
}
