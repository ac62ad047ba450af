#include "engine/text/stem.h"

#include <gtest/gtest.h>

#include "engine/base/hash.h"

namespace samestory {
namespace {

TEST(StemKey, EndingsDoNotMatter) {
  EXPECT_EQ(StemKey("morreram"), StemKey("morreu"));
  EXPECT_EQ(StemKey("morre"), StemKey("morreu"));
  EXPECT_EQ(StemKey("президента"), StemKey("президентом"));
  EXPECT_EQ(StemKey("정부는"), StemKey("정부가"));
  EXPECT_NE(StemKey("station"), StemKey("stadium"));
}

TEST(StemKey, CutsLettersNotBytes) {
  EXPECT_EQ(StemKey("électeurs"), Hash64("élect"));
  EXPECT_EQ(StemKey("सरकारों"), StemKey("सरकारी"));
}

TEST(StemKey, NoneForShortWordsNumbersAndScriptsWithoutSpaces) {
  for (const char* key : {"", "four", "12345", "b2000000", "2.500,75", "co-op", "...", "대", "中华人民共和国",
                          "ประเทศไทย", "ニュース"}) {
    EXPECT_EQ(StemKey(key), 0u) << key;
  }
}

TEST(StemKey, AnyBytes) {
  EXPECT_EQ(StemKey("\xFF\xFE\x80"), 0u);
  EXPECT_EQ(StemKey(std::string_view("abcde\0f", 7)), 0u);
}

}  // namespace
}  // namespace samestory
