#include "engine/text/tokenize.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include <map>
#include <memory>
#include <set>
#include <thread>

#include "engine/base/hash.h"
#include "engine/base/utf8.h"
#include "engine/text/code_points.h"
#include "engine/text/word_break.h"
#include "tests/text/random_text.h"

namespace samestory {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> Keys(std::string_view text) {
  TokenizedText tokenized;
  Tokenize(text, &tokenized);
  std::vector<std::string> keys;
  for (const Token& token : tokenized.tokens) keys.emplace_back(tokenized.Key(token));
  return keys;
}

// Offsets in bounds and in order, everything but white space in a token, keys as NormalizeKey has them.
void CheckLaws(std::string_view text) {
  TokenizedText tokenized;
  Tokenize(text, &tokenized);
  uint32_t end = 0, key_end = 0;
  const auto expect_white = [&](size_t from, size_t to) {
    for (size_t position = from; position < to;) {
      ASSERT_TRUE(Describe(Table(), DecodeUtf8(text, &position)).Is(CodePoint::kWhiteSpace)) << text;
    }
  };
  for (const Token& token : tokenized.tokens) {
    ASSERT_GE(token.start, end);
    ASSERT_GT(token.end, token.start);
    ASSERT_LE(token.end, text.size());
    ASSERT_EQ(token.key_start, key_end);
    ASSERT_EQ(tokenized.Key(token), NormalizeKey(text.substr(token.start, token.end - token.start)));
    ASSERT_EQ(token.key, Hash64(tokenized.Key(token)));
    expect_white(end, token.start);
    end = token.end;
    key_end = token.key_end;
  }
  expect_white(end, text.size());
  ASSERT_TRUE(IsValidUtf8(tokenized.keys));
}

TEST(NormalizeKeyTest, TonePlacementIsMadeOne) {
  const std::map<std::string, std::string> pairs = {
      {"hoà", "hòa"}, {"Thuý", "thúy"}, {"KHOẺ", "khỏe"},        {"loè", "lòe"},
      {"uỷ", "ủy"},   {"TUỲ", "tùy"},   {"hoá", "hóa"},          {"toạ", "tọa"},
      {"huỷ", "hủy"}, {"đoạ", "đọa"},   {"hoà_bình", "hòa_bình"}};
  for (const auto& [late, early] : pairs) {
    EXPECT_EQ(NormalizeKey(late), early);
    EXPECT_EQ(NormalizeKey(Nfd(late)), early);
    EXPECT_EQ(NormalizeKey(early), early);
  }
  for (const char* same : {"quý", "của", "mùa", "hoàn", "thuyền", "toán", "già", "giá", "quà", "khuỷu",
                           "ngoáy", "loài", "thuở", "wuý", "hoà2"}) {
    EXPECT_EQ(NormalizeKey(same), same);
  }
}

TEST(NormalizeKeyTest, EverySyllableHasOneKeyAndNoTwoSyllablesShareOne) {
  const std::vector<std::string> onsets = {"",   "b",  "c", "ch", "d",  "đ",  "g",   "gh", "gi", "h",
                                           "k",  "kh", "l", "m",  "n",  "ng", "ngh", "nh", "p",  "ph",
                                           "qu", "r",  "s", "t",  "th", "tr", "v",   "x"};
  const std::vector<std::string> tones = {"", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"};
  std::set<std::string> seen;
  for (const std::string& onset : onsets) {
    for (const char* rhyme : {"oa", "oe", "uy"}) {
      for (const std::string& tone : tones) {
        const std::string early = onset + rhyme[0] + tone + rhyme[1], late = onset + rhyme + tone;
        if (onset != "qu") {
          EXPECT_EQ(NormalizeKey(late), Nfc(early));
          EXPECT_EQ(NormalizeKey(Nfc(late)), Nfc(early));
          EXPECT_EQ(NormalizeKey(early), Nfc(early));
        }
        EXPECT_TRUE(seen.insert(NormalizeKey(late)).second) << late;
      }
    }
  }
  for (const char* rhyme :
       {"oan", "oai", "oay", "uyn", "uyt", "uyên", "oen", "ua", "ia", "ưa", "uê", "uơ", "y"}) {
    for (const std::string& onset : onsets) {
      for (const std::string& tone : tones) {
        for (size_t vowel : {1u, 2u}) {
          std::string word = onset + rhyme;
          if (onset.size() + vowel > word.size()) continue;
          const std::string plain = NormalizeKey(word.insert(onset.size() + vowel, tone));
          if (plain != Nfc(word)) ADD_FAILURE() << word;
        }
      }
    }
  }
}

TEST(NormalizeKeyTest, OneFormOfSignsAndCase) {
  for (const char* dash : {"‐", "‑", "–", "—", "−", "－", "-"}) EXPECT_EQ(NormalizeKey(dash), "-");
  for (const char* quote : {"“", "”", "„", "«", "»", "\"", "＂"}) EXPECT_EQ(NormalizeKey(quote), "\"");
  for (const char* quote : {"‘", "’", "'", "′"}) EXPECT_EQ(NormalizeKey(quote), "'");
  EXPECT_EQ(NormalizeKey("…"), "...");
  EXPECT_EQ(NormalizeKey("...."), "...");
  EXPECT_EQ(NormalizeKey("."), ".");
  EXPECT_EQ(NormalizeKey("ＡＢＣ１２"), "abc12");
  EXPECT_EQ(NormalizeKey("Ａ\u0301"), "á");
  EXPECT_EQ(NormalizeKey("½"), "½");
  EXPECT_EQ(NormalizeKey("m²"), "m²");
  EXPECT_EQ(NormalizeKey("Đà"), "đà");
  EXPECT_EQ(NormalizeKey("đ"), "đ");
  EXPECT_NE(NormalizeKey("đ"), NormalizeKey("d"));
  EXPECT_EQ(NormalizeKey("Straße"), "strasse");
  EXPECT_EQ(NormalizeKey("İ"), "i̇");
  EXPECT_EQ(NormalizeKey("Bắc\u00ADKinh"), "bắckinh");
  EXPECT_EQ(NormalizeKey("\u200B"), "");
  EXPECT_EQ(NormalizeKey(""), "");
  EXPECT_EQ(NormalizeKey("a\xFF"), "a\uFFFD");
}

TEST(TokenizeTest, WordsNumbersAndPunctuation) {
  EXPECT_THAT(
      Keys("Giá 1.234.567,8 đồng (tăng 5,4%), 3.000 tấn."),
      ElementsAre("giá", "1.234.567,8", "đồng", "(", "tăng", "5,4", "%", ")", ",", "3.000", "tấn", "."));
  EXPECT_THAT(Keys("18-2 hay 9/10 hay 15.1.2025"),
              ElementsAre("18", "-", "2", "hay", "9", "/", "10", "hay", "15.1.2025"));
  EXPECT_THAT(Keys("Don’t don't TP.HCM U.S."), ElementsAre("don't", "don't", "tp.hcm", "u.s", "."));
  EXPECT_THAT(Keys("thế… hay thế... nhỉ.."), ElementsAre("thế", "...", "hay", "thế", "...", "nhỉ", "..."));
  EXPECT_THAT(Keys("\uFEFFMưa\u200B lớn\u200B \u200B"), ElementsAre("mưa", "lớn", ""));
  EXPECT_THAT(Keys("bền vững./."), ElementsAre("bền", "vững", ".", "/", "."));
  EXPECT_THAT(Keys(""), ElementsAre());
}

TEST(TokenizeTest, KindsAndCapitals) {
  TokenizedText out;
  Tokenize("Đà 5,4 % 6h30 ½ « 中文 ة ١٢ “Ông", &out);
  std::string kinds, capitals;
  for (const Token& token : out.tokens) {
    kinds += "wnp"[static_cast<int>(token.kind)];
    capitals += token.capitalised ? 'C' : '-';
  }
  EXPECT_EQ(kinds, "wnpwnpwwnpw");
  EXPECT_EQ(capitals, "C---------C");
}

TEST(TokenizeTest, DictionariesCutScriptsWithoutSpaces) {
  EXPECT_THAT(Keys("ประเทศไทยมีฝน"), ElementsAre("ประเทศไทย", "มี", "ฝน"));
  EXPECT_THAT(Keys("北京今天下雨。"), ElementsAre("北京", "今天", "下雨", "。"));
  EXPECT_GT(Keys("ភាសាខ្មែរគឺជាភាសា").size(), 2u);
  EXPECT_GT(Keys("ພາສາລາວແມ່ນພາສາ").size(), 2u);
  EXPECT_GT(Keys("မြန်မာဘာသာစကား").size(), 1u);
}

// ICU's own rules over the whole text are the twin of ours over pieces of it.
std::vector<size_t> IcuBoundaries(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  static const std::unique_ptr<icu::BreakIterator> words(
      icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
  UText utext = UTEXT_INITIALIZER;
  utext_openUTF8(&utext, text.data(), static_cast<int64_t>(text.size()), &status);
  words->setText(&utext, status);
  std::vector<size_t> out;
  for (int32_t end = words->next(); end != icu::BreakIterator::DONE; end = words->next()) out.push_back(end);
  utext_close(&utext);
  return out;
}

TEST(WordBreakTest, TheRulesAreIcuRules) {
  std::mt19937_64 random(29);
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    const std::string raw = RandomText(&random, 40);
    for (size_t position = 0; position < raw.size();) {
      const char32_t c = DecodeUtf8(raw, &position);
      // Hangul goes by a dictionary of ICU's own, which would tell composed from decomposed syllables.
      // And ICU 72 alone takes '@' for a letter.
      const bool differs = (c >= 0xAC00 && c <= 0xD7A3) || c == '@';
      if (!differs && !Describe(Table(), c).Is(CodePoint::kDictionary)) AppendUtf8(c, &text);
    }
    std::vector<size_t> ours;
    for (size_t position = 0; position < text.size();) {
      position = NextWordBoundary(text, position);
      ours.push_back(position);
    }
    ASSERT_EQ(ours, IcuBoundaries(text)) << text;
  }
}

TEST(TokenizeTest, LawsHoldOnAnyText) {
  std::mt19937_64 random(11);
  for (int round = 0; round < 400; ++round) CheckLaws(RandomText(&random, 60));
  for (int round = 0; round < 200; ++round) CheckLaws(RandomBytes(&random, 200));
}

TEST(TokenizeTest, DecomposedTextHasTheSameKeys) {
  std::mt19937_64 random(12);
  for (int round = 0; round < 400; ++round) {
    const std::string text = RandomText(&random, 60);
    ASSERT_EQ(Keys(Nfd(text)), Keys(Nfc(text))) << text;
  }
  const std::string text =
      "Thuỷ điện Hoà Bình xả lũ; ông Nguyễn Văn Khoẻ ở phường Trường Thạnh được thưởng 5,4 triệu.";
  EXPECT_EQ(Keys(Nfd(text)), Keys(text));
}

TEST(TokenizeTest, KeysDoNotDependOnNeighbours) {
  for (const char* word : {"hoà", "Đà", "ＡＢ", "Ὀδυσσεύς", "ẞ"}) {
    EXPECT_THAT(Keys(std::string("x ") + word + " y"), ElementsAre("x", NormalizeKey(word), "y"));
  }
}

TEST(TokenizeTest, ThreadsDoNotDisturbEachOther) {
  const std::string text = "ประเทศไทยมีฝน 北京今天下雨。 Hoà Bình \u0E19\u0E49\u0E33 5,4";
  const std::vector<std::string> expected = Keys(text);
  std::vector<int> same(4, 0);
  {
    std::vector<std::jthread> threads;
    for (int& count : same) {
      threads.emplace_back([&] {
        for (int i = 0; i < 50; ++i) count += Keys(text) == expected;
      });
    }
  }
  EXPECT_THAT(same, ElementsAre(50, 50, 50, 50));
}

TEST(TokenizeTest, FloodsCostLinearTime) {
  std::string marks = "a", joints, regional;
  for (int i = 0; i < 200'000; ++i) marks += i % 2 == 0 ? "\u0301" : "\u0323";
  for (int i = 0; i < 200'000; ++i) joints += "a'\u0301";
  for (int i = 0; i < 100'000; ++i) regional += "\U0001F1FB";
  EXPECT_EQ(Keys(marks).size(), 1u);
  EXPECT_GT(Keys(joints).size(), 0u);
  EXPECT_EQ(Keys(regional).size(), 50'000u);
  for (const char* unit :
       {"x", ".", "'", "\xFF", "1", "-", "\u200B", "中", "ก", "_", "\u0301", "\u200D", "…"}) {
    std::string flood;
    while (flood.size() < (1 << 20)) flood += unit;
    TokenizedText out;
    Tokenize(flood, &out);
    ASSERT_FALSE(out.tokens.empty());
    EXPECT_EQ(out.tokens.back().end, flood.size());
  }
}

}  // namespace
}  // namespace samestory
