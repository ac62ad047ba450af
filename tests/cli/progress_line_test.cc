#include "cli/progress_line.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace samestory {
namespace {

using testing::HasSubstr;
using testing::Not;

Monitor::Snapshot Look(double seconds, uint64_t articles, uint64_t bytes, Totals totals = {},
                       size_t stage = 0, std::string name = "read") {
  return {stage, std::move(name), totals, articles, bytes, seconds};
}

// The line after `seconds` of even work at these rates, looked at eight times a second.
std::string LineAfter(double seconds, double articles_per_second, double bytes_per_second, Totals totals,
                      int width, const std::string& name = "read") {
  Pace pace;
  Monitor::Snapshot now;
  for (int tick = 1; tick <= static_cast<int>(seconds * 8); ++tick) {
    const double t = tick / 8.0;
    now = Look(t, static_cast<uint64_t>(articles_per_second * t), static_cast<uint64_t>(bytes_per_second * t),
               totals, 0, name);
    pace.Note(now);
  }
  return StatusLine(now, pace, width);
}

TEST(Grouped, ByThousands) {
  EXPECT_EQ(Grouped(0), "0");
  EXPECT_EQ(Grouped(999), "999");
  EXPECT_EQ(Grouped(1000), "1,000");
  EXPECT_EQ(Grouped(35529), "35,529");
  EXPECT_EQ(Grouped(100000000), "100,000,000");
  EXPECT_EQ(Grouped(UINT64_MAX), "18,446,744,073,709,551,615");
}

TEST(ProgressLine, SaysAllThereIsRoomFor) {
  EXPECT_EQ(LineAfter(20, 1000, 4e6, {140000, 560'000'000}, 120),
            "read: 20,000 of 140,000 articles, 4.0 MB/s, about 2 min left in this stage");
  // Where nobody knows how many articles there are, bytes say how far.
  EXPECT_EQ(LineAfter(20, 1000, 4e6, {0, 560'000'000}, 120),
            "read: 20,000 articles, 80 of 560 MB, 4.0 MB/s, about 2 min left in this stage");
  EXPECT_EQ(LineAfter(100, 20000, 85e6, {0, 400'000'000'000}, 120),
            "read: 2,000,000 articles, 8.5 of 400 GB, 85 MB/s, about 1 h 20 min left in this stage");
  EXPECT_EQ(LineAfter(20, 1000, 1250e6, {}, 120), "read: 20,000 articles, 1,250 MB/s");
  EXPECT_EQ(LineAfter(20, 10, 0, {1000, 0}, 120),
            "read: 200 of 1,000 articles, about 1 min left in this stage");
  EXPECT_EQ(LineAfter(1, 1, 0, {}, 120), "read: 1 article");
}

TEST(ProgressLine, SaysHowLongWhereNothingIsCounted) {
  EXPECT_EQ(LineAfter(1.5, 0, 0, {}, 80, "match"), "match: 1 s");
  EXPECT_EQ(LineAfter(1.5, 0, 0, {1000, 0}, 80, "match"), "match: 1 s");
  EXPECT_EQ(LineAfter(200, 0, 0, {}, 80, "match"), "match: 3 min 20 s");
  EXPECT_EQ(LineAfter(3660, 0, 0, {}, 80, "match"), "match: 1 h 1 min");
}

TEST(ProgressLine, NoStageNoLine) { EXPECT_EQ(StatusLine({}, Pace(), 80), ""); }

TEST(ProgressLine, BytesBeforeTheFirstArticle) {
  EXPECT_EQ(LineAfter(1, 0, 5e6, {0, 50'000'000}, 80), "read: 5.0 of 50 MB, 5.0 MB/s");
}

TEST(ProgressLine, FitsAnyWidth) {
  const Totals totals[] = {{}, {123'456'789, 0}, {0, 987'654'321'000}, {123'456'789, 987'654'321'000}};
  for (const Totals& total : totals) {
    for (const std::string name : {"read", "a-stage-with-a-name-of-forty-characters-"}) {
      for (int width = 20; width <= 200; ++width) {
        const std::string line = LineAfter(30, 76543, 321e6, total, width, name);
        EXPECT_LE(line.size(), static_cast<size_t>(width - 3));
        EXPECT_EQ(
            line.find_first_not_of(" ,./:-0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"),
            std::string::npos)
            << line;
        EXPECT_EQ(line.substr(0, 4), name.substr(0, 4));
        // A number is whole or is not there; words do not stand cut off at the end.
        EXPECT_TRUE(line.find(": 2") == std::string::npos || line.find(": 2,296,290") != std::string::npos)
            << line;
        EXPECT_FALSE(line.ends_with(",") || line.ends_with(" ") || line.ends_with("about")) << line;
      }
      EXPECT_THAT(LineAfter(30, 76543, 321e6, total, 200, name), HasSubstr("2,296,290"));
    }
  }
}

TEST(ProgressLine, LeavesOutTheLeastImportantFirst) {
  const Totals totals{140000, 560'000'000};
  const auto at = [&](int width) { return LineAfter(20, 1000, 4e6, totals, width); };
  EXPECT_EQ(at(77), "read: 20,000 of 140,000 articles, 4.0 MB/s, about 2 min left in this stage");
  EXPECT_EQ(at(76), "read: 20,000 of 140,000 articles, about 2 min left in this stage");
  EXPECT_EQ(at(60), "read: 20,000 of 140,000 articles, 4.0 MB/s");
  EXPECT_EQ(at(40), "read: 20,000 of 140,000 articles");
  EXPECT_EQ(at(30), "read: 20,000 articles");
  EXPECT_EQ(at(20), "read: 20,000");
  EXPECT_EQ(at(10), "read");
  EXPECT_EQ(at(5), "re");
  for (const int width : {3, 1, 0, -1}) EXPECT_EQ(at(width), "");
}

TEST(ProgressLine, AStageOfAnyNameIsOneLine) {
  const std::string line = LineAfter(20, 1000, 4e6, {}, 80, "re\x1b[2J\nad\xC3\xA1");
  EXPECT_EQ(line, "re?[2J?ad??: 20,000 articles, 4.0 MB/s");
}

TEST(ProgressLine, NeverMoreThanAll) {
  // A file that grew while it was read: what was announced is not said any more, nor when it ends.
  Pace pace;
  pace.Note(Look(5, 50, 500'000, {80, 800'000}));
  const Monitor::Snapshot now = Look(10, 90, 900'000, {80, 800'000});
  pace.Note(now);
  EXPECT_EQ(StatusLine(now, pace, 120), "read: 90 articles, 0.1 MB/s");
}

TEST(Pace, SaysNothingInTheFirstTwoSeconds) {
  EXPECT_THAT(LineAfter(1.875, 1000, 4e6, {140000, 560'000'000}, 120), Not(HasSubstr("left")));
  EXPECT_THAT(LineAfter(2, 1000, 4e6, {140000, 560'000'000}, 120), HasSubstr("left in this stage"));
}

TEST(Pace, TimeLeftIsThatOfTheLastTenSeconds) {
  Pace pace;
  // Quick for a minute, then a tenth as quick: ten seconds later only the new pace counts.
  double done = 0;
  for (int second = 1; second <= 70; ++second) {
    done += second <= 60 ? 1000 : 100;
    pace.Note(Look(second, static_cast<uint64_t>(done), 0, {101000, 0}));
  }
  ASSERT_TRUE(pace.seconds_left().has_value());
  EXPECT_NEAR(*pace.seconds_left(), (101000 - 61000) / 100.0, 1e-9);
  // Nothing done for ten seconds: nobody can tell.
  for (int second = 71; second <= 80; ++second) pace.Note(Look(second, 61000, 0, {101000, 0}));
  EXPECT_EQ(pace.seconds_left(), std::nullopt);
}

TEST(Pace, SpeedIsThatOfTheLastFiveSeconds) {
  Pace pace;
  for (int second = 1; second <= 20; ++second)
    pace.Note(Look(second, 0, 1'000'000u * static_cast<uint64_t>(second)));
  EXPECT_NEAR(pace.bytes_per_second(), 1e6, 1e-6);
  for (int second = 21; second <= 25; ++second) pace.Note(Look(second, 0, 20'000'000));
  EXPECT_EQ(pace.bytes_per_second(), 0);
  EXPECT_EQ(Pace().bytes_per_second(), 0);
  EXPECT_EQ(Pace().seconds_left(), std::nullopt);
}

TEST(Pace, BytesTellMoreThanArticlesWhereBothAreKnown) {
  Pace pace;
  pace.Note(Look(10, 500, 100, {1000, 1000}));
  EXPECT_NEAR(pace.seconds_left().value(), 90, 1e-9);
}

TEST(Pace, AStageThatIsNewForgetsTheOneBefore) {
  Pace pace;
  pace.Note(Look(10, 1000, 10'000'000, {2000, 0}));
  pace.Note(Look(0.125, 0, 0, {500, 0}, 1, "match"));
  EXPECT_EQ(pace.bytes_per_second(), 0);
  EXPECT_EQ(pace.seconds_left(), std::nullopt);
  pace.Note(Look(4, 100, 0, {500, 0}, 1, "match"));
  EXPECT_NEAR(pace.seconds_left().value(), 16, 1e-9);
}

TEST(Pace, StepsOfTimeLeft) {
  const std::pair<double, const char*> cases[] = {
      {0.1, "less than 5 s"},     {4.9, "less than 5 s"},       {5.1, "about 10 s"},
      {54.9, "about 55 s"},       {55.1, "about 1 min"},        {89, "about 1 min"},
      {91, "about 2 min"},        {3569, "about 59 min"},       {3571, "about 1 h"},
      {5400, "about 1 h 30 min"}, {86000, "about 23 h 50 min"}, {90000, "about 25 h"},
      {3590000, "about 997 h"}};
  for (const auto& [left, words] : cases) {
    Pace pace;
    const double total = 1e9, done = total * 4 / (4 + left);  // in four seconds
    const Monitor::Snapshot now = Look(4, static_cast<uint64_t>(done), 0, {static_cast<uint64_t>(total), 0});
    pace.Note(now);
    EXPECT_TRUE(StatusLine(now, pace, 150).ends_with(std::string(", ") + words + " left in this stage"))
        << StatusLine(now, pace, 150);
  }
  // Ten seconds cannot tell of a month and more.
  Pace pace;
  pace.Note(Look(4, 1, 0, {1'000'000'000, 0}));
  EXPECT_EQ(pace.seconds_left(), std::nullopt);
}

}  // namespace
}  // namespace samestory
