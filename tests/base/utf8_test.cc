#include "engine/base/utf8.h"

#include <gtest/gtest.h>

namespace samestory {
namespace {

TEST(Utf8, EveryScalarValueSurvivesARoundTrip) {
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    std::string bytes;
    AppendUtf8(c, &bytes);
    ASSERT_TRUE(IsValidUtf8(bytes)) << static_cast<uint32_t>(c);
    size_t position = 0;
    ASSERT_EQ(DecodeUtf8(bytes, &position), c);
    ASSERT_EQ(position, bytes.size());
  }
}

TEST(Utf8, OneReplacementForEachMaximalSubpart) {
  // The example of Unicode 15, table 3-8.
  size_t replaced;
  EXPECT_EQ(RepairUtf8("\xC0\xAF\xE0\x80\xBF\xF0\x81\x82\x41", &replaced),
            "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\x41");
  EXPECT_EQ(replaced, 8u);
  EXPECT_EQ(RepairUtf8("\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41", &replaced), "\uFFFD\uFFFD\uFFFD\uFFFD\x41");
  EXPECT_EQ(replaced, 4u);
}

TEST(Utf8, RefusesSurrogatesOverlongAndBeyondTheRange) {
  for (const char* bad :
       {"\xED\xA0\x80", "\xC1\x81", "\xE0\x9F\xBF", "\xF4\x90\x80\x80", "\x80", "abcdefgh\xFF"}) {
    EXPECT_FALSE(IsValidUtf8(bad)) << bad;
  }
  EXPECT_TRUE(IsValidUtf8("Lý Cường gặp Tô Lâm ở Bình Nhưỡng"));
}

}  // namespace
}  // namespace samestory
