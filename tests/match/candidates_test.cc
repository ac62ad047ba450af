#include "engine/match/candidates.h"

#include <gtest/gtest.h>

#include <numeric>
#include <set>

#include "tests/match/articles.h"
#include "tests/match/found_pairs.h"
#include "tests/oracle/slow_match.h"

namespace samestory {
namespace {

using Pairs = std::vector<std::pair<uint32_t, uint32_t>>;

Pairs SlowPairs(const MatchInput& input, std::span<const uint32_t> members, const TermWeights& weights,
                double window_hours, bool within = true) {
  std::set<std::pair<uint32_t, uint32_t>> pairs;
  for (const auto& [article, others] : oracle::SlowKept(input, members, weights, window_hours, within)) {
    for (const uint32_t other : others) pairs.insert(std::minmax(article, other));
  }
  return {pairs.begin(), pairs.end()};
}

TEST(EventCandidates, EqualTheirDefinition) {
  std::mt19937 random(31);
  for (const uint32_t count : {0u, 1u, 2u, 40u, 300u, 301u}) {
    Articles articles;
    AddNews(random, count, count == 301 ? 3 : 1 + count / 12,
            &articles);  // stories of a dozen, and of a hundred
    std::vector<uint32_t> members;
    for (uint32_t i = 0; i < count; ++i) {
      if (i % 5 != 3) members.push_back(i);
    }
    const TermWeights weights(articles.input(), members, 1);
    for (const double window : {0., 24., 168.}) {
      const FoundPairs found = EventCandidates(articles.input(), members, weights, window, 1);
      EXPECT_EQ(found.pairs, SlowPairs(articles.input(), members, weights, window))
          << count << ", " << window;
      EXPECT_EQ(found.apart, SlowPairs(articles.input(), members, weights, window, false))
          << count << ", " << window;
    }
  }
}

TEST(EventCandidates, ApartAreThoseBeyondTheWindowAndNoOthers) {
  std::mt19937 random(34);
  Articles articles;
  AddNews(random, 300, 12, &articles);
  const TermWeights weights(articles.input(), articles.All(), 1);
  const FoundPairs found = EventCandidates(articles.input(), articles.All(), weights, 36, 1);
  ASSERT_FALSE(found.apart.empty());
  for (size_t i = 0; i < found.apart.size(); ++i) {
    const auto& [a, b] = found.apart[i];
    EXPECT_LT(a, b);
    EXPECT_TRUE(i == 0 || found.apart[i - 1] < found.apart[i]);
    EXPECT_GT(HoursApart(articles.input().contexts[a], articles.input().contexts[b]), 36);
  }
  for (const auto& [a, b] : found.pairs) {
    EXPECT_LE(HoursApart(articles.input().contexts[a], articles.input().contexts[b]), 36);
  }
  EXPECT_LE(found.apart.size(), articles.All().size() * kNearestApart);
  EXPECT_TRUE(EventCandidates(articles.input(), articles.All(), weights, 0, 1).apart.empty());
}

TEST(EventCandidates, ApartIsNothingWithoutAWindowOrADate) {
  Articles articles;
  articles.Add({WordTerm(1)}, {}, Dated(0));
  articles.Add({WordTerm(1)}, {}, Dated(100));
  articles.Add({WordTerm(1)});
  const TermWeights weights(articles.input(), articles.All(), 1);
  const auto apart = [&](double window) {
    return EventCandidates(articles.input(), articles.All(), weights, window, 1).apart;
  };
  EXPECT_EQ(apart(99), (Pairs{{0, 1}})) << "the one without a date is apart from nobody";
  EXPECT_EQ(apart(100), Pairs{});
  EXPECT_EQ(apart(0), Pairs{});
}

TEST(EventCandidates, ApartEveryArticleKeepsItsNearestOnly) {
  // Two days of forty articles each, all with the same words: of equals the first are the nearest.
  constexpr uint32_t kDay = 40, kKept = kNearestApart;
  Articles articles;
  for (uint32_t i = 0; i < 2 * kDay; ++i) {
    articles.Add({WordTerm(1), WordTerm(2)}, {}, Dated(i < kDay ? 0 : 1000));
  }
  const TermWeights weights(articles.input(), articles.All(), 1);
  Pairs expected;
  for (uint32_t a = 0; a < kDay; ++a) {
    for (uint32_t b = kDay; b < 2 * kDay; ++b) {
      if (a < kKept || b < kDay + kKept) expected.emplace_back(a, b);
    }
  }
  EXPECT_EQ(EventCandidates(articles.input(), articles.All(), weights, 48, 1).apart, expected);
}

TEST(EventCandidates, ArePairsOfMembersAscendingAndDistinct) {
  std::mt19937 random(32);
  Articles articles;
  AddNews(random, 400, 4, &articles);  // a hundred an event: more than kNearest
  std::vector<uint32_t> members;
  for (uint32_t i = 0; i < 400; i += 2) members.push_back(i);
  const TermWeights weights(articles.input(), members, 1);
  const FoundPairs found = EventCandidates(articles.input(), members, weights, 0, 2);
  ASSERT_FALSE(found.pairs.empty());
  for (size_t i = 0; i < found.pairs.size(); ++i) {
    const auto& [a, b] = found.pairs[i];
    EXPECT_LT(a, b);
    EXPECT_TRUE(a % 2 == 0 && b % 2 == 0) << "not a member";
    EXPECT_TRUE(i == 0 || found.pairs[i - 1] < found.pairs[i]);
  }
  // Each keeps kMostNear at most; the others come by the other side's choice.
  EXPECT_LE(found.pairs.size(), members.size() * kMostNear);
  const auto kept = oracle::SlowKept(articles.input(), members, weights, 0);
  for (const auto& [a, b] : found.pairs) {
    const auto chose = [&](uint32_t x, uint32_t y) {
      const auto& list = kept.at(x);
      return std::find(list.begin(), list.end(), y) != list.end();
    };
    EXPECT_TRUE(chose(a, b) || chose(b, a));
  }
}

// Pairs of `articles` of which the lower is one of the first `kept`.
Pairs WithTheFirst(uint32_t kept, uint32_t articles) {
  Pairs pairs;
  for (uint32_t a = 0; a < std::min(kept, articles); ++a) {
    for (uint32_t b = a + 1; b < articles; ++b) pairs.emplace_back(a, b);
  }
  return pairs;
}

TEST(EventCandidates, AnArticleOfALargeStoryKeepsItAll) {
  for (const uint32_t story : {kNearest + 2, 3 * kNearest, kMostNear + 1, kMostNear + 5}) {
    Articles articles;
    for (uint32_t i = 0; i < story; ++i) {
      std::vector<Term> terms;
      for (uint32_t word = 0; word < 20; ++word) terms.push_back(WordTerm(word));
      for (uint32_t word = 0; word < 20; ++word) terms.push_back(WordTerm(1000 + 20 * i + word));
      articles.Add(std::move(terms));
    }
    const TermWeights weights(articles.input(), articles.All(), 1);
    // All share the same, and of equals the first are the nearest.
    EXPECT_EQ(EventCandidates(articles.input(), articles.All(), weights, 0, 1).pairs,
              WithTheFirst(kMostNear, story))
        << story;
  }
}

TEST(EventCandidates, AnArticleThatIsLooselyLikeManyKeepsTheNearestOnly) {
  // Any two share one word, which is theirs alone: one in 59 of what either has.
  constexpr uint32_t kArticles = 60;
  static_assert(kMuchShared > 1.5f / (kArticles - 1) && kArticles - 1 > 2 * kNearest);
  Articles articles;
  for (uint32_t i = 0; i < kArticles; ++i) {
    std::vector<Term> terms;
    for (uint32_t j = 0; j < kArticles; ++j) {
      if (j != i) terms.push_back(WordTerm(std::min(i, j) * kArticles + std::max(i, j)));
    }
    articles.Add(std::move(terms));
  }
  const TermWeights weights(articles.input(), articles.All(), 1);
  const FoundPairs found = EventCandidates(articles.input(), articles.All(), weights, 0, 1);
  EXPECT_EQ(found.pairs, SlowPairs(articles.input(), articles.All(), weights, 0));
  EXPECT_LE(found.pairs.size(), kArticles * kNearest);
  std::vector<size_t> partners(kArticles, 0);
  for (const auto& [a, b] : found.pairs) ++partners[a], ++partners[b];
  EXPECT_GE(*std::min_element(partners.begin(), partners.end()), kNearest)
      << "those are kept, though loosely alike";
}

TEST(EventCandidates, MuchIsOfEverythingAnArticleKeepsItself) {
  // A word in common with forty others is much of a brief, and little of a long read.
  for (const uint32_t own : {2u, 150u}) {
    Articles articles;
    for (uint32_t i = 0; i < 40; ++i) {
      std::vector<Term> terms{WordTerm(1)};
      for (uint32_t word = 0; word < own; ++word) terms.push_back(WordTerm(1000 + own * i + word));
      articles.Add(std::move(terms));
    }
    const TermWeights weights(articles.input(), articles.All(), 1);
    EXPECT_EQ(EventCandidates(articles.input(), articles.All(), weights, 0, 1).pairs,
              WithTheFirst(own == 2 ? kMostNear : kNearest, 40))
        << own;
  }
}

TEST(EventCandidates, OneEveryoneResemblesMayHaveMorePairs) {
  // 100 articles that each share a word of their own with the first, and nothing among themselves.
  Articles articles;
  std::vector<Term> hub;
  for (uint32_t i = 0; i < 100; ++i) hub.push_back(WordTerm(i));
  articles.Add(hub);
  for (uint32_t i = 0; i < 100; ++i) articles.Add({WordTerm(i), WordTerm(1000 + i)});
  const TermWeights weights(articles.input(), articles.All(), 1);
  const FoundPairs found = EventCandidates(articles.input(), articles.All(), weights, 0, 1);
  EXPECT_EQ(found.pairs.size(), 100u);
}

// `articles` of which each keeps most of `hot` terms that they share, and terms of its own; one of `undated_in`
// without a date, the others at any of `hours`, some at the same.
void AddCrowd(std::mt19937& random, uint32_t articles, uint32_t hot, uint32_t undated_in, uint32_t hours,
              Articles* out) {
  for (uint32_t i = 0; i < articles; ++i) {
    std::vector<Term> terms;
    for (uint32_t word = 1; word <= hot; ++word) {
      if (random() % 4 != 0) terms.push_back(WordTerm(word));
    }
    for (int k = 0; k < 5; ++k) terms.push_back(WordTerm(1000 + random() % articles));
    out->Add(std::move(terms), {},
             undated_in > 0 && random() % undated_in == 0 ? ArticleContext() : Dated(random() % hours));
  }
}

// How many parts the pairs leave of `articles`.
size_t Parts(size_t articles, const Pairs& pairs) {
  std::vector<size_t> part(articles);
  std::iota(part.begin(), part.end(), size_t{0});
  const auto top = [&](size_t i) {
    while (part[i] != i) i = part[i] = part[part[i]];
    return i;
  };
  for (const auto& [a, b] : pairs) part[top(a)] = top(b);
  size_t parts = 0;
  for (size_t i = 0; i < articles; ++i) parts += part[i] == i;
  return parts;
}

TEST(EventCandidates, EqualTheirDefinitionWhereTermsAreHot) {
  std::mt19937 random(35);
  for (const uint32_t undated_in : {0u, 1u, 3u}) {
    Articles articles;
    AddCrowd(random, 500, 8, undated_in, 120, &articles);
    std::vector<uint32_t> members = articles.All();
    std::erase_if(members, [&](uint32_t) { return random() % 10 == 0; });
    const TermWeights weights(articles.input(), members, 1);
    for (const double window : {0., 24.}) {
      const FoundPairs found = EventCandidates(articles.input(), members, weights, window, 1);
      EXPECT_EQ(found.capped_buckets, 8u);
      EXPECT_EQ(found.pairs, SlowPairs(articles.input(), members, weights, window)) << undated_in;
      EXPECT_EQ(found.apart, SlowPairs(articles.input(), members, weights, window, false)) << undated_in;
    }
  }
}

TEST(EventCandidates, ATermOfJustTooManyOrOfTheMost) {
  for (const size_t holders : {kBucketCap - 1, kBucketCap, kBucketCap + 1, kBucketLimit}) {
    for (const bool dated : {false, true}) {
      Articles articles;
      for (uint32_t i = 0; i < holders; ++i) {
        articles.Add({WordTerm(5)}, {}, dated ? Dated(i * 7 % 31) : ArticleContext());
      }
      const TermWeights weights(articles.input(), articles.All(), 1);
      const FoundPairs found = EventCandidates(articles.input(), articles.All(), weights, 0, 1);
      EXPECT_EQ(found.capped_buckets, holders > kBucketCap ? 1u : 0u);
      EXPECT_EQ(found.pairs, SlowPairs(articles.input(), articles.All(), weights, 0)) << holders;
    }
  }
}

TEST(EventCandidates, ATermOfMoreThanTheLimitBringsNobodyTogether) {
  for (const size_t holders : {kBucketLimit, kBucketLimit + 1}) {
    Articles articles;
    for (uint32_t i = 0; i < holders; ++i) articles.Add({WordTerm(5), WordTerm(100 + i)}, {}, Dated(i % 48));
    // These meet at something else.
    articles.Add({WordTerm(6)}), articles.Add({WordTerm(6)});
    const TermWeights weights(articles.input(), articles.All(), 1);
    const FoundPairs found = EventCandidates(articles.input(), articles.All(), weights, 0, 1);
    EXPECT_EQ(found.capped_buckets, 1u);
    const auto last = static_cast<uint32_t>(holders);
    if (holders > kBucketLimit) {
      EXPECT_EQ(found.pairs, (Pairs{{last, last + 1}}));
    } else {
      EXPECT_GT(found.pairs.size(), holders * kNearest / 2);
    }
  }
}

TEST(EventCandidates, AStoryOfSixHundredStillMeets) {
  std::mt19937 random(36);
  for (const bool dated : {false, true}) {
    // The story among as many others, which share its words now and then.
    constexpr uint32_t kStory = 600;
    Articles articles;
    for (uint32_t i = 0; i < 2 * kStory; ++i) {
      std::vector<Term> terms;
      for (uint32_t word = 0; word < 20; ++word) {
        if (random() % 10 < (i < kStory ? 8 : 2)) terms.push_back(WordTerm(word));
      }
      for (int k = 0; k < 30; ++k) terms.push_back(WordTerm(1000 + random() % 100'000));
      articles.Add(std::move(terms), {}, dated ? Dated(random() % 72) : ArticleContext());
    }
    const TermWeights weights(articles.input(), articles.All(), 1);
    const FoundPairs found = EventCandidates(articles.input(), articles.All(), weights, 168, 1);
    EXPECT_GE(found.capped_buckets, 20u);
    Pairs within;
    std::vector<size_t> partners(kStory, 0);
    for (const auto& [a, b] : found.pairs) {
      if (b >= kStory) continue;
      within.emplace_back(a, b);
      ++partners[a], ++partners[b];
    }
    EXPECT_EQ(Parts(kStory, within), 1u) << (dated ? "dated" : "undated");
    EXPECT_GE(*std::min_element(partners.begin(), partners.end()), kNearest / 4)
        << "others of its story, each";
  }
}

TEST(EventCandidates, AtHotTermsTheDatedMeetThoseNearInTime) {
  // A year of two articles an hour that all use the same words: whoever meets does within two days.
  Articles articles;
  for (uint32_t i = 0; i < 1500; ++i) articles.Add({WordTerm(1), WordTerm(2)}, {}, Dated(i * 701 % 1500 / 2));
  const TermWeights weights(articles.input(), articles.All(), 1);
  const FoundPairs found = EventCandidates(articles.input(), articles.All(), weights, 0, 1);
  EXPECT_GE(found.pairs.size(), 1500 * kNearest / 2);
  for (const auto& [a, b] : found.pairs) {
    ASSERT_LE(HoursApart(articles.input().contexts[a], articles.input().contexts[b]), kBucketCap / 2);
  }
}

TEST(EventCandidates, TwoReportsInACrowdMeetAtWhatIsTheirs) {
  std::mt19937 random(37);
  Articles articles;
  AddCrowd(random, 3000, 12, 1, 1, &articles);
  const uint32_t first = articles.Add({WordTerm(1), WordTerm(2), WordTerm(50'000), WordTerm(50'001)});
  const uint32_t second = articles.Add({WordTerm(1), WordTerm(2), WordTerm(50'000), WordTerm(50'001)});
  const TermWeights weights(articles.input(), articles.All(), 1);
  const FoundPairs found = EventCandidates(articles.input(), articles.All(), weights, 0, 1);
  EXPECT_TRUE(std::binary_search(found.pairs.begin(), found.pairs.end(), std::pair(first, second)));
}

TEST(EventCandidates, CappedBucketsAreAllTermsOfMoreThanTheCap) {
  Articles articles;
  for (uint32_t i = 0; i < kBucketLimit + 1; ++i) {
    std::vector<Term> terms{WordTerm(1)};                   // beyond the limit
    if (i < kBucketLimit) terms.push_back(WordTerm(2));     // at it
    if (i < kBucketCap + 1) terms.push_back(WordTerm(3));   // beyond the cap
    if (i < kBucketCap) terms.push_back(WordTerm(4));       // at it
    if (i % 2 == 0) terms.push_back(WordTerm(10'000 + i));  // of one
    articles.Add(std::move(terms));
  }
  const TermWeights weights(articles.input(), articles.All(), 1);
  EXPECT_EQ(EventCandidates(articles.input(), articles.All(), weights, 0, 1).capped_buckets, 3u);
}

TEST(EventCandidates, WordsOfEveryDayBringNobodyTogether) {
  Articles articles;
  for (int i = 0; i < 3; ++i) articles.Add({WordTerm(1, 9, 9, 0.05), WordTerm(2, 9, 9, 0.03)});
  const TermWeights weights(articles.input(), articles.All(), 1);
  EXPECT_TRUE(EventCandidates(articles.input(), articles.All(), weights, 0, 1).pairs.empty());
}

TEST(EventCandidates, TheWindowCountsOnlyWhereBothDatesAreKnown) {
  Articles articles;
  articles.Add({WordTerm(1)}, {}, Dated(0));
  articles.Add({WordTerm(1)}, {}, Dated(100));
  articles.Add({WordTerm(1)});
  const TermWeights weights(articles.input(), articles.All(), 1);
  const auto pairs = [&](double window) {
    return EventCandidates(articles.input(), articles.All(), weights, window, 1).pairs;
  };
  EXPECT_EQ(pairs(99), (Pairs{{0, 2}, {1, 2}}));
  EXPECT_EQ(pairs(100), (Pairs{{0, 1}, {0, 2}, {1, 2}}));
  EXPECT_EQ(pairs(0), (Pairs{{0, 1}, {0, 2}, {1, 2}}));
}

TEST(EventCandidates, TheWindowIsAppliedBeforeTheNearestAreChosen) {
  Articles articles;
  articles.Add({WordTerm(1), WordTerm(2)}, {}, Dated(0));
  for (size_t i = 0; i < kNearest + 5; ++i) articles.Add({WordTerm(1), WordTerm(2)}, {}, Dated(1000));
  const uint32_t near = articles.Add({WordTerm(1)}, {}, Dated(1));
  const TermWeights weights(articles.input(), articles.All(), 1);
  const FoundPairs found = EventCandidates(articles.input(), articles.All(), weights, 48, 1);
  EXPECT_TRUE(std::binary_search(found.pairs.begin(), found.pairs.end(), std::pair(0u, near)));
}

void ExpectTheSameForAnyThreads(const Articles& articles, double window) {
  const TermWeights weights(articles.input(), articles.All(), 1);
  const FoundPairs one = EventCandidates(articles.input(), articles.All(), weights, window, 1);
  EXPECT_FALSE(one.pairs.empty());
  EXPECT_FALSE(one.apart.empty());
  for (const int threads : {2, 4}) {
    const FoundPairs many = EventCandidates(articles.input(), articles.All(), weights, window, threads);
    EXPECT_EQ(one.pairs, many.pairs);
    EXPECT_EQ(one.apart, many.apart);
    EXPECT_EQ(one.capped_buckets, many.capped_buckets);
  }
}

TEST(EventCandidates, TheSameForAnyThreads) {
  std::mt19937 random(33);
  Articles news, crowd;
  AddNews(random, 6000, 300, &news);
  ExpectTheSameForAnyThreads(news, 12);  // short, so that an event's own articles are apart too
  // More than a thread takes at a time, so that two work on one bucket.
  AddCrowd(random, 6000, 6, 3, 200, &crowd);
  for (uint32_t i = 0; i < 1000; ++i) crowd.Add({WordTerm(100), WordTerm(101)}, {}, Dated(i % 90));
  ExpectTheSameForAnyThreads(crowd, 12);
}

// Every width of memory goes through other runs on disk.
TEST(EventCandidates, TheSameForAnyMemory) {
  std::mt19937 random(34);
  Articles articles;
  AddNews(random, 800, 60, &articles);
  const TermWeights weights(articles.input(), articles.All(), 1);
  const FoundPairs ample = EventCandidates(articles.input(), articles.All(), weights, 12, 1);
  EXPECT_FALSE(ample.pairs.empty());
  EXPECT_FALSE(ample.apart.empty());
  for (const uint64_t memory_bytes : {uint64_t{0}, uint64_t{300'000}, uint64_t{1'000'000}}) {
    const MatchOptions options{.window_hours = 12, .memory_bytes = memory_bytes, .threads = 2};
    const FoundPairs tight = EventCandidates(articles.input(), articles.All(), weights, options);
    EXPECT_EQ(ample.pairs, tight.pairs) << memory_bytes;
    EXPECT_EQ(ample.apart, tight.apart) << memory_bytes;
    EXPECT_EQ(ample.capped_buckets, tight.capped_buckets) << memory_bytes;
  }
}

// With few members all are gone through, with more the met are listed, with many slice by slice: the others here meet
// nobody, and stand between those that do.
TEST(EventCandidates, TheSameAmongManyWhoMeetNobody) {
  std::mt19937 random(35);
  Articles few;
  AddNews(random, 400, 30, &few);
  const TermWeights weights(few.input(), few.All(), 1);
  const FoundPairs among_few = EventCandidates(few.input(), few.All(), weights, 12, 1);
  EXPECT_FALSE(among_few.apart.empty());
  for (const uint32_t others : {20'000u, 90'000u}) {
    Articles many;
    random.seed(35);
    AddNews(random, 400, 30, &many);
    std::set<uint32_t> taken;  // two words of so many may have one key
    for (const std::span<const Term> terms : many.input().terms) {
      for (const Term& term : terms) taken.insert(term.key);
    }
    for (uint32_t i = 0; i < others; ++i) {
      const Term own = WordTerm(20'000'000 + i);
      if (taken.insert(own.key).second) many.Add({own}, {}, i % 9 == 0 ? ArticleContext() : Dated(i % 400));
    }
    const FoundPairs among_many = EventCandidates(many.input(), many.All(), weights, 12, 1);
    EXPECT_EQ(among_few.pairs, among_many.pairs) << others;
    EXPECT_EQ(among_few.apart, among_many.apart) << others;
  }
}

}  // namespace
}  // namespace samestory
