#include "engine/text/facts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "engine/text/tokenize.h"
#include "tests/support/cpu_time.h"
#include "tests/text/random_text.h"

namespace samestory {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using Kind = TextFact::Kind;
using Strings = std::vector<std::string>;

struct Found {
  std::string written;
  TextFact fact;
};

std::vector<Found> FactsOf(const std::string& text, Kind kind) {
  const TokenizedText tokenized = TokenizeWithSentences(text);
  std::vector<Found> found;
  for (const TextFact& fact : FindFacts(text, tokenized)) {
    if (fact.kind != kind) continue;
    const uint32_t start = tokenized.tokens.at(fact.first_token).start;
    const uint32_t end = tokenized.tokens.at(fact.first_token + fact.token_count - 1).end;
    found.push_back({text.substr(start, end - start), fact});
  }
  return found;
}

Strings Written(const std::string& text, Kind kind) {
  Strings written;
  for (const Found& found : FactsOf(text, kind)) written.push_back(found.written);
  return written;
}

Strings Numbers(const std::string& text) { return Written(text, Kind::kNumber); }
Strings Dates(const std::string& text) { return Written(text, Kind::kDate); }
Strings Names(const std::string& text) { return Written(text, Kind::kName); }
Strings Quotations(const std::string& text) { return Written(text, Kind::kQuotation); }

// The only fact of its kind.
TextFact Only(const std::string& text, Kind kind) {
  const std::vector<Found> found = FactsOf(text, kind);
  EXPECT_EQ(found.size(), 1u) << text;
  return found.empty() ? TextFact() : found[0].fact;
}

// Running text around it, so that its language is told.
std::string Vi(const std::string& text) { return "Theo người dân của xã thì sự việc là như vậy. " + text; }
std::string En(const std::string& text) { return "It was said that they have been there for long. " + text; }
std::string Pt(const std::string& text) { return "Os moradores da vila já não foram mais para lá. " + text; }

void ExpectSame(Kind kind, const Strings& texts) {
  for (const std::string& text : texts) {
    EXPECT_EQ(Only(text, kind).value, Only(texts[0], kind).value) << text << " / " << texts[0];
    EXPECT_EQ(Only(text, kind).subject, Only(texts[0], kind).subject) << text << " / " << texts[0];
  }
}

TEST(Facts, OfNothingAreNone) {
  EXPECT_TRUE(FindFacts("", TokenizedText()).empty());
  for (const Kind kind : {Kind::kNumber, Kind::kDate, Kind::kName, Kind::kQuotation}) {
    EXPECT_THAT(Written("", kind), IsEmpty());
    EXPECT_THAT(Written(" \n\n ", kind), IsEmpty());
    EXPECT_THAT(Written("Cầu đóng vì trụ cầu lún.", kind), IsEmpty());
  }
}

TEST(FactsNumbers, HoweverWritten) {
  ExpectSame(Kind::kNumber, {Vi("Có 3 người qua cầu."), Vi("Có ba người qua cầu."), Vi("BA người qua cầu.")});
  ExpectSame(Kind::kNumber, {Vi("Cần 21 người."), Vi("Cần hai mươi mốt người."), Vi("Cần hai mốt người.")});
  ExpectSame(Kind::kNumber,
             {Vi("Cần 102 người."), Vi("Cần một trăm lẻ hai người."), Vi("Cần một trăm linh hai người.")});
  ExpectSame(Kind::kNumber, {Vi("Cần 1.240 người."), Vi("Cần 1240 người."), Vi("Cần 1 240 người."),
                             Vi("Cần 1,240 người."), Vi("Cần một nghìn hai trăm bốn mươi người.")});
  ExpectSame(Kind::kNumber, {Vi("Chi 2,5 triệu đồng."), Vi("Chi 2.5 triệu đồng."), Vi("Chi 2.500.000 đồng."),
                             Vi("Chi hai triệu rưỡi đồng."), Vi("Chi 2 triệu 500 nghìn đồng."),
                             Vi("Chi 2.500 ngàn VNĐ."), Vi("Chi 2,5tr đồng.")});
  ExpectSame(Kind::kNumber, {Vi("Chi 1.200 tỷ đồng."), Vi("Chi 1,2 nghìn tỉ đồng.")});
  ExpectSame(Kind::kNumber, {Vi("Tăng 3,5%."), Vi("Tăng 3.5 %."), Vi("Tăng 3,5 phần trăm.")});
  ExpectSame(Kind::kNumber, {En("They sent 21 boats."), En("They sent twenty-one boats."),
                             En("They sent twenty one boats.")});
  ExpectSame(Kind::kNumber, {En("They sent 230 boats."), En("They sent two hundred and thirty boats.")});
  ExpectSame(Kind::kNumber, {En("It cost $1.5 million."), En("It cost $1,500,000."), En("It cost US$1.5m."),
                             En("It cost 1.5 million dollars."), En("It cost $1.5mn.")});
  ExpectSame(Kind::kNumber, {Pt("Vieram 3 barcos."), Pt("Vieram três barcos.")});
  ExpectSame(Kind::kNumber, {Pt("Custou R$ 2,5 milhões."), Pt("Custou 2,5 milhões de reais."),
                             Pt("Custou 2.500.000 reais.")});
}

TEST(FactsNumbers, OfOtherValuesDiffer) {
  const uint64_t three = Only(Vi("Có 3 người qua cầu."), Kind::kNumber).value;
  for (const char* text : {"Có 4 người qua cầu.", "Có 30 người qua cầu.", "Có 3 triệu người qua cầu.",
                           "Có 3% người qua cầu.", "Có 3,1 người qua cầu."}) {
    EXPECT_NE(Only(Vi(text), Kind::kNumber).value, three) << text;
  }
}

TEST(FactsNumbers, SubjectsAreWhatIsCounted) {
  const auto subject = [](const std::string& text) { return Only(text, Kind::kNumber).subject; };
  EXPECT_EQ(subject(Vi("Có 17 người bị thương.")), subject(Vi("Có 19 người bị thương.")));
  EXPECT_EQ(subject(Vi("Có 17 người bị thương.")), subject(Vi("Có khoảng mười chín Người nhà.")));
  EXPECT_NE(subject(Vi("Có 17 người bị thương.")), subject(Vi("Có 17 xe bị hỏng.")));
  EXPECT_EQ(subject(En("They lost 5 boats.")), subject(En("They lost one hundred boat sheds.")));
  EXPECT_EQ(subject(En("Some 5 of the boats sank.")), subject(En("Then 7 boats sank.")));
  EXPECT_EQ(subject(Pt("São 5 milhões de barcos.")), subject(Pt("São 5 barcos.")));
  EXPECT_EQ(subject(Vi("Dài 5 km.")), subject(Vi("Dài 7km.")));
  EXPECT_EQ(subject(Vi("Số người là 17.")), 0u);
}

TEST(FactsNumbers, SpansHoldTheWholeNumber) {
  EXPECT_THAT(Numbers(Vi("Cần hơn 2 tỷ 300 triệu đồng và 3,5% vốn.")), ElementsAre("2 tỷ 300 triệu", "3,5%"));
  EXPECT_THAT(Numbers(En("It took $1.5 million and twenty-one men.")),
              ElementsAre("$1.5 million", "twenty-one"));
  EXPECT_THAT(Numbers(Vi("Chừng 10-15 người, lỗ 30 - 40%.")), ElementsAre("10", "15", "30", "40%"));
  EXPECT_THAT(Numbers(En("A 17-year-old warden came.")), ElementsAre("17"));
}

TEST(FactsNumbers, WordsWithOtherMeanings) {
  for (const char* text :
       {"Sáng thứ ba cầu đóng.", "Hàng năm người dân sửa cầu.", "Mỗi năm người dân sửa cầu.",
        "Trái cây chín rồi.", "Anh Hai Lúa qua cầu.", "Đường Hai Bà Trưng vắng.", "Hai bên cùng sửa.",
        "Cả 2 bên cùng sửa.", "Một chiếc ghe qua cầu.", "Vài ba người qua cầu.", "Ba mẹ qua cầu.",
        "Họ về hạng ba chung cuộc.", "Năm nay cầu mới xong.", "Chừng hai ba người qua cầu.",
        "Hàng trăm người qua cầu.", "Lần thứ hai cầu lún.", "Họp lần thứ 17."}) {
    EXPECT_THAT(Numbers(Vi(text)), IsEmpty()) << text;
  }
  EXPECT_THAT(Numbers(Vi("Có năm người, mười năm, chín tháng.")), ElementsAre("năm", "mười", "chín"));
  for (const char* text : {"One of them left.", "This one is new.", "They won two-thirds.",
                           "On the twenty-first.", "It took two and a half weeks.", "They live in chapter 5.",
                           "Hundreds of boats came.", "Six Flags opened near Two Rivers."}) {
    EXPECT_THAT(Numbers(En(text)), IsEmpty()) << text;
  }
  EXPECT_THAT(Numbers(Pt("Um barco e uma casa.")), IsEmpty());
  EXPECT_THAT(Numbers(En("They came once, and dos and seis mean little.")), IsEmpty()) << "Spanish";
}

TEST(FactsNumbers, PartsOfNamesAndCodesAreNone) {
  for (const char* text :
       {"Dịch Covid-19 đã qua.", "Đội U23 và nhóm G20 gặp nhau.", "Máy bay Boeing 737 hạ cánh.",
        "Họ thắng 2-1 ở sân nhà.", "Gọi số 0912 345 678 nhé.", "Gọi 0912345678 nhé.",
        "Địa chỉ 192.168.1.1 đó.", "Xe 51F-123.45 đó.", "Công văn số 6794/BYT-VP đó.",
        "Học sinh lớp 5 và quận 7.", "Bản 1.2.3 mới.", "Phòng 007 và 12,34,56.", "Tỷ lệ 5/7 đó.",
        "1. Cầu Vàm Sậy lún.", "Nhà ở 36 Hàng Sậy đó."}) {
    EXPECT_THAT(Numbers(Vi(text)), IsEmpty()) << text;
  }
  EXPECT_THAT(Numbers(En("The iPhone 5 and No. 7 and the 3rd bridge.")), IsEmpty());
}

TEST(FactsDates, HoweverWritten) {
  ExpectSame(
      Kind::kDate,
      {Vi("Ngày 9/10 cầu đóng."), Vi("Ngày 9-10 cầu đóng."), Vi("Ngày 9.10 cầu đóng."),
       Vi("Ngày 9/10/2025 cầu đóng."), Vi("Ngày 9 tháng 10 cầu đóng."),
       Vi("Ngày 9 tháng 10 năm 2025 cầu đóng."), Vi("Cầu đóng (9.10.2025)."), Vi("Cầu đóng 2025-10-09."),
       En("It shut on October 9."), En("It shut on 9 October 2025."), En("It shut on the 9th of October."),
       En("It shut on Oct. 9, 2025."), En("It shut on October 9th."), Pt("Fechou em 9 de outubro de 2025.")});
  ExpectSame(Kind::kDate, {Vi("Từ tháng 10/2025 cầu đóng."), Vi("Từ tháng 10 năm 2025 cầu đóng."),
                           En("It shut in October 2025."), Pt("Fechou em outubro de 2025.")});
  ExpectSame(Kind::kDate, {Vi("Cầu xây năm 2013."), En("It was built in 2013."), Pt("Abriu em 2013."),
                           Vi("Cầu mới (2013) rộng.")});
  ExpectSame(Kind::kDate, {Vi("Lúc 22h10 cầu lún."), Vi("Lúc 22:10 cầu lún."),
                           Vi("Lúc 22 giờ 10 phút cầu lún."), Vi("Lúc 10 giờ 10 tối qua."),
                           En("It sank at 10:10 p.m. there."), En("It sank at 10:10pm there.")});
  ExpectSame(Kind::kDate, {Vi("Lúc 7 giờ cầu lún."), Vi("Lúc 7h cầu lún."), En("It sank at 7 a.m. there.")});
}

TEST(FactsDates, SpansHoldTheWholeDate) {
  EXPECT_THAT(Dates(Vi("Từ 18 đến 19/10/2025, giai đoạn 2021-2025.")),
              ElementsAre("18", "19/10/2025", "2021", "2025"));
  EXPECT_THAT(Dates(En("On Oct. 9, 2025 and in May 2024.")), ElementsAre("Oct. 9, 2025", "May 2024"));
}

TEST(FactsDates, QuartersSizesAndStreetsAreNone) {
  const std::string text = Vi("Quý 3/2013 lãi; màn hình 1366 x 768; nhà 28 đường số 3.");
  EXPECT_THAT(Dates(text), IsEmpty());
  EXPECT_THAT(Numbers(text), IsEmpty());
}

TEST(FactsDates, OtherNumbersAreNone) {
  for (const char* text : {"Mở cửa 24/7 nhé.", "Thứ ba tuần sau.", "Sáng thứ hai.", "Chừng 2000 người.",
                           "Chờ 2 giờ liền.", "Tỷ lệ 12/10 người.", "Thắng 3-2 trên sân."}) {
    EXPECT_THAT(Dates(Vi(text)), IsEmpty()) << text;
  }
  EXPECT_THAT(Dates(En("They may march on Monday, in 2000 cases and 1500 cars.")), IsEmpty());
  EXPECT_THAT(Numbers(Vi("Ngày 9/10/2025, năm 2013, lúc 22h10.")), IsEmpty()) << "dates are no numbers";
  EXPECT_THAT(Numbers(Vi("Chừng 2000 người chờ 2 giờ liền.")), ElementsAre("2000", "2"));
}

TEST(FactsNames, InVietnamese) {
  EXPECT_THAT(Names(Vi("Tối qua, Chủ tịch xã Lê Văn Sậy gặp Thủ tướng Trung Quốc Hà Minh ở Bình Nhưỡng.")),
              ElementsAre("Lê Văn Sậy", "Trung Quốc", "Hà Minh", "Bình Nhưỡng"));
  EXPECT_THAT(Names(Vi("Hôm nay Bộ Ngoại giao và Liên hợp quốc nhắc tới UNCLOS.")),
              ElementsAre("Bộ Ngoại giao", "Liên hợp quốc", "UNCLOS"));
  EXPECT_THAT(Names(Vi("Tổng thống Mỹ Ruth Okafor gọi cho ông Sậy.")),
              ElementsAre("Mỹ", "Ruth Okafor", "Sậy"));
}

TEST(FactsNames, FirstWordsOfSentencesAreNone) {
  EXPECT_THAT(
      Names(Vi("Cầu đóng. Tại đây nước xiết. Theo đó phà chạy. Công an có mặt. “Chúng tôi chờ lâu”.")),
      IsEmpty());
  EXPECT_THAT(Names(En("Police came. The bridge shut. In all, they left. “Wait for me,” he said.")),
              IsEmpty());
  EXPECT_THAT(Names(En("Okafor left. Then Ruth Okafor said she left with Okafor.")),
              ElementsAre("Okafor", "Ruth Okafor", "Okafor"));
  EXPECT_THAT(Names(En("In Lowmoor the tide fell. The North Gate shut.")),
              ElementsAre("Lowmoor", "North Gate"));
}

TEST(FactsNames, TitlesDaysAndCapitalsAreNone) {
  EXPECT_THAT(Names(En("On Monday, President Ruth Okafor and Mr. Vale met Sen. Jo Marsh in January.")),
              ElementsAre("Ruth Okafor", "Vale", "Jo Marsh"));
  EXPECT_THAT(Names(Vi("CẦU VÀM SẬY ĐÓNG CỬA")), IsEmpty());
  EXPECT_THAT(Names(En("Bridge Shut After Tide Hits Lowmoor Hard")), IsEmpty());
  EXPECT_THAT(Names(Vi("Giá 5 USD ở thế kỷ XX.")), IsEmpty());
}

TEST(FactsNames, WithParticlesInitialsAndHyphens) {
  EXPECT_THAT(Names(Pt("Disse o senador José da Silva de Souza em Lisboa.")),
              ElementsAre("José da Silva de Souza", "Lisboa"));
  EXPECT_THAT(Names(En("Then Ruth W. Okafor met Kim Jong-un and Jean-Luc Vale of the Bank of Lowmoor.")),
              ElementsAre("Ruth W. Okafor", "Kim Jong-un", "Jean-Luc Vale of the Bank of Lowmoor"));
}

TEST(FactsNames, GoOnToTheEndOfAWord) {
  EXPECT_THAT(Names(Vi("Họ về thăm Khu Lưu niệm hôm qua, nơi lưu niệm.")), ElementsAre("Khu Lưu niệm"));
  EXPECT_THAT(Names(Vi("Quản lý tốt hơn. Hợp tác kinh tế tốt hơn. Nhờ quản lý.")), IsEmpty());
  EXPECT_THAT(Names(Vi("Hôm qua BS Nguyễn Văn Sậy và MC Lê Vàm về.")),
              ElementsAre("Nguyễn Văn Sậy", "Lê Vàm"));
}

TEST(FactsNames, OfOneValueHoweverWritten) {
  const auto value = [](const std::string& text) { return Only(text, Kind::kName).value; };
  EXPECT_EQ(value(Vi("Hôm qua ông Lý Cường về.")), value(Vi("Hôm qua ông Ly Cường về.")));
  EXPECT_EQ(value(Vi("Hôm qua ông Lý Cường về.")), value(Vi("Hôm qua ông LÝ CƯỜNG về.")));
  EXPECT_NE(value(Vi("Hôm qua ông Lý Cường về.")), value(Vi("Hôm qua ông Lý Công về.")));
  EXPECT_EQ(value(En("They saw Ruth Okafor.")), value(En("They saw Ruth Okafor's boat.")));
  EXPECT_EQ(value(En("They left the U.S. then.")), value(En("They left the US then.")));
  const std::vector<Found> found = FactsOf(En("Then Ruth Okafor left. They miss Okafor."), Kind::kName);
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].fact.value, found[1].fact.value) << "by the last name";
}

