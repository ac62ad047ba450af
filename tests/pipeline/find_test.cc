#include "engine/pipeline/find.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

#include "engine/pipeline/dedup.h"
#include "tests/support/cpu_time.h"
#include "tests/support/temporary_folder.h"

namespace samestory {
namespace {

// All of a result, to be compared.
std::string Printed(const Corpus& corpus, const Stories& stories) {
  std::string out;
  const auto print = [&](auto... values) { ((out += testing::PrintToString(values) + " "), ...); };
  for (const Story& story : stories.stories) {
    print(story.id, story.cohesion);
    for (const uint32_t member : story.members) print(corpus.id(member));
    for (const Link& link : story.links) {
      print(link.a, link.b, Name(link.kind), link.overlap.jaccard, link.score, link.shared);
    }
    out += "\n";
  }
  print(stories.singles, stories.copies, stories.candidate_pairs);
  return out;
}

Corpus Open(const std::string& input, const Config& config) {
  absl::StatusOr<Corpus> corpus = Corpus::Open({input}, config);
  EXPECT_TRUE(corpus.ok()) << corpus.status();
  return corpus.ok() ? *std::move(corpus) : Corpus();
}

class FindOverOurCorpus : public testing::Test {
 protected:
  FindOverOurCorpus() {
    config_.background = SAMESTORY_SOURCE_DIR "/corpus/background";
    config_.threads = 1;
    corpus_ = Open(SAMESTORY_SOURCE_DIR "/corpus", config_);
  }
  Config config_;
  Corpus corpus_;
};

TEST_F(FindOverOurCorpus, IsTheSameForAnyThreads) {
  const absl::StatusOr<Stories> one = FindStories(corpus_, config_);
  ASSERT_TRUE(one.ok()) << one.status();
  EXPECT_GT(one->stories.size(), 10u);
  Config config = config_;
  config.threads = 4;
  const Corpus corpus = Open(SAMESTORY_SOURCE_DIR "/corpus", config);
  const absl::StatusOr<Stories> four = FindStories(corpus, config);
  ASSERT_TRUE(four.ok());
  EXPECT_EQ(Printed(corpus_, *one), Printed(corpus, *four));
}

TEST_F(FindOverOurCorpus, KeepsItsOwnLaws) {
  const absl::StatusOr<Stories> found = FindStories(corpus_, config_);
  ASSERT_TRUE(found.ok());
  const MatchInput input = corpus_.match_input();
  const auto later = [&](uint32_t a, uint32_t b) {
    const auto key = [&](uint32_t i) {
      return std::tuple(!input.contexts[i].dated, input.contexts[i].first_second, i);
    };
    return key(a) < key(b);
  };
  std::set<std::string> ids;
  std::set<uint32_t> placed(found->singles.begin(), found->singles.end());
  const size_t singles = placed.size();
  for (const Story& story : found->stories) {
    EXPECT_TRUE(ids.insert(story.id).second) << story.id;
    EXPECT_GE(story.members.size(), 2u);
    EXPECT_TRUE(std::is_sorted(story.members.begin(), story.members.end(), later));
    EXPECT_FALSE(story.links.empty());
    EXPECT_GE(story.cohesion, 0);
    EXPECT_LE(story.cohesion, 1);
    const std::set<uint32_t> members(story.members.begin(), story.members.end());
    EXPECT_EQ(members.size(), story.members.size());
    for (const uint32_t member : members) placed.insert(member);
    for (size_t i = 0; i < story.links.size(); ++i) {
      const Link& link = story.links[i];
      EXPECT_LT(link.a, link.b);
      EXPECT_TRUE(members.contains(link.a) && members.contains(link.b));
      EXPECT_EQ(link.kind, KindOf(link.overlap, config_));
      EXPECT_LE(link.shared.size(), static_cast<size_t>(config_.shared_phrases));
      EXPECT_TRUE(i == 0 || story.links[i - 1].score >= link.score);
    }
  }
  EXPECT_EQ(placed.size(), corpus_.size()) << "each article stands in a story or alone";
  for (const Story& story : found->stories) {
    for (const uint32_t member : story.members) {
      EXPECT_FALSE(std::binary_search(found->singles.begin(), found->singles.end(), member));
    }
  }
  EXPECT_EQ(singles, found->singles.size());
}

TEST_F(FindOverOurCorpus, DedupDropsOnlyOverALinkToASurvivor) {
  for (const Level level : {Level::kCopy, Level::kEvent}) {
    for (const Keep keep : {Keep::kEarliest, Keep::kLongest, Keep::kFirst}) {
      const absl::StatusOr<DedupResult> found = Dedup(corpus_, config_, level, keep);
      ASSERT_TRUE(found.ok()) << found.status();
      const DedupResult& result = *found;
      std::set<uint32_t> gone;
      for (const Dropped& dropped : result.dropped) EXPECT_TRUE(gone.insert(dropped.article).second);
      for (const Dropped& dropped : result.dropped) {
        EXPECT_LT(dropped.article, corpus_.size());
        EXPECT_LT(dropped.survivor, corpus_.size());
        EXPECT_FALSE(gone.contains(dropped.survivor));
        EXPECT_EQ(
            dropped.overlap.jaccard,
            CompareShingles(*corpus_.Shingles(dropped.article), *corpus_.Shingles(dropped.survivor)).jaccard);
        if (level == Level::kCopy) {
          EXPECT_GE(dropped.overlap.jaccard, kCopyJaccard);
        }
      }
    }
  }
}

TEST_F(FindOverOurCorpus, ComparedCandidatesAreScoredByTheirFigures) {
  const absl::StatusOr<Comparison> comparison = CompareCandidates(corpus_, config_);
  ASSERT_TRUE(comparison.ok()) << comparison.status();
  const std::vector<ComparedPair>& compared = comparison->pairs;
  const absl::StatusOr<Stories> found = FindStories(corpus_, config_);
  ASSERT_TRUE(found.ok());
  EXPECT_EQ(compared.size(), found->candidate_pairs);
  size_t linked = 0, in_surroundings = 0;
  for (size_t i = 0; i < compared.size(); ++i) {
    const ComparedPair& pair = compared[i];
    ASSERT_LT(pair.a, pair.b);
    ASSERT_TRUE(i == 0 || std::pair(compared[i - 1].a, compared[i - 1].b) < std::pair(pair.a, pair.b));
    ASSERT_EQ(pair.score, EventScore(pair.figures, config_.window_hours));
    ASSERT_GE(pair.figures.articles_of_time, 1);
    ASSERT_LE(pair.figures.articles_of_time, corpus_.size());
    ASSERT_GT(pair.figures.nearest, 0) << "of two candidates each is alike to the other at least";
    linked += pair.score >= config_.link_score;
    in_surroundings += pair.figures.other_times > 0;
  }
  EXPECT_GT(linked, 50u);
  EXPECT_GT(in_surroundings, 100u);
}

TEST_F(FindOverOurCorpus, APairThatAnArticleOnTwoEventsExplainsAwayStaysSo) {
  // Two meetings of one day, which a third article tells of; so little is left of their score that the pair is not
  // among those that are grouped. Who compares it later is not to see what it was before.
  const auto number = [&](std::string_view id) {
    uint32_t article = 0;
    while (article < corpus_.size() && corpus_.id(article) != id) ++article;
    return article;
  };
  const uint32_t a = number("tncl-0009");
  const uint32_t c = number("nhip-song-phuong-nam/2025-10-10-tong-bi-thu-to-lam-gap-ong-medvedev.txt");
  ASSERT_LT(std::max(a, c), corpus_.size());
  double by_its_figures = 0;
  const absl::StatusOr<Comparison> comparison = CompareCandidates(corpus_, config_);
  ASSERT_TRUE(comparison.ok()) << comparison.status();
  for (const ComparedPair& pair : comparison->pairs) {
    if (std::pair(pair.a, pair.b) == std::pair(std::min(a, c), std::max(a, c))) by_its_figures = pair.score;
  }
  EXPECT_GT(by_its_figures, .005);
  const absl::StatusOr<std::string> explained = ExplainPair(corpus_, config_, a, c);
  ASSERT_TRUE(explained.ok()) << explained.status();
  EXPECT_THAT(*explained, testing::HasSubstr("event score   0.000"));
}

// Ten events of three reports each, `hours` from one event to the next; the scores of all links.
std::vector<std::pair<std::string, double>> LinksOfTenEvents(int hours, double window_hours) {
  std::mt19937 random(91);
  const auto word = [](uint32_t number) {
    std::string letters;
    for (; number > 0; number /= 20) letters += "bcdfghklmnprstvwxyza"[number % 20];
    return "o" + letters + "e ";
  };
  std::string lines;
  for (int article = 0; article < 30; ++article) {
    const auto event = static_cast<uint32_t>(article / 3);
    std::string text;
    for (int i = 0; i < 120; ++i) {
      text += word(random() % 5 < 2 ? 1000 + event * 60 + random() % 40 : 10'000 + random() % 400);
    }
    const int64_t minutes = 60 * hours * event + article;
    lines += R"({"id":"n)" + std::to_string(article) + R"(","text":")" + text + '"';
    if (hours > 0) {
      const auto number = [](int64_t n) { return (n < 10 ? "0" : "") + std::to_string(n); };
      lines += R"(,"date":"2026-03-)" + number(1 + minutes / 1440) + "T" + number(minutes / 60 % 24) + ":" +
               number(minutes % 60) + R"(:00Z")";
    }
    lines += "}\n";
  }
  TemporaryFolder folder;
  Config config;
  config.threads = 1;
  config.window_hours = window_hours;
  const Corpus corpus = Open(folder.Write("events.jsonl", lines), config);
  const absl::StatusOr<Stories> found = FindStories(corpus, config);
  EXPECT_TRUE(found.ok()) << found.status();
  std::vector<std::pair<std::string, double>> links;
  for (const Story& story : found->stories) {
    for (const Link& link : story.links) {
      links.emplace_back(std::string(corpus.id(link.a)) + " " + std::string(corpus.id(link.b)), link.score);
    }
  }
  std::sort(links.begin(), links.end());
  return links;
}

