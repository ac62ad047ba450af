#include "engine/article/date.h"

#include <gtest/gtest.h>

#include <string>

namespace samestory {
namespace {

std::string Shown(const std::optional<Date>& date) { return date ? FormatDate(*date) : "none"; }

struct Form {
  const char* text;
  const char* iso;
};

TEST(Date, ReadsTheFormsOfStandardsAndNewspapers) {
  const Form kForms[] = {
      // ISO 8601 and RFC 3339
      {"2025-10-10", "2025-10-10"},
      {"  2025-10-10\n", "2025-10-10"},
      {"2025-10-09T22:10", "2025-10-09T22:10"},
      {"2025-10-09T22", "2025-10-09T22:00"},
      {"2025-10-09t22:10:05z", "2025-10-09T22:10:05Z"},
      {"2025-10-09T22:10:05.123456Z", "2025-10-09T22:10:05Z"},
      {"2025-10-09T22:10:05,5+07:00", "2025-10-09T22:10:05+07:00"},
      {"2025-10-09T22:10+0700", "2025-10-09T22:10+07:00"},
      {"2025-10-09T22:10-03:30", "2025-10-09T22:10-03:30"},
      {"2025-10-09 22:10:05 +07", "2025-10-09T22:10:05+07:00"},
      {"2025-10-09 22:10:05 UTC", "2025-10-09T22:10:05Z"},
      {"20251009T221005Z", "2025-10-09T22:10:05Z"},
      {"20251009", "2025-10-09"},
      {"2025-10-09+07:00", "2025-10-09"},
      {"0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"},
      {"9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z"},
      {"2024-02-29", "2024-02-29"},
      {"2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z"},
      // RFC 2822 and ctime
      {"Wed, 15 Jan 2025 19:16:07 +0700", "2025-01-15T19:16:07+07:00"},
      {"Wed, 15 Jan 2025 19:16:07 +0700 (ICT)", "2025-01-15T19:16:07+07:00"},
      {"15 Jan 25 19:16 EST", "2025-01-15T19:16-05:00"},
      {"15 Jan 97 19:16 PDT", "1997-01-15T19:16-07:00"},
      {"Wed Jan 15 19:16:07 2025", "2025-01-15T19:16:07"},
      {"Wed Jan  5 19:16:07 ICT 2025", "2025-01-05T19:16:07+07:00"},
      {"Wed Jan 15 2025 19:16:07 GMT+0700 (Indochina Time)", "2025-01-15T19:16:07+07:00"},
      // Vietnamese newspapers
      {"15/01/2025 19:16 GMT+7", "2025-01-15T19:16+07:00"},
      {"15/01/2025, 19:16 (GMT+7)", "2025-01-15T19:16+07:00"},
      {"19:16 ngày 15-1-2025", "2025-01-15T19:16"},
      {"19:16 15/1/2025", "2025-01-15T19:16"},
      {"19:16 - 15/01/2025", "2025-01-15T19:16"},
      {"19:16-15/01/2025", "2025-01-15T19:16"},
      {"Thứ hai, 15.1.2025, 19:16", "2025-01-15T19:16"},
      {"Thứ hai, 15/1/2025, 19:16 (GMT+7)", "2025-01-15T19:16+07:00"},
      {"THỨ HAI, NGÀY 15/1/2025 | 19:16", "2025-01-15T19:16"},
      {"Thu\u031B\u0301 hai, 15/1/2025", "2025-01-15"},
      {"Chủ Nhật, 19/01/2025 lúc 07:05 SA", "2025-01-19T07:05"},
      {"19/01/2025 07:05 CH", "2025-01-19T19:05"},
      {"Thứ 4, 15/01/2025", "2025-01-15"},
      {"Thứ tư, ngày 15 tháng 1 năm 2025 - 19h16", "2025-01-15T19:16"},
      {"ngày 15 tháng 01 năm 2025", "2025-01-15"},
      {"15 tháng 1, 2025", "2025-01-15"},
      {"15 Tháng Mười Hai, 2025", "2025-12-15"},
      {"Tháng Một 15, 2025", "2025-01-15"},
      {"15 Th1, 2025", "2025-01-15"},
      {"19 giờ 16 phút ngày 15/1/2025", "2025-01-15T19:16"},
      {"19g16, 15/1/2025", "2025-01-15T19:16"},
      {"15/1/2025 7h", "2025-01-15T07:00"},
      {"15/01/2025 • 19:16", "2025-01-15T19:16"},
      {"15/01/2025\u00A019:16", "2025-01-15T19:16"},
      // English newspapers
      {"January 15, 2025", "2025-01-15"},
      {"Jan. 15, 2025 at 7:16 p.m. EST", "2025-01-15T19:16-05:00"},
      {"Sept. 5th, 2025", "2025-09-05"},
      {"15 Jan 2025 7:16 pm", "2025-01-15T19:16"},
      {"15 Jan 2025 7pm", "2025-01-15T19:00"},
      {"12:05 AM, 15 January 2025", "2025-01-15T00:05"},
      {"12:05 PM, 15 January 2025", "2025-01-15T12:05"},
      {"Thu 4 Dec 2025", "2025-12-04"},
      {"Wednesday, the", "none"},
      {"15th of January, 2025", "2025-01-15"},
      {"15-Jan-2025", "2025-01-15"},
      {"2025 January 15", "2025-01-15"},
      // Day before month, unless that is impossible
      {"02/03/2025", "2025-03-02"},
      {"01/15/2025", "2025-01-15"},
  };
  for (const Form& form : kForms) EXPECT_EQ(Shown(ParseDate(form.text)), form.iso) << form.text;
}

TEST(Date, RefusesWhatIsNoDate) {
  for (const char* text : {"",
                           " ",
                           "2025",
                           "2025-01",
                           "19:16",
                           "31/02/2025",
                           "2023-02-29",
                           "2025-13-01",
                           "2025-00-10",
                           "2025-01-00",
                           "0000-01-01",
                           "13/13/2025",
                           "2025-01-15T25:00",
                           "2025-01-15T24:00",
                           "2025-01-15T19:60",
                           "2025-01-15T19:16:61",
                           "2025-01-15T19:16+19:00",
                           "2025-01-15T19:16+07:60",
                           "15/01/2025 and more",
                           "the 15/01/2025",
                           "1737000000",
                           "15/01-2025",
                           "1.2.3",
                           "10.0.0.1",
                           "99999999999999999999/1/2025",
                           "15/01/25",
                           "January 2025",
                           "15 Smarch 2025",
                           "----",
                           "2025-01-15T",
                           "2025-01-15 19:16 XYZ",
                           "15/01/2025 (",
                           "ngày",
                           "thứ hai",
                           "+07:00"}) {
    EXPECT_EQ(Shown(ParseDate(text)), "none") << text;
  }
}

TEST(Date, TheMomentCountsTheZone) {
  EXPECT_EQ(ParseDate("1970-01-01")->unix_seconds, 0);
  EXPECT_EQ(ParseDate("1970-01-01T07:00+07:00")->unix_seconds, 0);
  EXPECT_EQ(ParseDate("1969-12-31T19:00-05:00")->unix_seconds, 0);
  EXPECT_EQ(ParseDate("2025-10-09T22:10:00+07:00")->unix_seconds, 1760022600);
  EXPECT_FALSE(ParseDate("2025-10-09T22:10")->has_offset);
  EXPECT_TRUE(ParseDate("2025-10-09T22:10Z")->has_offset);
}

TEST(Date, WhatIsFormattedReadsBackTheSame) {
  for (int64_t seconds = -62135596800 + 86400; seconds < 253402300799 - 86400; seconds += 7'777'777'777 / 3) {
    for (const int offset : {0, 420, -210, 18 * 60, -18 * 60}) {
      for (const bool has_offset : {true, false}) {
        Date date{seconds, static_cast<int16_t>(has_offset ? offset : 0), has_offset,
                  Date::Precision::kSecond};
        EXPECT_EQ(ParseDate(FormatDate(date)), date) << FormatDate(date);
      }
    }
  }
}

TEST(Date, NumbersAreEpochsOrPackedDays) {
  EXPECT_EQ(Shown(DateFromNumber(1760022600)), "2025-10-09T15:10:00Z");
  EXPECT_EQ(Shown(DateFromNumber(1760022600.75)), "2025-10-09T15:10:00Z");
  EXPECT_EQ(Shown(DateFromNumber(1760022600123)), "2025-10-09T15:10:00Z");
  EXPECT_EQ(Shown(DateFromNumber(20251009)), "2025-10-09");
  for (const double number : {0.0, -5.0, 2025.0, 20251399.0, 1e17, 1e300, -1e300, 0.0 / 0.0}) {
    EXPECT_EQ(Shown(DateFromNumber(number)), "none") << number;
  }
}

TEST(Date, IsFoundInTheHead) {
  const Form kHeads[] = {
      {"Một tiêu đề ngắn\n\n15/01/2025 19:16 GMT+7\n\nNgày 14.1, ông A nói.", "2025-01-15T19:16+07:00"},
      {" date 2025-10-10 Ông A gặp ông B bên lề hội nghị.\n\nTại cuộc gặp", "2025-10-10"},
      {" date 2025-02 Ông A tiếp ông B 19/02/2025 05:02\n\nChiều 18-2, tại", "2025-02-19T05:02"},
      {"Title\nPublished: January 15, 2025 by A. Writer\nText", "2025-01-15"},
      {"Title\n(15/01/2025)\nText", "2025-01-15"},
      {"Title\nAn Author | 15/01/2025 - 19:16\nText", "2025-01-15T19:16"},
      {"Title\nCập nhật lúc: 19:16, 15/01/2025\nText", "2025-01-15T19:16"},
      {"Ngày 15/1/2025, ông A đã gặp ông B.\n", "none"},
      {"Cuộc gặp diễn ra ngày 15/01/2025\n\nText", "none"},
      {"Ông A đến lúc 19:16 ngày 15/01/2025.\n\nText", "none"},
      {"2025-10-10 Ông A gặp ông B.\n", "none"},
      {"", "none"},
  };
  for (const Form& head : kHeads) EXPECT_EQ(Shown(FindDateInHead(head.text)), head.iso) << head.text;
}

TEST(Date, IsNotSoughtBeyondTheHead) {
  EXPECT_EQ(Shown(FindDateInHead(std::string(700, 'a') + "\n15/01/2025\n")), "none");
  EXPECT_EQ(Shown(FindDateInHead("a\n15/01/2025\n", 1)), "none");
  EXPECT_EQ(Shown(FindDateInHead(std::string(500, '\n') + "15/01/2025\n")), "2025-01-15");
}

TEST(Date, AFileNameMayBeginWithADay) {
  const Form kPaths[] = {
      {"a/2025-10-10-title.txt", "2025-10-10"},
      {"2025-10-10", "2025-10-10"},
      {"2025-10-10.html", "2025-10-10"},
      {"2025-10-10_22-10.txt", "2025-10-10"},
      {"20251010_1.html", "2025-10-10"},
      {"20251010", "2025-10-10"},
      {"a/b/20251010title.txt", "2025-10-10"},
      {"2024-02-29.txt", "2024-02-29"},
      {"1600-01-01.txt", "1600-01-01"},
      {"2199-12-31.txt", "2199-12-31"},
      // More digits, or too few
      {"2025-10-101", "none"},
      {"123456789.txt", "none"},
      {"202510101.txt", "none"},
      {"2025-1-10.txt", "none"},
      {"2025-10-1.txt", "none"},
      {"2025-10", "none"},
      {"2025101", "none"},
      {"2025", "none"},
      // No days
      {"2025-13-40-x", "none"},
      {"20251340.txt", "none"},
      {"2025-00-10.txt", "none"},
      {"20250230.txt", "none"},
      {"2023-02-29.txt", "none"},
      // No years of newspapers
      {"12345678.txt", "none"},
      {"15991231.txt", "none"},
      {"1234-05-06.txt", "none"},
      {"22000101.txt", "none"},
      {"99991231.txt", "none"},
      // Elsewhere than at the beginning of the file's own name
      {"000_b0c4.txt", "none"},
      {"title-2025-10-10.txt", "none"},
      {" 2025-10-10.txt", "none"},
      {"2025-10-10/title.txt", "none"},
      {"2025-10-10/", "none"},
      {"2025/10/10/title.txt", "none"},
      {"2025/10-10.txt", "none"},
      // Other separators
      {"2025_10_10.txt", "none"},
      {"2025-1010.txt", "none"},
      {"202510-10.txt", "none"},
      {"２０２５-10-10.txt", "none"},
      {"/", "none"},
      {"", "none"},
  };
  for (const Form& path : kPaths) EXPECT_EQ(Shown(DateFromFileName(path.text)), path.iso) << path.text;
  const std::optional<Date> date = DateFromFileName("a/20251010_1.html");
  ASSERT_TRUE(date.has_value());
  EXPECT_EQ(date->precision, Date::Precision::kDay);
  EXPECT_FALSE(date->has_offset);
}

TEST(Date, AnyBytesAreSafe) {
  std::string bytes;
  uint32_t state = 7;
  const std::string kAlphabet = "0123456789/-.:T Z+()|,\xE1\xBB\xA9\xFF\x00amthpngàyGMT\n";
  for (int round = 0; round < 20000; ++round) {
    bytes.clear();
    for (int i = 0; i < 24; ++i)
      bytes += kAlphabet[(state = state * 1664525 + 1013904223) % kAlphabet.size()];
    if (const auto date = ParseDate(bytes)) {
      EXPECT_EQ(ParseDate(FormatDate(*date)), date) << bytes;
    }
    FindDateInHead(bytes);
    DateFromFileName(bytes);
    DateFromFileName("2025-10-10" + bytes);
  }
}

}  // namespace
}  // namespace samestory
