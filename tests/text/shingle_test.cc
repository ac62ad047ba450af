#include "engine/text/shingle.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "engine/base/hash.h"
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
  uint64_t state = 0;
  for (const char* word : {"mưa", "lớn", "ở", "phía", "bắc"}) state = CombineHash(state, Hash64(word));
  EXPECT_THAT(WordShingles("Mưa LỚN, ở phía Bắc"), ElementsAre(state));
}

TEST(WordShinglesTest, RepeatedRunsCountOnce) {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "đi ";
  EXPECT_EQ(WordShingles(text).size(), 1u);
}

TEST(WordShinglesTest, SameAsTheTwinOnManyScripts) {
  std::mt19937_64 random(20251);
  for (int round = 0; round < 300; ++round) {
    const std::string text = RandomText(&random, 20 + round * 3);
    ASSERT_EQ(WordShingles(text), oracle::SlowWordShingles(text)) << text;
    ASSERT_EQ(WordCount(text), oracle::SlowWords(text).size()) << text;
    const std::string nfd = Nfd(text), nfc = Nfc(text);
    ASSERT_EQ(WordShingles(nfd), oracle::SlowWordShingles(nfd)) << text;
    ASSERT_EQ(WordShingles(nfc), oracle::SlowWordShingles(nfc)) << text;
  }
}

TEST(WordShinglesTest, SameAsTheTwinOnAnyBytes) {
  std::mt19937_64 random(7);
  for (int round = 0; round < 200; ++round) {
    const std::string bytes = RandomBytes(&random, 300);
    ASSERT_EQ(WordShingles(bytes), oracle::SlowWordShingles(bytes));
  }
}

TEST(WordShinglesTest, CanonicalEquivalentsAreEqual) {
  const std::string text = "Thuý Kiều, Ủy ban Ứng phó; Ὀδυσσεύς ÅNGSTRÖM 한국어 문장 είναι ΰ";
  EXPECT_EQ(WordShingles(Nfd(text)), WordShingles(Nfc(text)));
}

TEST(WordShinglesTest, FloodsCostLinearTime) {
  std::string marks = "a";
  for (int i = 0; i < 200'000; ++i) marks += i % 2 == 0 ? "\u0301" : "\u0323";
  EXPECT_EQ(WordCount(marks), 1u);
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