TEST(FactsQuotations, BetweenMarksOfEveryKind) {
  for (const char* text :
       {"Ông nói: “Cầu này lún rồi”.", "Ông nói: \"Cầu này lún rồi\".", "Ông nói: «Cầu này lún rồi».",
        "Ông nói: „Cầu này lún rồi“.", "Ông nói: 「Cầu này lún rồi」."}) {
    EXPECT_THAT(Quotations(text), ElementsAre("Cầu này lún rồi")) << text;
  }
  ExpectSame(Kind::kQuotation, {"Ông nói: “Cầu này lún rồi”.", "Ông nói: \"Cầu này, lún rồi!\""});
  EXPECT_THAT(Quotations("Một “cây cầu” và ‘cầu này lún rồi’."), IsEmpty());
}

TEST(FactsQuotations, Unbalanced) {
  for (const char* text :
       {"“", "”", "\"", "\"\"\"\"\"", "“ba từ này", "ba từ này”", "» ba từ này «", "「“「“"}) {
    EXPECT_THAT(Quotations(text), IsEmpty()) << text;
  }
  EXPECT_THAT(Quotations("Ông nói “rồi “cầu này lún rồi”."), ElementsAre("cầu này lún rồi"));
}

TEST(Facts, NestInsideQuotations) {
  const std::string text = Vi("Ông nói: “Có 3 người ở Bình Nhưỡng ngày 9/10”.");
  EXPECT_THAT(Quotations(text), ElementsAre("Có 3 người ở Bình Nhưỡng ngày 9/10"));
  EXPECT_THAT(Numbers(text), ElementsAre("3"));
  EXPECT_THAT(Names(text), ElementsAre("Bình Nhưỡng"));
  EXPECT_THAT(Dates(text), ElementsAre("9/10"));
}

