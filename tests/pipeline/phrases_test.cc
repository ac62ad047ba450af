#include "engine/pipeline/phrases.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <deque>

#include "engine/pipeline/features.h"
#include "engine/text/tokenize.h"

namespace samestory {
namespace {

using ::testing::Contains;
using ::testing::Each;
using ::testing::HasSubstr;
using ::testing::Not;

// The phrases of the first two of these articles, the others being the rest of the folder.
std::vector<std::string> Phrases(const std::vector<std::string>& texts, int count = 5) {
  const std::unique_ptr<Background> background = Background::None();
  MatchInput input;
  std::deque<std::vector<Term>> terms;
  std::vector<uint32_t> members;
  std::deque<TokenizedText> tokens;
  for (const std::string& text : texts) {
    Article article;
    article.text = text;
    Background::Language language;
    input.terms.push_back(terms.emplace_back(EventTerms(article, *background, &language)));
    input.contexts.emplace_back();
    members.push_back(static_cast<uint32_t>(members.size()));
    tokens.push_back(TokenizeWithSentences(text));
  }
  const TermWeights weights(input, members, 1);
  return SharedPhrases({texts[0], tokens[0]}, {texts[1], tokens[1]}, weights, *background,
                       Background::kUnknown, count);
}

const std::string kFire =
    "Đám cháy bùng lên lúc rạng sáng ở kho nguyên liệu. Giám đốc Hoàng Vĩnh Khang nói 213 công nhân đã ra "
    "ngoài an "
    "toàn và nhà máy sẽ nghỉ vài hôm.";
const std::string kFireElsewhere =
    "Chiều qua nhà máy sẽ nghỉ vài hôm, theo lời ông Hoàng Vĩnh Khang. Lửa không làm ai bị thương trong số "
    "213 công "
    "nhân của ca đêm.";

TEST(SharedPhrases, NamesAndNumbersComeFirst) {
  const std::vector<std::string> phrases = Phrases({kFire, kFireElsewhere});
  ASSERT_GE(phrases.size(), 2u);
  EXPECT_THAT(phrases, Contains(HasSubstr("Hoàng Vĩnh Khang")));
  EXPECT_THAT(phrases, Contains(HasSubstr("213 công nhân")));
  // A run of capitals, or one that begins with a number, stands before the run of common words.
  const auto place = [&](std::string_view part) {
    return std::find_if(phrases.begin(), phrases.end(),
                        [&](auto& p) { return p.find(part) != std::string::npos; });
  };
  EXPECT_LT(place("Hoàng Vĩnh Khang") - phrases.begin(), 2);
}

TEST(SharedPhrases, AFormulaOfTheFolderDoesNotExplain) {
  std::vector<std::string> texts{
      "Hai bên nhất trí tăng cường hợp tác toàn diện. Ông Sokolov tặng bảo tàng chiếc đồng hồ cát.",
      "Ông Sokolov ở lại hai ngày. Hai bên nhất trí tăng cường hợp tác toàn diện."};
  const std::string formula = "nhất trí tăng cường hợp tác toàn diện";
  EXPECT_THAT(Phrases(texts), Contains(HasSubstr(formula))) << "in a folder of two nothing is a formula";
  for (int i = 0; i < 60; ++i) {
    texts.push_back("Phái đoàn thứ " + std::to_string(i) +
                    " đã về. Hai bên nhất trí tăng cường hợp tác toàn diện.");
  }
  const std::vector<std::string> phrases = Phrases(texts);
  EXPECT_THAT(phrases, Each(Not(HasSubstr(formula))));
  EXPECT_THAT(phrases, Contains(HasSubstr("Sokolov")));
}

TEST(SharedPhrases, ArePrintedAsInTheFirstWithSingleSpaces) {
  const std::vector<std::string> phrases =
      Phrases({"Thuyền trưởng  TRẦN\tVăn   Lựu kể lại chuyện.", "Ai cũng nhớ thuyền trưởng Trần Văn Lựu."});
  EXPECT_THAT(phrases, Contains(HasSubstr("TRẦN Văn Lựu")));
}

TEST(SharedPhrases, DoNotReachOverSentences) {
  for (const std::string& phrase :
       Phrases({"Tàu về bến Cửa Lộ. Sokolov rời cảng sớm.", "Tàu về bến Cửa Lộ. Sokolov rời cảng muộn."})) {
    EXPECT_THAT(phrase, Not(HasSubstr("Lộ. Sokolov")));
  }
}

TEST(SharedPhrases, FurnitureDoesNotExplain) {
  EXPECT_THAT(Phrases({kFire + "\n\nTheo TTXVN", "Trời mưa to ở vùng cao suốt đêm.\n\nTheo TTXVN"}),
              Each(Not(HasSubstr("TTXVN"))));
}

TEST(SharedPhrases, NoMoreThanAskedFor) {
  EXPECT_EQ(Phrases({kFire, kFire}, 1).size(), 1u);
  EXPECT_TRUE(Phrases({kFire, kFire}, 0).empty());
}

TEST(SharedPhrases, NothingSharedNothingSaid) {
  EXPECT_TRUE(Phrases({kFire, "Old lady bridge reopens after repairs."}).empty());
  EXPECT_TRUE(Phrases({kFire, ""}).empty());
  EXPECT_TRUE(Phrases({"", kFire}).empty());
}

TEST(SharedPhrases, OneWordAThousandTimesTakesLittleTime) {
  std::string text;
  for (int i = 0; i < 20'000; ++i) text += "phà ";
  EXPECT_LE(Phrases({text, text}).size(), 5u);
}

}  // namespace
}  // namespace samestory
