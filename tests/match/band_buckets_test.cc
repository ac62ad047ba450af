#include "engine/match/band_buckets.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <random>
#include <set>
#include <string>

#include "engine/base/hash.h"
#include "tests/support/temporary_folder.h"

namespace samestory {
namespace {

constexpr size_t kSmallBucket = 32;

// Signatures in families that share whole bands, and stubs between them.
struct Signed {
  std::vector<std::optional<Signature>> signatures;
  std::vector<uint32_t> rank_at;  // any order of preference; some places hold no article

  Signed(std::mt19937_64& random, uint32_t count, uint32_t families) {
    for (uint32_t i = 0; i < count; ++i) {
      if (random() % 11 == 0) {
        signatures.emplace_back();
        continue;
      }
      // Some families are many times as large as others.
      const uint64_t family = random() % families * (random() % 3) / 2;
      Signature signature;
      for (int row = 0; row < kPermutations; ++row) {
        const bool own = random() % 100 < 4 * (1 + family % 9);
        signature[static_cast<size_t>(row)] =
            own ? static_cast<uint32_t>(random())
                : static_cast<uint32_t>(Mix64(family * kPermutations + static_cast<uint64_t>(row)));
      }
      signatures.emplace_back(signature);
    }
    rank_at.resize(count);
    std::iota(rank_at.begin(), rank_at.end(), 0);
    std::shuffle(rank_at.begin(), rank_at.end(), random);
    for (uint32_t& rank : rank_at) {
      if (random() % 23 == 0) rank = kNoRank;
    }
  }

