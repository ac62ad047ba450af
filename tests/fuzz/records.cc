// JSON values, text, HTML, WARC and WET: any bytes give records, and records articles or reasons.
#include "engine/article/parse.h"
#include "engine/article/record_readers.h"
#include "tests/fuzz/fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace samestory;
  std::string_view bytes = fuzz::View(data, size);
  const uint8_t choice = fuzz::TakeByte(&bytes);
  constexpr Format kFormats[] = {Format::kWarc, Format::kJson, Format::kHtml, Format::kText};
  InputFile file;
  file.name = file.path = "a";
  file.format = kFormats[choice % std::size(kFormats)];
  auto source = ByteSource::Unpack(std::make_unique<fuzz::MemorySource>(bytes, size_t{1} + choice * 16));
  if (!source.ok()) return 0;
  const std::unique_ptr<RecordReader> reader = MakeRecordReader(file.format, "a", *std::move(source));
  std::vector<Incident> incidents;
  for (size_t records = 0;; ++records) {
    FUZZ_REQUIRE(records <= size + 1);
    Record record;
    const absl::StatusOr<bool> more = reader->Next(&record, &incidents);
    if (!more.ok() || !*more) break;
    record.bytes.reserve(record.bytes.size() + kRecordPaddingBytes);
    const ParsedRecord parsed = ParseRecord(file, record);
    FUZZ_REQUIRE(parsed.articles.size() <= 1);
    for (const Article& article : parsed.articles) {
      FUZZ_REQUIRE(!article.id.empty() && IsValidUtf8(article.id));
      FUZZ_REQUIRE(!IsBlankText(article.text) && IsValidUtf8(article.text));
      FUZZ_REQUIRE(article.text.find('\0') == std::string::npos);
      FUZZ_REQUIRE(IsValidUtf8(article.title) && IsValidUtf8(article.source) && IsValidUtf8(article.url));
    }
    for (const Incident& incident : parsed.incidents) FUZZ_REQUIRE(!incident.reason.empty());
  }
  for (const Incident& incident : incidents) FUZZ_REQUIRE(!incident.reason.empty());
  return 0;
}
