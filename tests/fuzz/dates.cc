// Dates: what is read is in range, and printed it reads as itself.
#include "engine/article/date.h"
#include "tests/fuzz/fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace samestory;
  const std::string_view text = fuzz::View(data, size);
  for (const auto& date : {ParseDate(text), FindDateInHead(text), DateFromFileName(text)}) {
    if (!date) continue;
    FUZZ_REQUIRE(date->unix_seconds >= -62'135'596'800 - 86'400 &&
                 date->unix_seconds <= 253'402'300'799 + 86'400);
    FUZZ_REQUIRE(date->offset_minutes >= -18 * 60 && date->offset_minutes <= 18 * 60);
    const std::string printed = FormatDate(*date);
    const auto again = ParseDate(printed);
    FUZZ_REQUIRE(again.has_value() && *again == *date);
  }
  double number = 0;
  if (size >= sizeof(number)) {
    std::memcpy(&number, data, sizeof(number));
    if (const auto date = DateFromNumber(number)) FUZZ_REQUIRE(ParseDate(FormatDate(*date)) == date);
  }
  return 0;
}
