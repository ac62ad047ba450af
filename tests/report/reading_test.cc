#include "engine/report/reading.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "engine/report/time_axis.h"
#include "tests/report/sample_model.h"

namespace samestory {
namespace {

using enum RowKind;

// Articles of the sentences given, one day apart from 2025-10-09 on.
std::vector<SampleArticle> ArticlesOf(const std::vector<std::vector<std::string>>& texts) {
  std::vector<SampleArticle> out;
  for (size_t i = 0; i < texts.size(); ++i) {
    SampleArticle sample;
    sample.article.id = std::string(1, static_cast<char>('a' + i));
    sample.article.date = "2025-10-" + std::to_string(10 + i) + "T08:00:00+07:00";
    sample.article.unix_seconds = 1760058000 + static_cast<int64_t>(i) * 86400;
    sample.article.has_date = true;
    sample.sentences = texts[i];
    out.push_back(std::move(sample));
  }
  return out;
}

std::string_view Slice(const ReportArticle& article, uint32_t start, uint32_t end) {
  return std::string_view(article.text).substr(start, end - start);
}

TEST(Reading, GivesEachArticleItsOwnOrder) {
  const DiffView view = SampleTripleView();
  const Reading reading = ReadingOf(view);
  ASSERT_EQ(reading.order.size(), 3u);
  std::vector<uint32_t> sentences;
  for (const Place& place : reading.order[1])
    sentences.push_back(view.collation.rows[place.row].cells[place.cell].sentence);
  EXPECT_EQ(sentences, (std::vector<uint32_t>{0, 1, 2, 3, 4, 5, 6, 7}));
  EXPECT_EQ(reading.carriers[1], (std::vector<uint32_t>{0, 1, 2}));
  EXPECT_EQ(reading.carriers[6], (std::vector<uint32_t>{0}));
}

TEST(Reading, AsidesAreNoSentences) {
  const DiffView view = SampleFullView();
  const std::vector<SentenceTally> tallies = TallySentences(view, ReadingOf(view));
  EXPECT_EQ(tallies[0].all, 8u);   // of nine one is a caption
  EXPECT_EQ(tallies[0].only, 0u);  // only the caption is
  EXPECT_EQ(tallies[1].only, 3u);
}

TEST(Reading, CountsWords) {
  const auto count = [](std::string_view text) {
    return WordCounter(text).Count(0, static_cast<uint32_t>(text.size()));
  };
  EXPECT_EQ(count(""), 0u);
  EXPECT_EQ(count("  – , ! "), 1u);  // beyond ASCII a dash is not told from a letter
  EXPECT_EQ(count("Cầu dài 1.240 m, rộng."), 5u);
  EXPECT_EQ(count("東京の橋"), 4u);
  const WordCounter counter("one two three");
  EXPECT_EQ(counter.Count(4, 13), 2u);
  EXPECT_EQ(counter.Count(4, 4000), 2u);
  EXPECT_EQ(counter.Count(9, 3), 0u);
}

TEST(Reading, TheLongestRunGoesOnOverSentences) {
  const DiffView view = MakeDiffView(
      ArticlesOf({{"A b c d.", "E f g h.", "X y."}, {"Z.", "Q b c d.", "E f g h."}}),
      {{kEdited, {{0, 0}, {1, 1}}}, {kSame, {{0, 1}, {1, 2}}}, {kOnly, {{0, 2}}}, {kOnly, {{1, 0}}}}, 0);
  const std::vector<SharedRun> runs = LongestRuns(view);
  EXPECT_EQ(runs[0].words, 0u);
  EXPECT_EQ(runs[1].words, 7u);
  EXPECT_EQ(runs[1].with, 0u);
  EXPECT_EQ(Slice(view.articles[1], runs[1].start, runs[1].end), "b c d. E f g h.");
}

TEST(Reading, PassagesAreRunsToo) {
  DiffView view = MakeDiffView(ArticlesOf({{"One two three four."}, {"So one two three five."}}),
                               {{kOnly, {{0, 0}}}, {kOnly, {{1, 0}}}}, 0);
  view.collation.passages = {{0, 0, 13, 1, 3, 16}};
  EXPECT_EQ(LongestRuns(view)[1].words, 3u);
}

TEST(Reading, FindsTheSentenceOfAByte) {
  const DiffView view = SampleTripleView();
  const Reading reading = ReadingOf(view);
  const Cell& third = view.collation.rows[2].cells[0];  // sentence 2 of the first article
  EXPECT_EQ(PlaceAt(view, reading, 0, third.start).row, 2u);
  EXPECT_EQ(PlaceAt(view, reading, 0, third.end - 1).row, 2u);
  EXPECT_EQ(PlaceAt(view, reading, 0, third.end).row, UINT32_MAX);  // the space behind it
  EXPECT_EQ(PlaceAt(view, reading, 0, 1'000'000).row, UINT32_MAX);
}

TEST(Reading, TheEarliestIsNamedAsFarAsDatesTell) {
  DiffView view;
  view.articles.resize(3);
  const auto date = [&](size_t i, const char* iso, int64_t seconds) {
    view.articles[i].date = iso, view.articles[i].unix_seconds = seconds;
    view.articles[i].has_date = *iso != '\0';
  };
  EXPECT_FALSE(EarliestOf(view, {0, 1}).found);
  date(0, "2025-10-09T08:00:00+07:00", 1759971600), date(1, "2025-10-09", 1759968000);
  const Earliest day = EarliestOf(view, {0, 1, 2});
  EXPECT_TRUE(day.found);
  EXPECT_FALSE(day.certain);  // some hour of that day may be before eight
  EXPECT_EQ(day.undated, (std::vector<uint32_t>{2}));
  date(1, "2025-10-10", 1760054400);
  const Earliest first = EarliestOf(view, {0, 1});
  EXPECT_TRUE(first.certain);
  EXPECT_EQ(first.article, 0u);
  EXPECT_EQ(first.known, Known::kMinute);
  date(1, "2025-10-08", 1759881600);
  EXPECT_EQ(EarliestOf(view, {0, 1}).article, 1u);
  EXPECT_EQ(EarliestOf(view, {0, 1}).known, Known::kDay);
  EXPECT_TRUE(EarliestOf(view, {0, 1}).certain);
}

TEST(Reading, ZonesAreThoseStated) {
  std::vector<ReportArticle> articles(2);
  for (ReportArticle& article : articles) article.has_date = true, article.date = "2025-10-09";
  EXPECT_FALSE(ZoneOf(articles).stated);
  articles[1].date = "2025-10-09T08:00-03:30";
  EXPECT_EQ(ZoneOf(articles).minutes, -210);
  articles[0].date = "2025-10-09T08:00:00Z";
  EXPECT_EQ(ZoneOf(articles).minutes, 0);
  EXPECT_TRUE(ZoneOf(articles).stated);
  articles[0].date = "2025-10-09Txx:yy+zz:00";
  EXPECT_EQ(ZoneOf(articles).minutes, -210);
}

TEST(Reading, NeighboursWithTheSameCarriersAreOneWording) {
  const std::string a = "Một hai ba bốn năm.", b = "Sáu bảy tám chín mười.";
  const DiffView view =
      MakeDiffView(ArticlesOf({{a, b, "Mười một."}, {a, b}}),
                   {{kSame, {{0, 0}, {1, 0}}}, {kSame, {{0, 1}, {1, 1}}}, {kOnly, {{0, 2}}}}, 0);
  const std::vector<Holding> holdings = HoldingsOf(view, ReadingOf(view));
  ASSERT_EQ(holdings.size(), 1u);
  EXPECT_EQ(holdings[0].words, 10u);
  EXPECT_EQ(holdings[0].sentences, 2u);
  EXPECT_EQ(holdings[0].article, 0u);
  EXPECT_TRUE(holdings[0].earliest.certain);
}

TEST(Reading, ShortAndLooseWordingsAreNoHoldings) {
  const DiffView view = MakeDiffView(ArticlesOf({{"Một hai ba.", "Bốn năm sáu bảy tám chín mười mười một."},
                                                 {"Một hai ba.", "Bốn năm sáu xa tám lạ mười mười hai."}}),
                                     {{kSame, {{0, 0}, {1, 0}}}, {kNear, {{0, 1}, {1, 1}}}}, 0);
  EXPECT_TRUE(HoldingsOf(view, ReadingOf(view)).empty());
}

TEST(TimeAxis, TicksAreRoundAndFew) {
  const Wording& wording = WordingFor("en");
  for (const int64_t length : {int64_t{0}, int64_t{60}, int64_t{5400}, int64_t{86400}, int64_t{700000},
                               int64_t{40} * 365 * 86400, int64_t{9000} * 365 * 86400}) {
    const TimeAxis axis = AxisFor(1760022600, 1760022600 + length, 420, wording);
    EXPECT_LE(axis.start, 1760022600);
    EXPECT_GE(axis.end, 1760022600 + length);
    EXPECT_LE(axis.ticks.size(), 7u) << length;
    for (const AxisTick& tick : axis.ticks) {
      EXPECT_GE(axis.Percent(tick.unix_seconds), 0);
      EXPECT_LE(axis.Percent(tick.unix_seconds), 100);
      EXPECT_EQ(tick.unix_seconds % 300, 0);
    }
  }
  const TimeAxis hours = AxisFor(1760022600, 1760025900, 420, wording);  // 22:10 to 23:05
  ASSERT_FALSE(hours.ticks.empty());
  EXPECT_EQ(hours.ticks[0].label, "22:00");
}

TEST(TimeAxis, DaysAreOfTheZone) {
  EXPECT_EQ(DayLabel(1760022600, 420, true, WordingFor("en")), "9 Oct 2025");
  EXPECT_EQ(DayLabel(1760032800, 420, true, WordingFor("vi")), "10/10/2025");
  EXPECT_EQ(DayLabel(1760032800, 0, false, WordingFor("vi")), "9/10");
  EXPECT_EQ(DayLabel(-1, 0, true, WordingFor("en")), "31 Dec 1969");
  EXPECT_EQ(DayLabel(951782400, 0, true, WordingFor("en")), "29 Feb 2000");
  EXPECT_EQ(ZoneLabel(420), "+07:00");
  EXPECT_EQ(ZoneLabel(-210), "-03:30");
  EXPECT_EQ(ZoneLabel(0), "UTC");
}

}  // namespace
}  // namespace samestory
