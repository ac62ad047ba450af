#include "engine/text/shingle.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/base/utf8.h"
#include "engine/text/word_hash.h"
#include "tests/oracle/slow_shingle.h"
#include "tests/text/random_text.h"

namespace samestory {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

size_t WordCount(std::string_view text) {
  size_t count = 99;
  WordShingles(text, &count);
  return count;
}

TEST(WordShinglesTest, StubsHaveNone) {
  EXPECT_THAT(WordShingles(""), IsEmpty());
  EXPECT_THAT(WordShingles("một hai ba bốn"), IsEmpty());
  EXPECT_EQ(WordCount("một hai ba bốn"), 4u);
  EXPECT_EQ(WordCount(""), 0u);
  EXPECT_EQ(WordShingles("một hai ba bốn năm").size(), 1u);
}

TEST(WordShinglesTest, WordsAreRunsOfLettersMarksDigitsAndUnderscore) {
  EXPECT_EQ(WordCount("18-2 không, U.S. 5,4% don't a_b ½ №"), 10u);  // 18 2 không U S 5 4 don t a_b
}

TEST(WordShinglesTest, ShinglesAreOfTheFoldedWordsAndNothingElse) {
  EXPECT_EQ(WordShingles("Mưa LỚN, ở phía Bắc"), WordShingles("mưa lớn ở – PHÍA (bắc)"));
  EXPECT_EQ(WordShingles("STRASSE a b c d"), WordShingles("straße a b c d"));
  EXPECT_NE(WordShingles("hoà a b c d"), WordShingles("hòa a b c d"));  // spelling is left alone
  std::vector<uint64_t> words;
  for (const char* word : {"mưa", "lớn", "ở", "phía", "bắc"}) words.push_back(HashWord(word));
  EXPECT_THAT(WordShingles("Mưa LỚN, ở phía Bắc"), ElementsAre(HashRun(words.data())));
}

TEST(WordShinglesTest, RepeatedRunsCountOnce) {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "đi ";
  EXPECT_EQ(WordShingles(text).size(), 1u);
}

// The hashes at every level, which must be the twin's.
void ExpectSameAsTwin(std::string_view text) {
  const std::vector<uint64_t> expected = oracle::SlowShingles(text);
  const size_t words = oracle::SlowWords(text).size();
  for (const SimdLevel level : SupportedSimdLevels()) {
    std::vector<uint64_t> shingles;
    ASSERT_EQ(ShingleHasher(level).Hash(text, &shingles), words) << text;
    ASSERT_EQ(shingles, expected) << text;
  }
}

TEST(ShingleHasherTest, SameAsTheTwinOnManyScripts) {
  std::mt19937_64 random(20251);
  for (int round = 0; round < 300; ++round) {
    const std::string text = RandomText(&random, 20 + round * 3);
    for (const std::string& form : {text, Nfd(text), Nfc(text)})
      ASSERT_NO_FATAL_FAILURE(ExpectSameAsTwin(form));
  }
}

TEST(ShingleHasherTest, SameAsTheTwinOnAnyBytes) {
  std::mt19937_64 random(7);
  for (int round = 0; round < 200; ++round) {
    ASSERT_NO_FATAL_FAILURE(ExpectSameAsTwin(RandomBytes(&random, 300)));
  }
}

// Bytes that the kernels look at, in any order: leads without what follows, and what follows without leads.
TEST(ShingleHasherTest, SameAsTheTwinOnBrokenSequences) {
  static constexpr std::string_view kBytes =
      "aZ5_ .\xC2\xC3\xC4\xC5\xC6\xD0\xD1\xD8\xD9\xDA\xDB\xE1\xE1\xE2\xF0"
      "\x80\x80\x8A\x90\x97\x9F\xA0\xAF\xB0\xB1\xB7\xB8\xB9\xBA\xBA\xBB\xBE\xBF";
  std::mt19937_64 random(8);
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    for (size_t i = 0; i < 200; ++i) text += kBytes[random() % kBytes.size()];
    ASSERT_NO_FATAL_FAILURE(ExpectSameAsTwin(text));
  }
}

// Each on its own, as a word's middle, and at every place of a block.
TEST(ShingleHasherTest, SameAsTheTwinOnEveryCodePoint) {
  std::string text;
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    if (c >= 0x30000 && c < 0xE0000) continue;  // unassigned
    AppendUtf8(c, &text);
    text += c % 3 == 0 ? " a" : " ";
    AppendUtf8(c, &text);
    text += c % 5 == 0 ? "bc " : "B";
    if (text.size() < 100'000 && c != 0x10FFFF) continue;
    ASSERT_NO_FATAL_FAILURE(ExpectSameAsTwin(text)) << static_cast<uint32_t>(c);
    text.clear();
  }
}

