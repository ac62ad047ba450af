#include "engine/match/time_line.h"

#include <gtest/gtest.h>

#include <array>
#include <random>
#include <tuple>
#include <vector>

#include "tests/match/articles.h"

namespace samestory {
namespace {

// Dates known to the day, the minute and the second, and none, a few weeks long; every third article is no member.
class TimeLineOfAFewWeeks : public testing::Test {
 protected:
  TimeLineOfAFewWeeks() {
    std::mt19937 random(7);
    for (uint32_t i = 0; i < 900; ++i) {
      ArticleContext context;
      context.dated = random() % 7 != 0;
      const int64_t span = std::array<int64_t, 3>{86'400, 60, 1}[random() % 3];
      context.first_second = static_cast<int64_t>(random() % (30 * 86'400)) / span * span;
      context.last_second = context.first_second + span - 1;
      articles_.Add({}, {}, context);
      if (i % 3 != 1) members_.push_back(i);
    }
  }
  const ArticleContext& context(uint32_t article) const { return articles_.input().contexts[article]; }

  Articles articles_;
  std::vector<uint32_t> members_;
};

TEST_F(TimeLineOfAFewWeeks, HoldsEveryMemberOnceByTimeAndTheUndatedLast) {
  const TimeLine line(articles_.input(), members_);
  ASSERT_EQ(line.size(), members_.size());
  for (size_t member = 0; member < members_.size(); ++member) {
    EXPECT_EQ(line.ArticleAt(line.PlaceOf(member)), members_[member]);
  }
  const auto key = [&](uint32_t place) {
    const uint32_t article = line.ArticleAt(place);
    const ArticleContext& of = context(article);
    return std::tuple(!of.dated, of.dated ? of.first_second : 0, article);
  };
  for (uint32_t place = 0; place < line.size(); ++place) {
    EXPECT_EQ(context(line.ArticleAt(place)).dated, place < line.dated());
    if (place > 0) {
      EXPECT_LT(key(place - 1), key(place));
    }
  }
}

TEST_F(TimeLineOfAFewWeeks, TheWindowIsThatOfSecondsApart) {
  const TimeLine line(articles_.input(), members_);
  for (const int64_t most : {int64_t{0}, int64_t{59}, int64_t{3600}, int64_t{7 * 86'400}, int64_t{1} << 60}) {
    size_t unsure = 0;
    for (const uint32_t article : members_) {
      const TimeLine::Window window = line.Around(context(article), most);
      ASSERT_LE(window.unsure, window.near);
      ASSERT_LE(window.near, window.after);
      ASSERT_LE(window.after, line.dated());
      for (uint32_t place = 0; place < line.dated(); ++place) {
        const bool apart = SecondsApart(context(article), context(line.ArticleAt(place))) > most;
        if (place >= window.unsure && place < window.near) {
          ++unsure;
        } else {
          ASSERT_EQ(apart, place < window.unsure || place >= window.after) << article << ", " << place;
        }
      }
    }
    EXPECT_LT(unsure, members_.size() * line.dated() / 10) << "what is unsure costs a look at its date";
  }
}

TEST_F(TimeLineOfAFewWeeks, WithoutAWindowOrADateAllIsNear) {
  const TimeLine line(articles_.input(), members_);
  for (const auto& window : {line.Around(context(0), -1), line.Around({}, 60)}) {
    EXPECT_EQ(window.near, 0u);
    EXPECT_EQ(window.after, line.dated());
  }
}

TEST(TimeLine, OfNobodyIsEmpty) {
  const Articles none;
  const TimeLine line(none.input(), {});
  EXPECT_EQ(line.size(), 0u);
  EXPECT_EQ(line.dated(), 0u);
}

}  // namespace
}  // namespace samestory