// What the header promises of any text.
void ExpectLawful(const std::string& text) {
  const TokenizedText tokenized = TokenizeWithSentences(text);
  const std::vector<TextFact> facts = FindFacts(text, tokenized);
  std::vector<size_t> sentence_of(tokenized.tokens.size());
  for (size_t s = 0; s < tokenized.sentences.size(); ++s) {
    const Sentence& sentence = tokenized.sentences[s];
    std::fill_n(sentence_of.begin() + sentence.first_token, sentence.token_count, s);
  }
  size_t ends[4] = {0, 0, 0, 0};
  std::vector<size_t> open;
  for (size_t i = 0; i < facts.size(); ++i) {
    const TextFact& fact = facts[i];
    const size_t end = size_t{fact.first_token} + fact.token_count;
    ASSERT_GT(fact.token_count, 0u);
    ASSERT_LE(end, tokenized.tokens.size());
    ASSERT_EQ(sentence_of[fact.first_token], sentence_of[end - 1]);
    ASSERT_GE(fact.first_token, ends[static_cast<size_t>(fact.kind)]) << "overlaps its own kind";
    ends[static_cast<size_t>(fact.kind)] = end;
    while (!open.empty() && open.back() <= fact.first_token) open.pop_back();
    ASSERT_TRUE(open.empty() || open.back() >= end) << "neither nested nor disjoint";
    open.push_back(end);
    const uint32_t most = fact.kind == Kind::kName ? 13 : fact.kind == Kind::kQuotation ? 400 : 20;
    ASSERT_LE(fact.token_count, most);
    ASSERT_GE(fact.first_token, facts[i > 0 ? i - 1 : 0].first_token);
  }
}

