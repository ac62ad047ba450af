#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/base/utf8.h"
#include "engine/text/code_points.h"
#include "engine/text/tokenize.h"
#include "tests/text/random_text.h"

namespace samestory {
namespace {

using ::testing::ElementsAre;
using Kind = Sentence::Kind;

std::vector<std::string> Sentences(std::string_view text) {
  const TokenizedText tokenized = TokenizeWithSentences(text);
  std::vector<std::string> out;
  for (const Sentence& sentence : tokenized.sentences) {
    out.emplace_back(text.substr(sentence.start, sentence.end - sentence.start));
  }
  return out;
}

std::vector<Kind> Kinds(std::string_view text) {
  const TokenizedText tokenized = TokenizeWithSentences(text);
  std::vector<Kind> out;
  for (const Sentence& sentence : tokenized.sentences) out.push_back(sentence.kind);
  return out;
}

void ExpectOne(std::string_view sentence) {
  const std::string text = std::string(sentence) + " Mưa vẫn rơi.";
  EXPECT_THAT(Sentences(text), ElementsAre(sentence, "Mưa vẫn rơi."));
}

// Every token in one sentence, sentences in order, all that is not white space covered.
void CheckLaws(std::string_view text) {
  const TokenizedText tokenized = TokenizeWithSentences(text);
  uint32_t token = 0, end = 0;
  const auto expect_white = [&](size_t from, size_t to) {
    for (size_t position = from; position < to;) {
      ASSERT_TRUE(Describe(Table(), DecodeUtf8(text, &position)).Is(CodePoint::kWhiteSpace)) << text;
    }
  };
  for (const Sentence& sentence : tokenized.sentences) {
    ASSERT_EQ(sentence.first_token, token);
    ASSERT_GT(sentence.token_count, 0u);
    ASSERT_EQ(sentence.start, tokenized.tokens[token].start);
    ASSERT_GE(sentence.start, end);
    token += sentence.token_count;
    ASSERT_LE(token, tokenized.tokens.size());
    ASSERT_EQ(sentence.end, tokenized.tokens[token - 1].end);
    expect_white(end, sentence.start);
    end = sentence.end;
  }
  ASSERT_EQ(token, tokenized.tokens.size());
  expect_white(end, text.size());
}

TEST(SentenceTest, StopsEndSentences) {
  EXPECT_THAT(Sentences("Nước lên nhanh. Dân rời đi! Ai ở lại? Không ai."),
              ElementsAre("Nước lên nhanh.", "Dân rời đi!", "Ai ở lại?", "Không ai."));
  EXPECT_THAT(Sentences(""), ElementsAre());
  EXPECT_THAT(Sentences(" \n "), ElementsAre());
  EXPECT_THAT(Sentences("không có dấu chấm"), ElementsAre("không có dấu chấm"));
  EXPECT_THAT(Sentences("Ngày một bền vững./. Hết."), ElementsAre("Ngày một bền vững./.", "Hết."));
}

TEST(SentenceTest, AbbreviationsDoNot) {
  for (const char* sentence :
       {"Ông sống ở TP. Bến Sông từ nhỏ.", "GS.TS. Lý Văn Bình nói vậy.", "Bà ở Q. 1 và làm ở Q.3 nhiều năm.",
        "Theo PGS. Trần An, đê đã yếu.", "ThS. Lê Na và BS. Võ Hà cùng đến.", "Th.S. Mai Vy dẫn đoàn.",
        "Xe về Tp. Hải Ninh lúc tối.", "He met Mr. Okafor and Dr. Lind there.",
        "The U.S. Senate voted on it.", "It is No. 5 on St. Mark's list.", "J. K. Moreau wrote it.",
        "They met George W. Lindqvist there.", "Giá tăng 5,4 lên 3.000 đồng ngày 15.1.2025 và 18-2 vừa qua.",
        "O Sr. Almeida falou com a Dra. Lima.", "Er kam am 3. Oktober an."}) {
    ExpectOne(sentence);
  }
  EXPECT_THAT(Sentences("He left the U.S. The talks ended."),
              ElementsAre("He left the U.S.", "The talks ended."));
  EXPECT_THAT(Sentences("Đội đứng đầu bảng E. Đội kia thua."),
              ElementsAre("Đội đứng đầu bảng E.", "Đội kia thua."));
  EXPECT_THAT(Sentences("1. Tuổi Mùi gặp may. 2. Tuổi Hợi bình thường."),
              ElementsAre("1. Tuổi Mùi gặp may.", "2. Tuổi Hợi bình thường."));
  EXPECT_THAT(Sentences("Năm 2013. Mọi người chờ."), ElementsAre("Năm 2013.", "Mọi người chờ."));
  EXPECT_THAT(Sentences("It is the U.S.' oldest dam."), ElementsAre("It is the U.S.' oldest dam."));
}

TEST(SentenceTest, QuotesAndBracketsStayWhole) {
  EXPECT_THAT(Sentences("“Nước lên. Chúng tôi chạy.” Ông kể lại."),
              ElementsAre("“Nước lên. Chúng tôi chạy.”", "Ông kể lại."));
  EXPECT_THAT(Sentences("“Sao lại thế?” ông hỏi. Không ai đáp."),
              ElementsAre("“Sao lại thế?” ông hỏi.", "Không ai đáp."));
  EXPECT_THAT(Sentences("\"It rose. We ran.\" He paused."),
              ElementsAre("\"It rose. We ran.\"", "He paused."));
  EXPECT_THAT(Sentences("Họ rời đi (xem tr. 3. Phần sau). Rồi về."),
              ElementsAre("Họ rời đi (xem tr. 3. Phần sau).", "Rồi về."));
  EXPECT_THAT(Sentences("Ông nói “không đóng. Bà đi. Cô về."),
              ElementsAre("Ông nói “không đóng.", "Bà đi.", "Cô về."));
}

TEST(SentenceTest, AnEllipsisEndsOneOnlyBeforeACapital) {
  EXPECT_THAT(Sentences("Gạo, muối, cá… đều hết. Rồi... mưa… Dân chờ."),
              ElementsAre("Gạo, muối, cá… đều hết.", "Rồi... mưa…", "Dân chờ."));
}

TEST(SentenceTest, OtherScripts) {
  EXPECT_THAT(Sentences("今天下雨。河水上涨！大家离开了吗？“走吧。”他说。"),
              ElementsAre("今天下雨。", "河水上涨！", "大家离开了吗？", "“走吧。”", "他说。"));
  EXPECT_THAT(Sentences("هل وصل القطار؟ نعم وصل. غادر الجميع."),
              ElementsAre("هل وصل القطار؟", "نعم وصل.", "غادر الجميع."));
  EXPECT_THAT(Sentences("आज बारिश हुई। नदी बढ़ गई।"), ElementsAre("आज बारिश हुई।", "नदी बढ़ गई।"));
  EXPECT_THAT(Sentences("วันนี้ฝนตกหนัก แม่น้ำสูงขึ้น\nชาวบ้านย้ายออก"),
              ElementsAre("วันนี้ฝนตกหนัก แม่น้ำสูงขึ้น", "ชาวบ้านย้ายออก"));
}

TEST(SentenceTest, LinesEndParagraphsButWrappedTextGoesOn) {
  EXPECT_THAT(Sentences("Một dòng đứng riêng\nDòng kế tiếp cũng vậy"),
              ElementsAre("Một dòng đứng riêng", "Dòng kế tiếp cũng vậy"));
  EXPECT_THAT(Sentences("Xin chờ thêm\n60 giây nữa."), ElementsAre("Xin chờ thêm\n60 giây nữa."));
  EXPECT_THAT(Sentences("câu này chưa hết\nvà còn tiếp.\n\nĐoạn sau"),
              ElementsAre("câu này chưa hết\nvà còn tiếp.", "Đoạn sau"));
  const std::string wrapped =
      "The river rose by two metres on Monday night and the town of Bensong\n"
      "Harbour was left without power for most of the day while crews worked\n"
      "Along the eastern bank. Nobody was hurt, the mayor told reporters, but\n"
      "Three families had to leave their homes until the water fell again.\n";
  EXPECT_EQ(Sentences(wrapped).size(), 2u);
}

TEST(SentenceKindTest, HeadAndFoot) {
  const std::string text =
      "Bến Sông mở lại bến phà sau bão\n\n15/01/2025 19:16 GMT+7\n\nSáng nay bến phà mở lại. Dân mừng.\n\n"
      "Khách chờ phà sáng nay\n\nẢNH: HẢI YẾN\n\nPhà chạy đến tối.\n\nNhư Hạ\n\nTop\n\n"
      "Bạn không thể gửi bình luận liên tục. Xin chờ.";
  EXPECT_THAT(Kinds(text), ElementsAre(Kind::kTitle, Kind::kDateline, Kind::kBody, Kind::kBody,
                                       Kind::kCaption, Kind::kCaption, Kind::kBody, Kind::kByline,
                                       Kind::kFurniture, Kind::kFurniture, Kind::kFurniture));
  EXPECT_THAT(Kinds("By Ruth Okafor\nThe bridge is open again."), ElementsAre(Kind::kByline, Kind::kBody));
  EXPECT_THAT(Kinds("A Bridge Opens\nBy Ruth Okafor\nThe bridge is open again."),
              ElementsAre(Kind::kTitle, Kind::kByline, Kind::kBody));
  EXPECT_THAT(Kinds("(Bến Sông) –\nCầu đã mở lại."), ElementsAre(Kind::kDateline, Kind::kBody));
  EXPECT_THAT(Kinds("Cầu đã mở lại sáng nay. Theo TTXVN"), ElementsAre(Kind::kBody, Kind::kByline));
  EXPECT_THAT(
      Sentences("date 2025-02 Bến Sông mở lại bến phà 19/02/2025 05:02\n\nSáng nay phà chạy."),
      ElementsAre("date 2025-02", "Bến Sông mở lại bến phà", "19/02/2025 05:02", "Sáng nay phà chạy."));
}

TEST(SentenceKindTest, CaptionsInParagraphs) {
  for (const char* caption :
       {"Bến phà sáng nay. Ảnh: TTXVN", "Bến phà sáng nay. (Ảnh: TTXVN)", "Bến phà sáng nay- Ảnh 1.",
        "Bến phà sáng nay. Ảnh minh họa.", "The ferry on Monday. Photo: Ruth Okafor",
        "Bến phà sáng nay (Nguồn: AFP).", "Ảnh: Hải Yến/TTXVN"}) {
    const std::string text = std::string("Phà chạy.\n\n") + caption + "\n\nDân mừng.";
    EXPECT_THAT(Sentences(text), ElementsAre("Phà chạy.", caption, "Dân mừng."));
    EXPECT_THAT(Kinds(text), ElementsAre(Kind::kBody, Kind::kCaption, Kind::kBody)) << caption;
  }
}

TEST(SentenceKindTest, CaptionsInRunningText) {
  const auto check = [](const std::string& caption, const std::string& next) {
    const std::string text = "Phà chạy. " + caption + " " + next;
    EXPECT_THAT(Sentences(text), ElementsAre("Phà chạy.", caption, next));
    EXPECT_THAT(Kinds(text), ElementsAre(Kind::kBody, Kind::kCaption, Kind::kBody));
  };
  check("Khách chờ phà sáng nay - Ảnh: AFP", "Theo ban quản lý, phà đã sửa.");
  check("Khách chờ phà. Ảnh: Lý Hải Yến", "Như vậy, phà đã chạy.");
  check("Khách chờ phà (Ảnh: Hải Yến)", "Ban quản lý cho biết phà đã sửa.");
  check("Khách chờ phà. Ảnh: Hải Yến.", "Ban quản lý nói phà đã sửa.");
  check("Khách chờ phà. Ảnh: TTXVN", "Ban quản lý nói phà đã sửa.");
  check("Khách chờ phà - Ảnh: Bensong Post", "Phong trào lan rộng.");
  check("Khách chờ phà. Ảnh: benphai.vn", "Ban quản lý nói phà đã sửa.");
  check("Khách chờ phà. Ảnh: Tư liệu", "Được biết, phà đã sửa.");
  check("Khách chờ phà. Ảnh: HY", "“Phà đã sửa”, ban quản lý nói.");
  check("Khách chờ phà. Ảnh: bến cung cấp.", "Ban quản lý nói phà đã sửa.");
}

TEST(SentenceKindTest, ThePictureInASentenceIsNoCredit) {
  EXPECT_THAT(Kinds("Ông xem ảnh và nói: được. Bà xem hình: đẹp."), ElementsAre(Kind::kBody, Kind::kBody));
}

TEST(SentenceTest, LawsHoldOnAnyText) {
  std::mt19937_64 random(41);
  static constexpr std::string_view kPieces[] = {
      "Ảnh",      ":",      " ",         "(",        ")",
      ".",        "...",    "\n",        "\n\n",     "“",
      "”",        "\"",     "TTXVN",     "Hải Yến",  "date 2025-10-10",
      "- Ảnh 1.", "Theo",   "TP.",       "a",        "5,4",
      "。",       "?",      "'",         "-",        "/",
      "Top",      "\u200B", "Photo: AP", "minh họa", "U.S."};
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (int i = 0; i < 30; ++i) {
      text += kPieces[random() % std::size(kPieces)];
      if (random() % 2 == 0) text += ' ';
    }
    CheckLaws(text);
  }
  for (int round = 0; round < 300; ++round) CheckLaws(RandomText(&random, 100));
  for (int round = 0; round < 200; ++round) CheckLaws(RandomBytes(&random, 200));
}

TEST(SentenceTest, FloodsCostLinearTime) {
  for (const char* unit :
       {"x", ".", "(", "“", "\"", "Ảnh: ", "(Ảnh: ", "\n", "A. ", "- ", "Ảnh minh họa ", "中", "! "}) {
    std::string flood;
    while (flood.size() < (1 << 20)) flood += unit;
    CheckLaws(flood);
  }
}

}  // namespace
}  // namespace samestory
