// The quick ways through a text beside the slow ones: every script that Unicode knows, and two whole crawls.
#include <gtest/gtest.h>
#include <unicode/uscript.h>

#include <map>
#include <mutex>
#include <random>
#include <vector>

#include "engine/article/reader.h"
#include "engine/base/parallel.h"
#include "engine/base/utf8.h"
#include "engine/text/shingle.h"
#include "engine/text/tokenize.h"
#include "tests/oracle/slow_shingle.h"
#include "tests/oracle/slow_tokens.h"
#include "tests/support/shared_data.h"
#include "tests/text/random_text.h"

namespace samestory {
namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr size_t kEvery = 200;  // of a crawl's articles
#else
constexpr size_t kEvery = 1;
#endif

// What differs, or nothing.
std::string ShinglesDiffer(std::string_view text, std::vector<ShingleHasher>* hashers) {
  const std::vector<uint64_t> expected = oracle::SlowShingles(text);
  std::vector<uint64_t> shingles;
  for (ShingleHasher& hasher : *hashers) {
    shingles.clear();
    hasher.Hash(text, &shingles);
    if (shingles != expected) return "shingles";
  }
  return "";
}

std::string TokensDiffer(std::string_view text) {
  const TokenizedText slow = oracle::SlowTokens(text);
  TokenizedText quick;
  Tokenize(text, &quick);
  if (quick.tokens.size() != slow.tokens.size()) return "the number of tokens";
  for (size_t i = 0; i < slow.tokens.size(); ++i) {
    const Token &a = quick.tokens[i], &b = slow.tokens[i];
    if (a.start != b.start || a.end != b.end) return "where token " + std::to_string(i) + " stands";
    if (quick.Key(a) != slow.Key(b) || a.key != b.key) return "the key of token " + std::to_string(i);
    if (a.kind != b.kind) return "the kind of token " + std::to_string(i);
    if (a.capitalised != b.capitalised) return "the capital of token " + std::to_string(i);
  }
  return quick.keys == slow.keys ? "" : "the keys";
}

std::vector<ShingleHasher> HashersOfAllLevels() {
  std::vector<ShingleHasher> hashers;
  for (const SimdLevel level : SupportedSimdLevels()) hashers.emplace_back(level);
  return hashers;
}

// Every code point by its script; those that Unicode has not given away are "unknown".
std::map<UScriptCode, std::vector<char32_t>> Scripts() {
  std::map<UScriptCode, std::vector<char32_t>> scripts;
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    UErrorCode status = U_ZERO_ERROR;
    scripts[uscript_getScript(static_cast<UChar32>(c), &status)].push_back(c);
  }
  return scripts;
}

// Words of the script, with what stands between and inside words anywhere.
std::string TextOf(const std::vector<char32_t>& script, std::mt19937_64* random) {
  static constexpr std::string_view kOthers[] = {
      " ",      " ",    "\n",     "\u00a0",   ".",      ",",      "'",           "\"",     "_",
      "-",      ":",    ";",      "/",        "(",      "7",      "19",          "a",      "Word",
      "Đà",     "hoà ", "ệ",      "\u0301",   "\u0323", "\u200d", "\u200b",      "\u00ad", "\ufe0f",
      "\u2026", "..",   "\u201d", "\u2013",   "Ａ",     "５",     "👩",          "🇻🇳",     "ß",
      "İ",      "ｶﾞ",   "\xC3",   "\xE1\xBA", "\x80",   "\xFF",   "\xED\xA0\x80"};
  std::string text;
  const int words = 10 + static_cast<int>((*random)() % 30);
  for (int word = 0; word < words; ++word) {
    for (uint64_t i = (*random)() % 6; i > 0; --i) AppendUtf8(script[(*random)() % script.size()], &text);
    for (uint64_t i = 1 + (*random)() % 2; i > 0; --i) text += kOthers[(*random)() % std::size(kOthers)];
  }
  return text;
}

TEST(TwinsTest, EveryScriptOfUnicode) {
  std::mt19937_64 random(31);
  std::vector<ShingleHasher> hashers = HashersOfAllLevels();
  const auto scripts = Scripts();
  EXPECT_GT(scripts.size(), 150u);
  for (const auto& [script, code_points] : scripts) {
    for (int round = 0; round < 40; ++round) {
      const std::string text = TextOf(code_points, &random);
      for (const std::string& form : {text, Nfd(text), Nfc(text)}) {
        ASSERT_EQ(TokensDiffer(form), "") << uscript_getName(script) << ": " << form;
        ASSERT_EQ(ShinglesDiffer(form, &hashers), "") << uscript_getName(script) << ": " << form;
      }
    }
  }
}

TEST(TwinsTest, AnyBytes) {
  std::mt19937_64 random(32);
  std::vector<ShingleHasher> hashers = HashersOfAllLevels();
  for (int round = 0; round < 500; ++round) {
    const std::string bytes = RandomBytes(&random, 200);
    ASSERT_EQ(TokensDiffer(bytes), "");
    ASSERT_EQ(ShinglesDiffer(bytes, &hashers), "");
  }
}

class WholeCrawlTest : public ::testing::TestWithParam<const char*> {};

TEST_P(WholeCrawlTest, EveryArticle) {
  InputFile file;
  file.disk_path = SharedData(SAMESTORY_SOURCE_DIR, std::string(GetParam()) + "/articles.jsonl.zst");
  SAMESTORY_NEEDS(file.disk_path);
  file.format = Format::kJsonLines;
  file.compression = Compression::kPacked;
  auto reader = RecordReader::Open(file);
  ASSERT_TRUE(reader.ok()) << reader.status();
  std::vector<Incident> incidents;
  std::mutex mutex;
  size_t articles = 0, differ = 0;
  constexpr size_t kBatch = 1024;
  std::vector<Record> batch;
  const auto check = [&](size_t begin, size_t end) {
    std::vector<ShingleHasher> hashers = HashersOfAllLevels();
    for (size_t i = begin; i < end; ++i) {
      for (const Article& article : ParseRecord(file, batch[i]).articles) {
        const std::string tokens = TokensDiffer(article.text),
                          shingles = ShinglesDiffer(article.text, &hashers);
        const std::scoped_lock lock(mutex);
        ++articles;
        if (tokens + shingles != "" && ++differ <= 5)
          ADD_FAILURE() << article.id << ": " << tokens << shingles;
      }
    }
  };
  bool more = true;
  for (size_t line = 0; more;) {
    batch.clear();
    for (; batch.size() < kBatch; ++line) {
      Record record;
      const auto next = (*reader)->Next(&record, &incidents);
      ASSERT_TRUE(next.ok()) << next.status();
      if (!(more = *next)) break;
      if (line % kEvery == 0) batch.push_back(std::move(record));
    }
    ParallelFor(batch.size(), 2, 64, check);
  }
  EXPECT_EQ(differ, 0u);
  EXPECT_GT(articles, 30'000 / kEvery);
}

INSTANTIATE_TEST_SUITE_P(Shared, WholeCrawlTest, ::testing::Values("baomoi", "saudinews"));

}  // namespace
}  // namespace samestory