TEST(Facts, KeepTheirOrderForAnyText) {
  std::mt19937_64 random(3);
  for (int trial = 0; trial < 300; ++trial) {
    ExpectLawful(RandomText(&random, 300));
    ExpectLawful(RandomBytes(&random, 300));
  }
}

TEST(Facts, KeepTheirOrderForAnyMixOfTheirParts) {
  const Strings parts = {"13",      "6",     "2025", "/",     "-",     ".",     ",",        "(",    ")",
                         "“",       "”",     "\"",   "ngày",  "tháng", "năm",   "hai",      "ba",   "mươi",
                         "trăm",    "triệu", "rưỡi", "lẻ",    "%",     "phần",  "trăm",     "Lý",   "Cường",
                         "Trung",   "Quốc",  "Bộ",   "Ngoại", "giao",  "Chủ",   "tịch",     "Mr",   "of",
                         "de",      "the",   "Bank", "May",   "22h10", "22",    ":",        "giờ",  "tối",
                         "lúc",     "$",     "US",   "R",     "m",     "1.240", "3,5",      "17km", "13th",
                         "Jan",     "và",    "ông",  "TTXVN", "Trump", "&",     "twenty",   "one",  "and",
                         "hundred", "a",     "half", "người", "TS",    "\n\n",  "18.1.2025"};
  std::mt19937_64 random(11);
  for (int trial = 0; trial < 3000; ++trial) {
    std::string text = trial % 3 == 0 ? Vi("") : trial % 3 == 1 ? En("") : Pt("");
    for (size_t i = random() % 60; i > 0; --i)
      text += parts[random() % parts.size()] + (random() % 3 ? " " : "");
    ExpectLawful(text);
    if (HasFatalFailure()) FAIL() << text;
  }
}

