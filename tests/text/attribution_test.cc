#include "engine/text/attribution.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "engine/text/tokenize.h"
#include "tests/text/random_text.h"

namespace samestory {
namespace {

using Names = std::vector<std::string>;

Names NamesOf(const std::string& text) {
  const TokenizedText tokenized = TokenizeWithSentences(text);
  Names names;
  for (const Attribution& credit : FindAttributions(text, tokenized)) {
    const uint32_t start = tokenized.tokens.at(credit.first_token).start;
    names.push_back(
        text.substr(start, tokenized.tokens.at(credit.first_token + credit.token_count - 1).end - start));
  }
  return names;
}

const Names kNone;

TEST(Attributions, OfNothingAreNone) {
  EXPECT_EQ(NamesOf(""), kNone);
  EXPECT_EQ(NamesOf("Cầu Vàm Sậy ngừng lưu thông vì trụ cầu lún."), kNone);
  EXPECT_TRUE(FindAttributions("", TokenizedText()).empty());
}

TEST(Attributions, InVietnamese) {
  EXPECT_EQ(NamesOf("Theo TTXVN, cầu Vàm Sậy đã đóng."), Names{"TTXVN"});
  EXPECT_EQ(NamesOf("Theo đặc phái viên TTXVN, tối 9/10 cầu đã đóng."), Names{"TTXVN"});
  EXPECT_EQ(NamesOf("Trụ cầu lún sâu, theo Reuters."), Names{"Reuters"});
  EXPECT_EQ(NamesOf("Cầu đã đóng, hãng tin AFP dẫn lời ông Hải cho biết."), Names{"AFP"});
  EXPECT_EQ(NamesOf("Ông Hải, dẫn nguồn tin AFP, nói cầu đã lún."), Names{"AFP"});
  EXPECT_EQ(NamesOf("Theo báo Thanh niên, cầu lún từ hôm qua."), Names{"Thanh niên"});
  EXPECT_EQ(NamesOf("Theo tờ Sông Vàm, cầu lún từ hôm qua."), Names{"Sông Vàm"});
  EXPECT_EQ(NamesOf("Reuters đưa tin cầu đã đóng."), Names{"Reuters"});
  EXPECT_EQ(NamesOf("Theo vamsay.vn thì cầu lún."), Names{"vamsay.vn"});
}

TEST(Attributions, InOtherLanguages) {
  EXPECT_EQ(NamesOf("The bridge is shut, according to Reuters."), Names{"Reuters"});
  EXPECT_EQ(NamesOf("LOWMOOR (Reuters) - The bridge at Lowmoor is shut."), Names{"Reuters"});
  EXPECT_EQ(NamesOf("“It sank,” the warden told the BBC on Monday."), Names{"BBC"});
  EXPECT_EQ(NamesOf("The bridge sank, The New York Times reported on Monday."), Names{"New York Times"});
  EXPECT_EQ(NamesOf("A ponte fechou, segundo a agência Lusa."), Names{"Lusa"});
  EXPECT_EQ(NamesOf("De acordo com a Reuters, a ponte fechou."), Names{"Reuters"});
}

TEST(Attributions, InTheOrderOfTheText) {
  EXPECT_EQ(NamesOf("Theo TTXVN, cầu lún. Theo Reuters, cầu đóng. Theo TTXVN, phà chạy."),
            (Names{"TTXVN", "Reuters", "TTXVN"}));
}

TEST(Attributions, OthersThanMediaAreNone) {
  for (const char* text :
       {"Theo Bộ Y tế, cầu lún.", "Theo ông Hải, cầu lún.", "Theo đó, TTXVN có thêm phóng viên.",
        "According to Smith, the bridge sank.", "He told Ruth that the bridge sank.", "theo dõi VTV mỗi ngày",
        "Segundo a polícia, a ponte fechou.", "theo kế hoạch, cầu mở lại ngày 9/10",
        "Theo thông báo của Bộ Y tế, cầu lún.", "Theo báo chí Anh, cầu lún.", "theo báo Trung Quốc",
        "The bridge sank, according to a Fox News poll."}) {
    EXPECT_EQ(NamesOf(text), kNone) << text;
  }
}

TEST(Attributions, CreditsOfPicturesAndExplainedAcronymsAreNone) {
  for (const char* text :
       {"Trụ cầu lún.\n\nCầu Vàm Sậy sáng nay. (Ảnh: TTXVN)", "Trụ cầu lún.\n\nẢnh: TTXVN",
        "He works for the Associated Press (AP)", "Ông là phóng viên Thông tấn xã Việt Nam (TTXVN).",
        "He left Reuters in 2013.", "Đoàn có phóng viên của Reuters và AFP."}) {
    EXPECT_EQ(NamesOf(text), kNone) << text;
  }
}

TEST(Attributions, CutOffOrHostile) {
  for (const char* text : {"Theo", "Theo TTXVN", "(", "(Reuters", "according to", "Theo hãng tin", "Theo báo",
                           "dẫn", "told the"}) {
    EXPECT_LE(NamesOf(text).size(), 1u) << text;
  }
  std::string many;
  for (int i = 0; i < 50'000; ++i) many += "theo hãng thông tấn báo ( ";
  EXPECT_EQ(NamesOf(many), kNone);
}

TEST(Attributions, LieInOneSentenceForAnyBytes) {
  std::mt19937_64 random(7);
  for (int trial = 0; trial < 200; ++trial) {
    const std::string text = "Theo TTXVN, " + RandomText(&random, 300) + " theo Reuters";
    const TokenizedText tokenized = TokenizeWithSentences(text);
    size_t next = 0;
    for (const Attribution& credit : FindAttributions(text, tokenized)) {
      ASSERT_GE(credit.first_token, next);
      ASSERT_GT(credit.token_count, 0u);
      next = credit.first_token + credit.token_count;
      ASSERT_LE(next, tokenized.tokens.size());
    }
  }
}

}  // namespace
}  // namespace samestory
