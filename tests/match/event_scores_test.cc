#include "engine/match/event_scores.h"

#include <gtest/gtest.h>

#include "engine/match/one_to_many.h"
#include "tests/match/articles.h"
#include "tests/support/temporary_folder.h"

namespace samestory {
namespace {

// News in two languages, as it were: a word in five is as rare in one as it is common in the other. Some outlets end
// all they write with the same lines.
void AddMixedNews(uint32_t seed, uint32_t articles, Articles* out) {
  std::mt19937 random(seed);
  for (uint32_t i = 0; i < articles; ++i) {
    const uint32_t event = random() % (articles / 8), outlet = random() % 4;
    std::vector<Term> terms;
    for (uint32_t k = 0; k < 50; ++k) {
      const uint32_t word = 10'000 + event * 50 + random() % 50;
      terms.push_back(WordTerm(word, 1 + static_cast<int>(random() % 3), static_cast<int>(random() % 2),
                               word % 5 == 0 && i % 2 == 0 ? 1e-4 : 1e-6));
      terms.push_back(WordTerm(random() % 3000, 1, 0, 1e-4));
    }
    if (outlet != 0) {
      for (uint32_t k = 0; k < 5; ++k) terms.push_back(WordTerm(5'000'000 + outlet * 5 + k));
    }
    if (random() % 2 == 0) terms.push_back({static_cast<uint32_t>(Mix64(7'000'000 + event)), 1, 1, 80, 0});
    ArticleContext context;
    if (random() % 3 != 0) context = Dated(event * 20 + random() % 30, outlet);
    out->Add(std::move(terms), {}, context);
  }
}

TEST(OneToMany, IsToTheLastBitWhatCompareSays) {
  Articles articles;
  AddMixedNews(51, 240, &articles);
  articles.Add({});
  const TermWeights weights(articles.input(), articles.All(), 1);
  ASSERT_GT(weights.furniture(), 0u);
  const EventScorer scorer(articles.input(), weights, 1);
  OneToMany compare(scorer);
  size_t alike = 0;
  for (const uint32_t a : articles.All()) {
    for (const uint32_t b : articles.All()) {
      const EventFigures slow = scorer.Compare(a, b), fast = scorer.Figures(compare.Compare(a, b));
      ASSERT_EQ(slow.whole, fast.whole) << a << " " << b;
      ASSERT_EQ(slow.lead, fast.lead) << a << " " << b;
      ASSERT_EQ(slow.days, fast.days) << a << " " << b;
      ASSERT_EQ(slow.hours_between, fast.hours_between);
      ASSERT_EQ(slow.same_outlet, fast.same_outlet);
      alike += fast.whole > 0.1;
    }
  }
  EXPECT_GT(alike, 1000u);
}

// Keys that all fall on one stretch of key space cost no more than a merge, and are found all the same.
TEST(OneToMany, FindsKeysThatStandCloseTogether) {
  Articles articles;
  std::vector<Term> even, odd, all;
  for (uint32_t i = 0; i < 4000; ++i) {
    const Term term{1000 + i, 1, 1, 90, 1};
    (i % 2 == 0 ? even : odd).push_back(term);
    all.push_back(term);
  }
  articles.Add(even), articles.Add(odd), articles.Add(all);
  const TermWeights weights(articles.input(), articles.All(), 1);
  const EventScorer scorer(articles.input(), weights, 1);
  OneToMany compare(scorer);
  EXPECT_EQ(compare.Compare(0, 1).whole, 0);
  EXPECT_EQ(compare.Compare(0, 2).whole, scorer.Compare(0, 2).whole);
  EXPECT_GT(compare.Compare(1, 2).whole, 0.5);
}

class EventScoresTest : public testing::Test {
 protected:
  EventScoresTest() {
    AddMixedNews(52, 900, &articles_);
    copies_.resize(articles_.All().size());
    for (uint32_t i = 0; i < copies_.size(); ++i) {
      if (i % 30 == 7) {
        copies_[i].survivor = i - 1;
      } else {
        originals_.push_back(i);
      }
    }
  }

