#include "engine/match/copies.h"

#include <gtest/gtest.h>

#include <chrono>

#include "tests/match/articles.h"
#include "tests/match/copy_articles.h"
#include "tests/oracle/slow_match.h"
#include "tests/support/temporary_folder.h"

namespace samestory {
namespace {

constexpr uint32_t kKept = CopyOf::kNone;

std::vector<CopyOf> Find(const Articles& articles, std::span<const uint32_t> order, double window_hours,
                         int threads = 1, uint64_t memory_bytes = uint64_t{1} << 30) {
  StageFolder stages = StageFolder::Temporary(testing::TempDir(), memory_bytes / 16);
  const absl::StatusOr<std::vector<Copy>> copies =
      FindCopies(CopyArticles(articles), order,
                 {.window_hours = window_hours, .memory_bytes = memory_bytes, .threads = threads}, &stages);
  EXPECT_TRUE(copies.ok()) << copies.status();
  return copies.ok() ? ByArticle(*copies, articles.size()) : std::vector<CopyOf>(articles.size());
}

std::vector<uint32_t> Survivors(const std::vector<CopyOf>& copies) {
  std::vector<uint32_t> survivors;
  for (const CopyOf& copy : copies) survivors.push_back(copy.survivor);
  return survivors;
}

// The hashes of `size` numbers from `first` on: sets that begin apart by d overlap in size - d.
std::vector<uint64_t> Stretch(uint64_t first, size_t size) {
  std::vector<uint64_t> stretch;
  for (uint64_t i = first; i < first + size; ++i) stretch.push_back(Mix64(i));
  return stretch;
}

// Families of texts: each a version of its family's text with some shingles replaced.
void AddFamilies(std::mt19937_64& random, uint32_t count, double most_changed, Articles* out) {
  for (uint32_t i = 0; i < count; ++i) {
    const uint64_t family = random() % (count / 4 + 1);
    std::vector<uint64_t> shingles = Stretch(family * 10'000, 60 + family % 7 * 30);
    const double changed = most_changed * static_cast<double>(random() % 100) / 100;
    for (uint64_t& shingle : shingles) {
      if (static_cast<double>(random() % 1000) < 1000 * changed) shingle = random();
    }
    ArticleContext context;
    if (random() % 3 != 0) context = Dated(static_cast<double>(random() % 400));
    out->Add({}, shingles, context);
  }
}

TEST(FindCopies, KeepsAndDropsByTheGreedyRule) {
  std::mt19937_64 random(41);
  size_t dropped = 0, different = 0, all = 0;
  for (int trial = 0; trial < 8; ++trial) {
    Articles articles;
    AddFamilies(random, 150, .25, &articles);
    std::vector<uint32_t> order = articles.All();
    std::shuffle(order.begin(), order.end(), random);
    for (const double window : {0., 168.}) {
      const std::vector<CopyOf> fast = Find(articles, order, window);
      const std::vector<CopyOf> slow = oracle::SlowCopies(
          articles.input(), [&](uint32_t i) { return articles.shingles(i); }, order, window);
      std::vector<uint32_t> rank(order.size());
      for (uint32_t i = 0; i < order.size(); ++i) rank[order[i]] = i;
      for (uint32_t i = 0; i < order.size(); ++i, ++all) {
        different += fast[i].survivor != slow[i].survivor;
        if (fast[i].survivor == kKept) continue;
        ++dropped;
        const uint32_t survivor = fast[i].survivor;
        EXPECT_EQ(fast[survivor].survivor, kKept) << "a survivor that went itself";
        EXPECT_LT(rank[survivor], rank[i]) << "a survivor less preferred than its copy";
        const Overlap exact = oracle::SlowOverlap(articles.shingles(i), articles.shingles(survivor));
        EXPECT_GE(exact.jaccard, kCopyJaccard);
        EXPECT_EQ(fast[i].overlap.jaccard, exact.jaccard);
        EXPECT_EQ(fast[i].overlap.containment_a, exact.containment_a) << "a is the copy";
        EXPECT_EQ(fast[i].overlap.containment_b, exact.containment_b);
      }
    }
  }
  EXPECT_GT(dropped, all / 4);
  EXPECT_LE(different, all / 500) << "bands may miss a pair in 5,000 at .7, and what follows from it";
}

TEST(FindCopies, BandsMissAlmostNoPairOfThreeQuarters) {
  std::mt19937_64 random(42);
  size_t missed = 0;
  constexpr size_t kTrials = 600;
  for (size_t i = 0; i < kTrials; ++i) {
    Articles articles;
    const uint64_t first = random();
    articles.Add({}, Stretch(first, 140));
    articles.Add({}, Stretch(first + 20, 140));  // 120 of 160: .75
    missed += Survivors(Find(articles, articles.All(), 0))[1] == kKept;
  }
  EXPECT_LE(missed, 2u) << "expected 600 × (1 - .75^4)^32 = .004";
}

TEST(FindCopies, TheThresholdIsExact) {
  Articles articles;
  articles.Add({}, Stretch(0, 85));
  articles.Add({}, Stretch(15, 85));  // 70 of 100
  articles.Add({}, Stretch(1'000'000, 851));
  articles.Add({}, Stretch(1'000'151, 851));  // 700 of 1002
  EXPECT_EQ(Survivors(Find(articles, articles.All(), 0)), (std::vector<uint32_t>{kKept, 0, kKept, kKept}));
}

TEST(FindCopies, TheMostPreferredStays) {
  Articles articles;
  for (int i = 0; i < 4; ++i) articles.Add({}, Stretch(0, 50));
  EXPECT_EQ(Survivors(Find(articles, articles.All(), 0)), (std::vector<uint32_t>{kKept, 0, 0, 0}));
  EXPECT_EQ(Survivors(Find(articles, std::vector<uint32_t>{2, 0, 3, 1}, 0)),
            (std::vector<uint32_t>{2, 2, kKept, 2}));
}

TEST(FindCopies, TheMostAlikeIsNamedThenTheMostPreferred) {
  // 0 and 1 overlap by .6 and both stay; 2 is nearer to 1, 3 as near to either.
  Articles articles;
  articles.Add({}, Stretch(0, 100));
  articles.Add({}, Stretch(26, 100));
  articles.Add({}, Stretch(16, 100));
  articles.Add({}, Stretch(13, 100));
  EXPECT_EQ(Survivors(Find(articles, articles.All(), 0)), (std::vector<uint32_t>{kKept, kKept, 1, 0}));
  EXPECT_EQ(Survivors(Find(articles, std::vector<uint32_t>{1, 0, 2, 3}, 0)),
            (std::vector<uint32_t>{kKept, kKept, 1, 1}));
}

TEST(FindCopies, AChainDoesNotWeld) {
  Articles articles;
  for (uint64_t i = 0; i < 30; ++i) articles.Add({}, Stretch(i * 10, 100));  // neighbours .82, next .67
  const std::vector<uint32_t> survivors = Survivors(Find(articles, articles.All(), 0));
  for (uint32_t i = 0; i < 30; ++i) EXPECT_EQ(survivors[i], i % 2 == 0 ? kKept : i - 1);
}

TEST(FindCopies, StubsAreKept) {
  Articles articles;
  for (int i = 0; i < 100; ++i) articles.Add({});
  for (const CopyOf& copy : Find(articles, articles.All(), 0)) EXPECT_EQ(copy.survivor, kKept);
  EXPECT_TRUE(Find(Articles(), {}, 0).empty());
}

TEST(FindCopies, TheWindowCountsOnlyWhereBothDatesAreKnown) {
  Articles articles;
  articles.Add({}, Stretch(0, 50), Dated(0));
  articles.Add({}, Stretch(0, 50), Dated(200));
  articles.Add({}, Stretch(0, 50));
  articles.Add({}, Stretch(0, 50), Dated(210));
  EXPECT_EQ(Survivors(Find(articles, articles.All(), 168)), (std::vector<uint32_t>{kKept, kKept, 0, 1}));
  EXPECT_EQ(Survivors(Find(articles, articles.All(), 0)), (std::vector<uint32_t>{kKept, 0, 0, 0}));
}

TEST(FindCopies, TenThousandCopiesOfOneTextCostLittle) {
  Articles articles;
  articles.Add({}, Stretch(0, 400));
  articles.Repeat(0, 9'999);
  const auto start = std::chrono::steady_clock::now();
  const std::vector<CopyOf> copies = Find(articles, articles.All(), 0);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5));
  for (uint32_t i = 1; i < copies.size(); ++i) ASSERT_EQ(copies[i].survivor, 0u);
}

TEST(FindCopies, TheSameForAnyThreadsAndMemory) {
  std::mt19937_64 random(43);
  Articles articles;
  AddFamilies(random, 1000, .4, &articles);
  const std::vector<CopyOf> expected = Find(articles, articles.All(), 168);
  for (const int threads : {1, 4}) {
    for (const uint64_t memory_bytes : {0u, 4'000u, 1u << 20}) {
      const std::vector<CopyOf> again = Find(articles, articles.All(), 168, threads, memory_bytes);
      ASSERT_EQ(Survivors(again), Survivors(expected)) << threads << " threads, " << memory_bytes << " bytes";
      for (uint32_t i = 0; i < again.size(); ++i) {
        ASSERT_EQ(again[i].overlap.jaccard, expected[i].overlap.jaccard) << i;
      }
    }
  }
}

TEST(FindCopies, GoesOnFromWhateverStagesARunLeft) {
  std::mt19937_64 random(44);
  Articles articles;
  AddFamilies(random, 400, .3, &articles);
  const std::vector<uint32_t> order = articles.All(), expected = Survivors(Find(articles, order, 0));
  const TemporaryFolder folder;
  const auto find = [&](const CopyArticles& input) {
    absl::StatusOr<StageFolder> stages = StageFolder::Resumable(folder.Path(""), "k");
    EXPECT_TRUE(stages.ok()) << stages.status();
    const auto copies = FindCopies(input, order, {}, &*stages);
    EXPECT_TRUE(copies.ok()) << copies.status();
    return Survivors(ByArticle(*copies, articles.size()));
  };
  const CopyArticles input(articles);
  ASSERT_EQ(find(input), expected);
  const size_t sets = input.sets_read();
  EXPECT_GT(sets, 0u);
  EXPECT_EQ(find(input), expected);
  EXPECT_EQ(input.sets_read(), sets) << "all was there";
  std::vector<std::filesystem::path> stages;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder.Path("samestory-k"))) {
    if (entry.is_regular_file() && entry.file_size() > 0) stages.push_back(entry.path());
  }
  ASSERT_GE(stages.size(), kBands + 2u) << "a stage a band, the shingles, the copies";
  std::sort(stages.begin(), stages.end());
  for (int trial = 0; trial < 40; ++trial) {
    std::filesystem::remove(folder.Path("samestory-k/copies"));
    for (const std::filesystem::path& stage : stages) {
      if (!std::filesystem::exists(stage) || random() % 4 != 0) continue;
      if (random() % 2 == 0) {
        std::filesystem::remove(stage);
      } else {
        std::filesystem::resize_file(stage, random() % std::filesystem::file_size(stage));
      }
    }
    ASSERT_EQ(find(input), expected) << trial;
  }
}

TEST(FindCopies, SaysWhyATextCouldNotBeRead) {
  Articles articles;
  for (int i = 0; i < 2; ++i) articles.Add({}, Stretch(0, 50));
  CopyArticles input(articles);
  input.FailWith(absl::DataLossError("a.jsonl: changed while it was in use"));
  StageFolder stages = StageFolder::Temporary(testing::TempDir());
  const auto copies = FindCopies(input, articles.All(), {}, &stages);
  EXPECT_EQ(copies.status(), absl::DataLossError("a.jsonl: changed while it was in use"));
}

TEST(FindCopies, ReadsOnlyWhatMayHaveACopy) {
  std::mt19937_64 random(45);
  Articles articles;
  for (uint64_t i = 0; i < 300; ++i) articles.Add({}, Stretch(i * 1000, 80));
  for (uint64_t i = 0; i < 10; ++i) articles.Add({}, Stretch(i * 1000, 80));
  const CopyArticles input(articles);
  StageFolder stages = StageFolder::Temporary(testing::TempDir());
  const auto copies = FindCopies(input, articles.All(), {}, &stages);
  ASSERT_TRUE(copies.ok());
  EXPECT_EQ(copies->size(), 10u);
  EXPECT_EQ(input.sets_read(), 20u);
}

TEST(FindCopies, ReadsATextOfManyArticlesOnce) {
  std::mt19937_64 random(46);
  Articles articles;
  AddFamilies(random, 60, .3, &articles);
  for (uint32_t i = 0; i < 60; ++i)
    articles.Repeat(static_cast<uint32_t>(random() % articles.size()), 1 + i % 3);
  std::vector<uint32_t> order = articles.All();
  std::shuffle(order.begin(), order.end(), random);
  const std::vector<CopyOf> slow = oracle::SlowCopies(
      articles.input(), [&](uint32_t i) { return articles.shingles(i); }, order, 0);
  for (const bool one_hash : {false, true}) {
    CopyArticles input(articles);
    if (one_hash) input.GiveOneHash();
    StageFolder stages = StageFolder::Temporary(testing::TempDir());
    const auto copies = FindCopies(input, order, {}, &stages);
    ASSERT_TRUE(copies.ok()) << copies.status();
    EXPECT_EQ(Survivors(ByArticle(*copies, articles.size())), Survivors(slow)) << one_hash;
    if (!one_hash) {
      EXPECT_LE(input.sets_read(), 60u);
    }
  }
}

}  // namespace
}  // namespace samestory
