#include "engine/text/named_days.h"

#include <gtest/gtest.h>

#include <array>
#include <random>
#include <span>
#include <string>
#include <vector>

#include "engine/text/tokenize.h"

namespace samestory {
namespace {

using Days = std::vector<NamedDay>;

constexpr NamedDay Day(int day, int month) { return static_cast<NamedDay>(month * 32 + day); }

const Days kNone;
const Days k13June{Day(13, 6)};

Days DaysOf(std::string_view text) {
  const TokenizedText tokenized = TokenizeWithSentences(text);
  return NamedDays(tokenized, tokenized.tokens);
}

TEST(NamedDays, OfNothingAreNone) {
  EXPECT_EQ(DaysOf(""), kNone);
  EXPECT_EQ(DaysOf(" \n\n "), kNone);
  EXPECT_EQ(DaysOf("Cầu Vàm Sậy ngừng lưu thông vì trụ cầu lún 17 cm."), kNone);
  EXPECT_EQ(NamedDays(TokenizedText(), {}), kNone);
}

TEST(NamedDays, WithASlash) {
  for (const char* text :
       {"13/6", "Cầu đóng từ 13/6.", "13/06", "ngày 13/6", "sáng mai 13/6", "ngày mai, 13/6", "(13/6)",
        "13/6/2017", "ngày 13/06/2017", "13 / 6", "on 6/13", "Chiều tối 13/6, phà chạy lại"}) {
    EXPECT_EQ(DaysOf(text), k13June) << text;
  }
}

TEST(NamedDays, WithADashOrStopOnlyWhereAnnounced) {
  for (const char* text :
       {"ngày 13-6", "Ngày 13-6", "NGÀY 13-6", "ngày 13–6", "sáng nay (13.6)", "sáng nay (13-6)", "tối 13.6",
        "hôm qua 13.6", "ngày 13.6.2017", "ngày 13-6-2017", "thứ hai (13-6)", "Chủ nhật (13.6)", "am 13.6.",
        "sáng mai (13-6)", "ngày 13.06"}) {
    EXPECT_EQ(DaysOf(text), k13June) << text;
  }
  for (const char* text : {"thắng 3-2", "thắng Lào (3-2)", "tỷ số 2-1", "lãi suất 3.2", "tăng (3.2%)",
                           "on 3.5 acres", "on 3-2 votes", "3.2 triệu", "13.6 độ", "13-6"}) {
    EXPECT_EQ(DaysOf(text), kNone) << text;
  }
}

TEST(NamedDays, WhatCouldBeAFractionWantsAnAnnouncement) {
  for (const char* text : {"2/3", "hơn 2/3 đại biểu", "9/10", "chiếm 9/10 diện tích", "two of 3/4", "6/13"}) {
    EXPECT_EQ(DaysOf(text), kNone) << text;
  }
  for (const char* text : {"ngày 9/10", "sáng 9/10", "tối mai 9/10", "thứ hai (9/10)", "terça-feira (9/10)",
                           "dia 9/10", "le 9/10"}) {
    EXPECT_EQ(DaysOf(text), Days{Day(9, 10)}) << text;
  }
}

TEST(NamedDays, VietnameseInWords) {
  for (const char* text : {"ngày 13 tháng 6", "Ngày 13 tháng 6 năm 2017", "13 tháng 6", "NGÀY 13 THÁNG 6",
                           "ngày 13 tha\u0301ng 6"}) {
    EXPECT_EQ(DaysOf(text), k13June) << text;
  }
  EXPECT_EQ(DaysOf("trong 13 tháng"), kNone);
  EXPECT_EQ(DaysOf("6 tháng 2017"), kNone);
  EXPECT_EQ(DaysOf("13 tháng 13"), kNone);
  EXPECT_EQ(DaysOf("chị Mai 25 tuổi, mai 10 giờ về"), kNone) << "a name, and tomorrow";
}

TEST(NamedDays, MonthsOfOtherLanguages) {
  for (const char* text :
       {"June 13", "JUNE 13", "June 13, 2017", "13 June", "13 of June", "on 13 June 2017",  // English
        "13 de junho", "13 de Junho de 2017", "13 de junio", "13 juin", "13. Juni", "13 Juni",
        "am 13. Juni 2017", "13 giugno", "13 juni", "tanggal 13 Juni", "13 июня", "13 ИЮНЯ 2017",
        "13 يونيو"}) {
    EXPECT_EQ(DaysOf(text), k13June) << text;
  }
  EXPECT_EQ(DaysOf("1 março, 2 août, 3. März, 4 февраля, 5 ديسمبر, 6 september, 7 mei, 8 mars, 9 mai"),
            (Days{Day(1, 3), Day(2, 8), Day(3, 3), Day(4, 2), Day(5, 12), Day(6, 9), Day(7, 5), Day(8, 3),
                  Day(9, 5)}));
}

TEST(NamedDays, EveryMonthOfTheYear) {
  constexpr std::array kMonths = {"January", "February", "March",     "April",   "May",      "June",
                                  "July",    "August",   "September", "October", "November", "December"};
  for (int month = 1; month <= 12; ++month) {
    const std::string name = kMonths[static_cast<size_t>(month - 1)], number = std::to_string(month);
    for (int day = 1; day <= 31; ++day) {
      const std::string d = std::to_string(day);
      for (const std::string& text : {name + " " + d, d + " " + name, "ngày " + d + "/" + number,
                                      "ngày " + d + " tháng " + number, "ngày " + d + "-" + number}) {
        ASSERT_EQ(DaysOf(text), Days{Day(day, month)}) << text;
      }
    }
  }
}

TEST(NamedDays, EnglishMonthsWantTheirCapital) {
  for (const char* text :
       {"this may 5 people like", "they march 20 km", "at least 13 may have died", "20 march on",
        "a troop of 9 may pass", "June", "13", "in June 2017", "June 45", "May, 13 people"}) {
    EXPECT_EQ(DaysOf(text), kNone) << text;
  }
  EXPECT_EQ(DaysOf("May 5 and March 20, 6 May, 7 March"),
            (Days{Day(5, 5), Day(20, 3), Day(6, 5), Day(7, 3)}));
}

TEST(NamedDays, OrdinalsAndOtherDigitsAreNotRead) {
  for (const char* text : {"the 13th of June", "June 13th", "1er juin", "1º de junho", "١٣ يونيو"}) {
    EXPECT_EQ(DaysOf(text), kNone) << text;
  }
}

TEST(NamedDays, OfARangeBothEnds) {
  const Days both{Day(12, 6), Day(13, 6)};
  for (const char* text : {"12-13/6", "ngày 12-13/6", "từ ngày 12–13/6/2017", "(12-13/6)"}) {
    EXPECT_EQ(DaysOf(text), both) << text;
  }
  EXPECT_EQ(DaysOf("ngày 5-7/9"), (Days{Day(5, 9), Day(7, 9)})) << "not the fifth of July";
  EXPECT_EQ(DaysOf("2-3/4 muỗng"), kNone);
  EXPECT_EQ(DaysOf("ngày 31/5-ngày 2/6"), (Days{Day(31, 5), Day(2, 6)}));
}

TEST(NamedDays, AlwaysIsNoDay) {
  EXPECT_EQ(DaysOf("mở cửa 24/7"), kNone);
  EXPECT_EQ(DaysOf("open 24/7"), kNone);
  EXPECT_EQ(DaysOf("ngày 24/7"), Days{Day(24, 7)});
  EXPECT_EQ(DaysOf("sáng 24/7/2017"), Days{Day(24, 7)});
}

TEST(NamedDays, WithTheirPlaces) {
  TokenizedText text;
  Tokenize("từ 12-13/6 đến 20 tháng 7, rồi June 13", &text);
  const std::vector<FoundDay> found = FindNamedDays(text, text.tokens);
  ASSERT_EQ(found.size(), 4u);
  const std::array<FoundDay, 4> expected = {
      {{1, 1, Day(12, 6)}, {3, 3, Day(13, 6)}, {7, 3, Day(20, 7)}, {12, 2, k13June[0]}}};
  for (size_t i = 0; i < found.size(); ++i) {
    EXPECT_EQ(found[i].first, expected[i].first) << i;
    EXPECT_EQ(found[i].count, expected[i].count) << i;
    EXPECT_EQ(found[i].day, expected[i].day) << i;
  }
}

TEST(NamedMonth, EnglishOnesWantTheirCapital) {
  EXPECT_EQ(NamedMonth("may", true), 5);
  EXPECT_EQ(NamedMonth("may", false), 0);
  EXPECT_EQ(NamedMonth("junho", false), 6);
  EXPECT_EQ(NamedMonth("", true), 0);
  EXPECT_EQ(NamedMonth("tháng", true), 0);
}

TEST(NamedDays, ImpossibleOnes) {
  for (const char* text : {"32/13", "ngày 32/6", "ngày 13/13", "ngày 0/6", "ngày 13/0", "ngày 00/00",
                           "ngày 40-50", "ngày 32.6", "June 32", "32 June", "June 0", "ngày 99 tháng 99"}) {
    EXPECT_EQ(DaysOf(text), kNone) << text;
  }
  EXPECT_EQ(DaysOf("31/02"), Days{Day(31, 2)}) << "a day by its form";
  EXPECT_EQ(DaysOf("ngày 30.2"), Days{Day(30, 2)});
}

TEST(NamedDays, LongerNumbersAndChainsAreNone) {
  for (const char* text :
       {"113/6", "ngày 13/600", "ngày 013/6", "ngày 13.600", "ngày 1.2345", "2017/6/13", "June 130",
        "1/2/3/4", "ngày 99999999999999999999/6", "ngày 6/99999999999999999999"}) {
    EXPECT_EQ(DaysOf(text), kNone) << text;
  }
  const std::string digits(100'000, '7');
  EXPECT_EQ(DaysOf("ngày " + digits + "/" + digits), kNone);
  EXPECT_EQ(DaysOf("ngày " + digits + "." + digits), kNone);
}

TEST(NamedDays, CutOffAtTheEnd) {
  for (const char* text : {"ngày", "ngày 13", "ngày 13/", "ngày 13-", "ngày 13 tháng", "June", "13 de", "13.",
                           "(", "/", "12-13/", "ngày 12-"}) {
    EXPECT_EQ(DaysOf(text), kNone) << text;
  }
}

TEST(NamedDays, InOrderAndAsOftenAsNamed) {
  EXPECT_EQ(DaysOf("Ngày 14/6 họp lại. Cuộc họp 13/6 hoãn.\n\nTừ 14/6 đến 20 tháng 7, rồi June 13."),
            (Days{Day(14, 6), Day(13, 6), Day(14, 6), Day(20, 7), Day(13, 6)}));
}

TEST(NamedDays, OfSomeTokensAlone) {
  TokenizedText text;
  Tokenize("ngày 9/10 và 13/6", &text);
  const auto of = [&](size_t first, size_t count) {
    return NamedDays(text, std::span(text.tokens).subspan(first, count));
  };
  EXPECT_EQ(of(0, text.tokens.size()), (Days{Day(9, 10), Day(13, 6)}));
  EXPECT_EQ(of(1, 7), k13June) << "what announces the first is not among them";
  EXPECT_EQ(of(0, 7), Days{Day(9, 10)}) << "the second is cut";
  EXPECT_EQ(of(3, 0), kNone);
}

TEST(NamedDays, AnyTokensGiveDaysOfTheYear) {
  const std::vector<std::string> parts = {
      "13", "6",  "31",   "2",     "0",    "99",  "/",      "-",  ".", "(",    ")",  "May", "ngày",
      "de", "of", "June", "tháng", "13.6", "mai", "января", "\n", " ", "\xff", "๑๓", "13th"};
  std::mt19937 random(71);
  for (int trial = 0; trial < 5000; ++trial) {
    std::string text;
    for (size_t i = random() % 40; i > 0; --i)
      text += parts[random() % parts.size()] + (random() % 2 ? " " : "");
    for (const NamedDay day : DaysOf(text)) {
      ASSERT_TRUE(day / 32 >= 1 && day / 32 <= 12 && day % 32 >= 1) << text;
    }
  }
}

}  // namespace
}  // namespace samestory