  SignatureAt of() const {
    return [this](uint32_t place) { return signatures[place] ? signatures[place]->data() : nullptr; };
  }
  uint32_t size() const { return static_cast<uint32_t>(signatures.size()); }
};

// Which places match is any symmetric relation.
bool MayMatchPair(uint32_t a, uint32_t b) {
  return Mix64(std::min(a, b) * 100'003ull + std::max(a, b)) % 3 == 0;
}

using Buckets = std::set<std::vector<uint32_t>>;

// The buckets of a band as sets of ranks, from maps and loops.
Buckets SlowBuckets(const Signed& input, int band, const MayMatch& may_match) {
  std::map<uint32_t, std::vector<uint32_t>> by_hash;
  for (uint32_t place = 0; place < input.size(); ++place) {
    if (!input.signatures[place] || input.rank_at[place] == kNoRank) continue;
    const uint64_t hash = BandHash(*input.signatures[place], band);
    by_hash[static_cast<uint32_t>(hash >> 32)].push_back(place);
  }
  Buckets buckets;
  for (const auto& [hash, places] : by_hash) {
    std::vector<uint32_t> stay;
    for (const uint32_t place : places) {
      bool stays = places.size() > kSmallBucket;
      for (const uint32_t other : places) stays |= other != place && may_match(place, other);
      if (stays) stay.push_back(input.rank_at[place]);
    }
    std::sort(stay.begin(), stay.end());
    if (stay.size() > 1) buckets.insert(stay);
  }
  return buckets;
}

Buckets AsSets(const BandBuckets& band) {
  std::vector<std::vector<uint32_t>> buckets(band.buckets);
  uint32_t last = 0;
  for (size_t i = 0; i < band.members.size(); ++i) {
    EXPECT_LT(band.members[i].bucket, band.buckets);
    EXPECT_TRUE(i == 0 || band.members[i].rank > last) << "ascending by rank, each once";
    last = band.members[i].rank;
    if (band.members[i].bucket < band.buckets) buckets[band.members[i].bucket].push_back(last);
  }
  return {buckets.begin(), buckets.end()};
}

std::vector<Buckets> Sorted(const Signed& input, uint64_t memory_bytes, int threads, StageFolder* stages) {
  const auto bands = SortBands(input.rank_at, input.of(), MayMatchPair, memory_bytes, threads, stages);
  EXPECT_TRUE(bands.ok()) << bands.status();
  std::vector<Buckets> all;
  for (const BandBuckets& band : *bands) all.push_back(AsSets(band));
  return all;
}

TEST(SortBands, AreTheBucketsOfTheSlowTwin) {
  std::mt19937_64 random(51);
  size_t buckets = 0, large = 0, pruned = 0;
  for (const uint32_t count : {0u, 1u, 2u, 50u, 1'000u, 6'000u}) {
    const Signed input(random, count, 1 + count / 12);
    StageFolder stages = StageFolder::Temporary(testing::TempDir());
    const std::vector<Buckets> fast = Sorted(input, 1 << 20, 2, &stages);
    ASSERT_EQ(fast.size(), static_cast<size_t>(kBands));
    for (int band = 0; band < kBands; ++band) {
      const Buckets slow = SlowBuckets(input, band, MayMatchPair);
      ASSERT_TRUE(fast[static_cast<size_t>(band)] == slow) << count << " articles, band " << band;
      buckets += slow.size();
      for (const auto& bucket : slow) large += bucket.size() > kSmallBucket;
      const Buckets all = SlowBuckets(input, band, [](uint32_t, uint32_t) { return true; });
      for (const auto& bucket : all) pruned += !slow.contains(bucket);
    }
  }
  EXPECT_GT(buckets, 1000u);
  EXPECT_GT(large, 40u);
  EXPECT_GT(pruned, 100u);
}

TEST(SortBands, AreTheSameForAnyMemoryAndThreads) {
  std::mt19937_64 random(52);
  const Signed input(random, 5'000, 300);
  std::vector<std::string> expected;
  for (const int threads : {1, 2, 8}) {
    for (const uint64_t memory_bytes : {uint64_t{0}, uint64_t{200'000}, uint64_t{1} << 40}) {
      StageFolder stages = StageFolder::Temporary(testing::TempDir(), memory_bytes);
      const auto bands = SortBands(input.rank_at, input.of(), MayMatchPair, memory_bytes, threads, &stages);
      ASSERT_TRUE(bands.ok()) << bands.status();
      std::vector<std::string> bytes;
      for (const BandBuckets& band : *bands) bytes.emplace_back(band.stage.bytes());
      if (expected.empty()) expected = bytes;
      EXPECT_TRUE(bytes == expected) << threads << " threads, " << memory_bytes << " bytes";
    }
  }
}

TEST(SortBands, DoesNotSortAgainWhatAnEarlierRunLeft) {
  std::mt19937_64 random(53);
  const Signed input(random, 500, 40);
  const TemporaryFolder folder;
  std::vector<Buckets> expected;
  {
    absl::StatusOr<StageFolder> stages = StageFolder::Resumable(folder.Path(""), "k");
    ASSERT_TRUE(stages.ok()) << stages.status();
    expected = Sorted(input, 1 << 20, 2, &*stages);
  }
  std::filesystem::remove(folder.Path("samestory-k/band-07"));
  absl::StatusOr<StageFolder> stages = StageFolder::Resumable(folder.Path(""), "k");
  ASSERT_TRUE(stages.ok()) << stages.status();
  size_t asked = 0;
  const SignatureAt counting = [&](uint32_t place) {
    ++asked;
    return input.of()(place);
  };
  const auto bands = SortBands(input.rank_at, counting, MayMatchPair, 1 << 20, 1, &*stages);
  ASSERT_TRUE(bands.ok()) << bands.status();
  size_t expected_asked = input.size() - static_cast<size_t>(std::ranges::count(input.rank_at, kNoRank));
  for (const auto& bucket : SlowBuckets(input, 7, [](uint32_t, uint32_t) { return true; }))
    expected_asked += bucket.size();
  EXPECT_EQ(asked, expected_asked) << "one pass for one band, and once more those that share a bucket";
  for (size_t band = 0; band < bands->size(); ++band) EXPECT_TRUE(AsSets((*bands)[band]) == expected[band]);
}

}  // namespace
}  // namespace samestory
