#include "engine/text/spelling.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <utility>

#include "engine/base/utf8.h"
#include "engine/text/tokenize.h"
#include "tests/text/random_text.h"

namespace samestory {
namespace {

TokenSpelling Of(std::string_view word) {
  TokenizedText tokenized;
  Tokenize(word, &tokenized);
  EXPECT_EQ(tokenized.tokens.size(), 1u) << word;
  return SpellingOf(word, tokenized, tokenized.tokens.at(0));
}

std::string Toneless(std::string_view key) {
  std::string out;
  AppendToneless(key, &out);
  return out;
}

TEST(Spelling, OfTheSameBytesIsTheSame) {
  for (const char* word : {"Lý", "thủy", "13", "…", "“", "NATO", "日本", "١٣", "Straße"}) {
    EXPECT_EQ(Of(word).written, Of(word).written) << word;
    EXPECT_NE(Of(word).written, 0u);
    EXPECT_NE(Of(word).uncased, 0u);
    EXPECT_NE(Of(word).toneless, 0u);
  }
}

TEST(Spelling, ComposedAndDecomposedAreWrittenAlike) {
  EXPECT_EQ(Of("Lý").written, Of("Ly\u0301").written);
  EXPECT_EQ(Of("Việt").uncased, Of("Vie\u0323\u0302t").uncased);
  EXPECT_EQ(Of("vi\u00ADệt").written, Of("việt").written) << "a soft hyphen is not seen";
}

TEST(Spelling, CaseAlone) {
  for (const auto& [a, b] : {std::pair("LÝ", "Lý"), std::pair("Đảng", "đảng"), std::pair("ÁO", "áo"),
                             std::pair("МОСКВА", "Москва"), std::pair("Hà", "hà")}) {
    EXPECT_NE(Of(a).written, Of(b).written) << a;
    EXPECT_EQ(Of(a).uncased, Of(b).uncased) << a;
    EXPECT_EQ(Of(a).toneless, Of(b).toneless) << a;
  }
}

TEST(Spelling, PlaceOfTheToneMark) {
  EXPECT_NE(Of("hoà").written, Of("hòa").written);
  EXPECT_NE(Of("hoà").uncased, Of("hòa").uncased);
  EXPECT_EQ(Of("hoà").toneless, Of("hòa").toneless);
  EXPECT_EQ(Of("HOÀ").uncased, Of("hoà").uncased);
}

TEST(Spelling, ToneMarksAlone) {
  for (const auto& [a, b] : {std::pair("Lý", "Ly"), std::pair("lý", "lỳ"), std::pair("hòa", "hoa"),
                             std::pair("đầu", "đâu"), std::pair("Cường", "Cương"), std::pair("ngã", "ngả")}) {
    EXPECT_NE(Of(a).uncased, Of(b).uncased) << a;
    EXPECT_EQ(Of(a).toneless, Of(b).toneless) << a;
  }
}

TEST(Spelling, OtherMarksTellWordsApart) {
  for (const auto& [a, b] :
       {std::pair("dan", "đan"), std::pair("con", "côn"), std::pair("tư", "tu"), std::pair("trăng", "trang"),
        std::pair("mơ", "mo"), std::pair("ano", "año"), std::pair("müde", "mude"), std::pair("мой", "мои")}) {
    EXPECT_NE(Of(a).toneless, Of(b).toneless) << a;
  }
}

TEST(Spelling, DashesAndQuotesStayApart) {
  EXPECT_NE(Of("–").written, Of("-").written);
  EXPECT_NE(Of("–").uncased, Of("-").uncased);
  EXPECT_EQ(Of("–").toneless, Of("-").toneless);
  EXPECT_NE(Of("“").uncased, Of("\"").uncased);
  EXPECT_NE(Of("４").uncased, Of("4").uncased) << "full width";
}

TEST(Spelling, OfOtherScriptsTheTonelessIsTheKey) {
  for (const char* word : {"москва", "القاهرة", "서울", "กรุงเทพ", "αθήνα", "й"}) {
    TokenizedText tokenized;
    Tokenize(word, &tokenized);
    EXPECT_EQ(SpellingOf(word, tokenized, tokenized.tokens[0]).toneless, tokenized.tokens[0].key) << word;
  }
}

TEST(Toneless, KeepsEverythingElse) {
  EXPECT_EQ(Toneless(""), "");
  EXPECT_EQ(Toneless("nguyễn"), "nguyên");
  EXPECT_EQ(Toneless("được"), "đươc");
  EXPECT_EQ(Toneless("thủy"), "thuy");
  EXPECT_EQ(Toneless("ñandú"), "ñandu");
  EXPECT_EQ(Toneless("13/6"), "13/6");
  EXPECT_EQ(Toneless("ô\u0309\u0323"), "ô") << "a mark that nothing composes with";
  EXPECT_EQ(Toneless("n\u0303\u0301"), "n\u0303\u0301") << "on no vowel";
}

TEST(Toneless, OfAnyBytesIsWellFormedAndDoneOnce) {
  std::mt19937_64 random(5);
  for (int trial = 0; trial < 300; ++trial) {
    const std::string text = RandomText(&random, 200);
    TokenizedText tokenized;
    Tokenize(text, &tokenized);
    for (const Token& token : tokenized.tokens) {
      const std::string once = Toneless(tokenized.Key(token));
      ASSERT_TRUE(IsValidUtf8(once));
      ASSERT_EQ(Toneless(once), once);
      ASSERT_NE(SpellingOf(text, tokenized, token).written, 0u);
    }
  }
}

TEST(VietnameseSyllable, BySpelling) {
  for (const char* key :
       {"trang", "nguyên", "gi", "gia", "quôc", "nghi", "an", "yên", "khuyu", "ô", "phương"}) {
    EXPECT_TRUE(IsVietnameseSyllable(key)) << key;
  }
  for (const char* key : {"trump", "biden", "obama", "reuters", "park", "lee", "", "q", "ngh", "z", "москва",
                          "washington", "13", "-"}) {
    EXPECT_FALSE(IsVietnameseSyllable(key)) << key;
  }
}

}  // namespace
}  // namespace samestory
