// Normalisation, tokens, sentences, shingles: laws that hold for any bytes.
#include "engine/text/normalize.h"
#include "engine/text/shingle.h"
#include "engine/text/tokenize.h"
#include "tests/fuzz/fuzz.h"
#include "tests/oracle/slow_shingle.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace samestory;
  const std::string_view text = fuzz::View(data, size);
  const std::string key = NormalizeKey(text);
  FUZZ_REQUIRE(IsValidUtf8(key));
  std::vector<size_t> origins;
  const std::string nfc = ToNfc(text, &origins);
  FUZZ_REQUIRE(IsNfc(nfc) && origins.size() == nfc.size() + 1 && origins.back() == size);
  for (size_t i = 1; i < origins.size(); ++i) FUZZ_REQUIRE(origins[i - 1] <= origins[i]);

  const TokenizedText tokenized = TokenizeWithSentences(text);
  size_t end = 0;
  for (const Token& token : tokenized.tokens) {
    FUZZ_REQUIRE(token.start >= end && token.end > token.start && token.end <= size);
    for (size_t i = end; i < token.start; ++i) {
      // White space alone, which may be of several bytes; no ASCII letter or digit stands between tokens.
      FUZZ_REQUIRE(!(text[i] >= '0' && text[i] <= '9') &&
                   !((text[i] | 0x20) >= 'a' && (text[i] | 0x20) <= 'z'));
    }
    end = token.end;
  }
  size_t next = 0;
  for (const Sentence& sentence : tokenized.sentences) {
    FUZZ_REQUIRE(sentence.first_token == next && sentence.token_count > 0);
    next += sentence.token_count;
  }
  FUZZ_REQUIRE(next == tokenized.tokens.size());
  if (size < 4096) FUZZ_REQUIRE(WordShingles(text) == oracle::SlowWordShingles(text));
  return 0;
}