// Bounded runs and one walk: a megabyte of anything takes well under the ten seconds allowed here.
TEST(Facts, HostileTextsAreReadInOneWalk) {
  const auto repeat = [](const std::string& part, size_t times) {
    std::string text;
    for (size_t i = 0; i < times; ++i) text += part;
    return text;
  };
  const double start = CpuSeconds();
  for (const std::string& text : {std::string(1'000'000, '7'),    repeat("7 ", 300'000),
                                  repeat("123 ", 200'000),        repeat("1.", 300'000),
                                  repeat("Sậy ", 100'000),        repeat("Sậy-", 100'000),
                                  repeat("Sậy de ", 100'000),     repeat("“", 200'000),
                                  repeat("“ sậy ", 100'000),      repeat("hai ", 100'000),
                                  repeat("hai trăm lẻ ", 50'000), repeat("tỷ ", 100'000),
                                  repeat("3 tỷ ", 100'000),       repeat("9/10/", 100'000),
                                  repeat("2013-", 100'000),       repeat("Bộ Ngoại giao ", 50'000),
                                  repeat("twenty-", 100'000),     repeat("Mr. ", 100'000),
                                  repeat("U.", 100'000),          repeat("Chủ tịch ", 50'000)}) {
    ExpectLawful("Có 3 người của xã. " + text);
  }
  EXPECT_LT(CpuSeconds() - start, 60);
  EXPECT_THAT(Names(repeat("Sậy ", 100'000)), IsEmpty());
  EXPECT_THAT(Numbers(std::string(1'000'000, '7')), IsEmpty());
}

}  // namespace
}  // namespace samestory