  std::vector<EventPair> Pairs(const MatchOptions& options, StageFolder* stages) {
    const absl::StatusOr<EventScores> scores =
        EventScores::Find(articles_.input(), originals_, copies_, options, stages);
    EXPECT_TRUE(scores.ok()) << scores.status();
    if (!scores.ok()) return {};
    for (const EventPair& pair : scores->pairs()) {
      EXPECT_EQ(scores->ScoreOf(pair.b, pair.a), pair.score);
      EXPECT_NEAR(scores->ScoreNow(pair.a, pair.b), pair.score, 1e-12);
      EXPECT_TRUE(scores->Compared(pair.b, pair.a));
      EXPECT_GE(pair.score, kLeastScore);
    }
    return {scores->pairs().begin(), scores->pairs().end()};
  }
  std::vector<EventPair> PairsInMemory(const MatchOptions& options) {
    StageFolder stages = StageFolder::Temporary(testing::TempDir());
    return Pairs(options, &stages);
  }

  Articles articles_;
  std::vector<CopyOf> copies_;
  std::vector<uint32_t> originals_;
};

void ExpectEqual(const std::vector<EventPair>& x, const std::vector<EventPair>& y) {
  ASSERT_EQ(x.size(), y.size());
  for (size_t i = 0; i < x.size(); ++i) {
    ASSERT_EQ(std::tuple(x[i].a, x[i].b, x[i].score), std::tuple(y[i].a, y[i].b, y[i].score));
  }
}

TEST_F(EventScoresTest, TheSameForAnyThreadsAndMemory) {
  const std::vector<EventPair> expected = PairsInMemory({.window_hours = 48});
  ASSERT_GT(expected.size(), 1000u);
  for (const int threads : {2, 8})
    ExpectEqual(expected, PairsInMemory({.window_hours = 48, .threads = threads}));
  ExpectEqual(expected, PairsInMemory({.window_hours = 48, .memory_bytes = 0, .threads = 2}));
}

TEST_F(EventScoresTest, GoesOnWhereAnEarlierRunEnded) {
  const MatchOptions options{.window_hours = 48, .threads = 2};
  const std::vector<EventPair> expected = PairsInMemory(options);
  TemporaryFolder temp;
  const auto open = [&] {
    absl::StatusOr<StageFolder> folder = StageFolder::Resumable(temp.Path(""), "key");
    EXPECT_TRUE(folder.ok()) << folder.status();
    return *std::move(folder);
  };
  {
    StageFolder stages = open();
    ExpectEqual(expected, Pairs(options, &stages));
  }
  // Of two finished stages, of one, and of a damaged one.
  for (const std::string lost : {"", "events-compared", "events-near", "events-capped"}) {
    if (!lost.empty()) std::filesystem::remove(temp.Path("samestory-key/" + lost));
    StageFolder stages = open();
    ExpectEqual(expected, Pairs(options, &stages));
    EXPECT_TRUE(stages.Find("events-compared").has_value());
  }
  const std::string path = temp.Path("samestory-key/events-compared");
  std::filesystem::resize_file(path, std::filesystem::file_size(path) / 2);
  StageFolder stages = open();
  ExpectEqual(expected, Pairs(options, &stages));
}

TEST_F(EventScoresTest, AFullDiskIsAnErrorThatNamesThePlace) {
  if (!std::filesystem::exists("/proc/self/fd")) GTEST_SKIP() << "no /proc";
  // A folder in which nothing can be made stands for one that is full.
  StageFolder stages = StageFolder::Temporary("/proc/self/fd", 0);
  const absl::StatusOr<EventScores> scores =
      EventScores::Find(articles_.input(), originals_, copies_, {.window_hours = 48}, &stages);
  ASSERT_FALSE(scores.ok());
  EXPECT_NE(scores.status().message().find("/proc/self/fd"), std::string::npos) << scores.status();
}

}  // namespace
}  // namespace samestory