// Words and runs across the ends of blocks and chunks, and texts without any place to part them.
TEST(ShingleHasherTest, SameAsTheTwinAtEveryLength) {
  std::mt19937_64 random(9);
  std::string text;
  for (const size_t longest : {3u, 15u, 33u, 300u, 9000u}) {
    for (int round = 0; round < 60; ++round) {
      text.assign(random() % 200, ' ');
      for (int words = 0; words < 40; ++words) {
        static constexpr std::string_view kLetters[] = {"a", "B", "đ", "Ư", "ệ", "7", "_", "Ж", "Я", "س"};
        for (size_t size = 1 + random() % longest; size > 0; --size) text += kLetters[random() % 10];
        text += random() % 3 == 0 ? "; " : " ";
      }
      ASSERT_NO_FATAL_FAILURE(ExpectSameAsTwin(text));
    }
  }
  for (const char* unit : {"中", "đ", "x", "\u00a0ê", "\xC2"}) {
    for (const size_t units : {4090u, 4096u, 4100u, 20'000u}) {
      text = "one two ";
      for (size_t i = 0; i < units; ++i) text += unit;
      text += " three four five six";
      ASSERT_NO_FATAL_FAILURE(ExpectSameAsTwin(text));
    }
  }
}

TEST(ShingleHasherTest, AppendsAndKeepsNothingOfTheTextBefore) {
  ShingleHasher hasher;
  std::vector<uint64_t> shingles = {7};
  EXPECT_EQ(hasher.Hash("một hai ba bốn năm sáu", &shingles), 6u);
  EXPECT_EQ(hasher.Hash("bảy tám", &shingles), 2u);
  EXPECT_EQ(hasher.Hash("một hai ba bốn năm", &shingles), 5u);
  ASSERT_EQ(shingles.size(), 4u);
  EXPECT_EQ(shingles[0], 7u);
  EXPECT_EQ(shingles[1], shingles[3]);
}

TEST(ShingleHasherTest, RunsOfOtherWordsOrOrderHashOtherwise) {
  // Short words, numbers and runs of very few words, where a weak hash would collide.
  std::vector<uint64_t> hashes;
  for (int i = 0; i < 2'000'000; ++i) hashes.push_back(HashWord(std::to_string(i)));
  for (char a = 'a'; a <= 'z'; ++a) {
    for (char b = 'a'; b <= 'z'; ++b) {
      for (char c = 'a'; c <= 'z'; ++c) {
        for (const char* end : {"", "a", "ở", "ababababab", "abababababababababababababababab"}) {
          hashes.push_back(HashWord(std::string{a, b, c} + end));
        }
      }
    }
  }
  const std::vector<uint64_t> few(hashes.begin(), hashes.begin() + 12);
  for (uint64_t run = 0; run < 12 * 12 * 12 * 12 * 12; ++run) {
    uint64_t rest = run;
    std::array<uint64_t, 5> words;
    for (uint64_t& word : words) word = few[rest % 12], rest /= 12;
    hashes.push_back(HashRun(words.data()));
  }
  std::sort(hashes.begin(), hashes.end());
  EXPECT_EQ(std::adjacent_find(hashes.begin(), hashes.end()), hashes.end());
  // The low half alone, of which 2.3 million numbers have some 630 equal pairs by chance.
  std::vector<uint32_t> halves;
  for (const uint64_t hash : hashes) halves.push_back(static_cast<uint32_t>(hash));
  std::sort(halves.begin(), halves.end());
  const double pairs =
      static_cast<double>(halves.size()) * static_cast<double>(halves.size()) / 2 / 4294967296.0;
  double equal = 0;
  for (size_t i = 1; i < halves.size(); ++i) equal += halves[i] == halves[i - 1];
  EXPECT_NEAR(equal, pairs, 6 * std::sqrt(pairs));
}

TEST(WordShinglesTest, CanonicalEquivalentsAreEqual) {
  const std::string text = "Thuý Kiều, Ủy ban Ứng phó; Ὀδυσσεύς ÅNGSTRÖM 한국어 문장 είναι ΰ";
  EXPECT_EQ(WordShingles(Nfd(text)), WordShingles(Nfc(text)));
}

TEST(WordShinglesTest, FloodsCostLinearTime) {
  std::string marks = "a";
  for (int i = 0; i < 200'000; ++i) marks += i % 2 == 0 ? "\u0301" : "\u0323";
  EXPECT_EQ(WordCount(marks), 1u);
  EXPECT_EQ(WordCount(marks + " " + marks), 2u);
  EXPECT_EQ(WordCount(std::string(1 << 20, 'x')), 1u);
  EXPECT_EQ(WordCount(std::string(1 << 20, '\xFF')), 0u);
}

TEST(WordShinglesTest, AscendingWithoutRepeats) {
  std::mt19937_64 random(3);
  for (size_t words : {5u, 63u, 70u, 1000u, 70000u}) {
    std::string text;
    for (size_t i = 0; i < words; ++i) text += std::to_string(random() % 5000) + " ";
    const std::vector<uint64_t> shingles = WordShingles(text);
    EXPECT_TRUE(std::is_sorted(shingles.begin(), shingles.end()));
    EXPECT_EQ(std::adjacent_find(shingles.begin(), shingles.end()), shingles.end());
    EXPECT_EQ(shingles, oracle::SlowWordShingles(text));
  }
}

}  // namespace
}  // namespace samestory