TEST(FindStories, WithoutAWindowDatesDoNotCount) {
  const auto undated = LinksOfTenEvents(0, 0);
  EXPECT_GE(undated.size(), 10u);
  EXPECT_EQ(LinksOfTenEvents(48, 0), undated) << "nor does how many articles are of one time";
  EXPECT_EQ(LinksOfTenEvents(1, 0), undated);
  EXPECT_EQ(LinksOfTenEvents(0, 168), undated) << "a window without dates is none";
  EXPECT_NE(LinksOfTenEvents(48, 24), undated);
}

TEST(KindOf, CopyThenPartialThenEvent) {
  const Config config;
  EXPECT_EQ(KindOf({.7, .8, .8, 70}, config), LinkKind::kCopy);
  EXPECT_EQ(KindOf({.69, .8, .8, 70}, config), LinkKind::kPartial);
  EXPECT_EQ(KindOf({.1, .1, .5, 70}, config), LinkKind::kPartial);
  EXPECT_EQ(KindOf({.1, .49, .49, 70}, config), LinkKind::kEvent);
  EXPECT_EQ(KindOf({}, config), LinkKind::kEvent);
}

TEST(FindStories, TenThousandCopiesAreOneStory) {
  TemporaryFolder folder;
  std::string lines;
  for (int i = 0; i < 10'000; ++i) {
    lines +=
        R"({"id":")" + std::to_string(i) +
        R"(","text":"Rạng sáng 12/7 lũ quét tràn qua bản Púc, cuốn trôi 14 căn nhà và cây cầu treo. Chủ tịch xã Sơn Bình nói 430 người đã được sơ tán."})"
        "\n";
  }
  lines += R"({"id":"x","text":"Giá vàng sáng nay đứng yên ở các tiệm trong thành phố."})"
           "\n";
  Config config;
  config.threads = 2;
  const double start = CpuSeconds();
  const Corpus corpus = Open(folder.Write("copies.jsonl", lines), config);
  const absl::StatusOr<Stories> found = FindStories(corpus, config);
  EXPECT_LT(CpuSeconds() - start, 60);
  ASSERT_TRUE(found.ok()) << found.status();
  ASSERT_EQ(found->stories.size(), 1u);
  EXPECT_EQ(found->stories[0].members.size(), 10'000u);
  EXPECT_EQ(found->stories[0].links.size(), 9'999u) << "each copy with its original, not with each other";
  EXPECT_EQ(found->singles.size(), 1u);
  EXPECT_EQ(found->copies, 9'999u);
}

TEST(FindStories, StubsAreNoStory) {
  TemporaryFolder folder;
  for (int i = 0; i < 5; ++i) folder.Write("f/" + std::to_string(i) + ".txt", "Theo báo Sao Khuê");
  const Config config;
  const absl::StatusOr<Stories> found = FindStories(Open(folder.Path("f"), config), config);
  ASSERT_TRUE(found.ok());
  EXPECT_TRUE(found->stories.empty());
  EXPECT_EQ(found->singles.size(), 5u);
}

TEST(FindStories, OneArticleIsASingle) {
  TemporaryFolder folder;
  const Config config;
  const Corpus corpus = Open(folder.Write("a.txt", "Một bản tin ngắn về chuyến phà đêm."), config);
  const absl::StatusOr<Stories> found = FindStories(corpus, config);
  ASSERT_TRUE(found.ok());
  EXPECT_TRUE(found->stories.empty());
  EXPECT_THAT(found->singles, testing::ElementsAre(0));
  const Story single = SingleStory(corpus, 0);
  EXPECT_THAT(single.members, testing::ElementsAre(0));
  EXPECT_EQ(single.id.size(), 14u);
}

}  // namespace
}  // namespace samestory
