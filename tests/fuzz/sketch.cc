// Sketch files and stages: whatever the bytes, a refusal or views that hold; the parts behind checksums too.
#include "engine/base/byte_codec.h"
#include "engine/pipeline/catalog.h"
#include "engine/pipeline/segment.h"
#include "engine/pipeline/term_block.h"
#include "engine/sketch/sketch_file.h"
#include "engine/text/shingle.h"
#include "tests/fuzz/fuzz.h"

namespace samestory {
namespace {

// Stages and sketches lie 8-byte aligned.
struct Aligned {
  explicit Aligned(std::string_view bytes) : words((bytes.size() + 7) / 8 + 1), size(bytes.size()) {
    std::memcpy(words.data(), bytes.data(), size);
  }
  std::string_view view() const { return {reinterpret_cast<const char*>(words.data()), size}; }
  std::vector<uint64_t> words;
  size_t size;
};

void LookAt(const Segment& segment, size_t files) {
  for (size_t row = 0; row < segment.rows.size(); ++row) {
    const size_t bytes = segment.id(row).size() + segment.path(row).size() + segment.title(row).size() +
                         segment.url(row).size();
    FUZZ_REQUIRE(bytes <= segment.strings.size());
    FUZZ_REQUIRE(segment.rows[row].file < files && segment.rows[row].source < segment.names.size());
    FUZZ_REQUIRE(segment.signature(row).size() == kPermutations);
    (void)DateOf(segment.rows[row]);
  }
}

}  // namespace
}  // namespace samestory

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace samestory;
  std::string_view bytes = fuzz::View(data, size);
  const uint8_t choice = fuzz::TakeByte(&bytes);
  const Aligned aligned(bytes);
  const size_t files = size_t{1} + choice / 4;
  switch (choice % 4) {
    case 0: {
      const auto segment = Segment::View(aligned.view(), files, 1 << 20);
      if (segment.ok()) LookAt(*segment, files);
      break;
    }
    case 1: {
      const auto catalog = DecodeCatalog(bytes);
      // What reads as a catalog is written as one that reads the same.
      if (catalog.ok()) {
        const std::string written = EncodeCatalog(*catalog);
        const auto again = DecodeCatalog(written);
        FUZZ_REQUIRE(again.ok() && EncodeCatalog(*again) == written);
      }
      break;
    }
    case 2: {
      const auto block = TermBlock::View(aligned.view(), files);
      if (!block.ok()) break;
      for (size_t i = 0; i < files; ++i) {
        (void)block->language(i);
        for (const Term& term : block->of(i)) FUZZ_REQUIRE(term.key <= UINT32_MAX);
      }
      break;
    }
    case 3: {
      const fuzz::MemoryFile file(bytes);
      const auto sketch = SketchFile::Open(file.path(), kShingleWords, 1);
      if (sketch.ok()) FUZZ_REQUIRE(LooksLikeSketch(bytes));
      break;
    }
  }
  return 0;
}
