// JSON Lines: cut into chunks of any size and parsed, the articles are the same.
#include "engine/article/line_chunks.h"
#include "engine/article/parse.h"
#include "engine/article/record_readers.h"
#include "tests/fuzz/fuzz.h"

namespace samestory {
namespace {

std::vector<Article> Read(std::string_view bytes, size_t chunk_bytes, size_t at_a_time) {
  InputFile file;
  file.name = file.path = "a.jsonl";
  file.format = Format::kJsonLines;
  LineChunker chunks("a.jsonl", std::make_unique<fuzz::MemorySource>(bytes, at_a_time));
  JsonLineParser parser;
  ParsedRecord parsed;
  LineChunk chunk;
  for (;;) {
    const absl::StatusOr<bool> more = chunks.Next(chunk_bytes, &chunk, &parsed.incidents);
    FUZZ_REQUIRE(more.ok());
    if (!*more) break;
    chunk.bytes.reserve(chunk.bytes.size() + kRecordPaddingBytes);
    size_t position = 0;
    uint64_t line_number = chunk.first_line;
    for (Line line; NextLine(chunk, &position, &line_number, &line);) {
      FUZZ_REQUIRE(line.location.offset_bytes + line.location.size_bytes <= bytes.size());
      parser.Parse(file, line, &parsed);
    }
  }
  for (const Article& article : parsed.articles) {
    FUZZ_REQUIRE(!article.id.empty() && IsValidUtf8(article.id));
    FUZZ_REQUIRE(!IsBlankText(article.text) && IsValidUtf8(article.text));
    FUZZ_REQUIRE(IsValidUtf8(article.title) && IsValidUtf8(article.source) && IsValidUtf8(article.url));
  }
  return std::move(parsed.articles);
}

}  // namespace
}  // namespace samestory

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace samestory;
  std::string_view bytes = fuzz::View(data, size);
  const size_t small = size_t{1} + fuzz::TakeByte(&bytes);
  const std::vector<Article> whole = Read(bytes, size_t{1} << 20, size_t{1} << 20),
                             cut = Read(bytes, small, small);
  FUZZ_REQUIRE(whole.size() == cut.size());
  for (size_t i = 0; i < whole.size(); ++i) {
    FUZZ_REQUIRE(whole[i].id == cut[i].id && whole[i].text == cut[i].text && whole[i].title == cut[i].title);
  }
  return 0;
}
