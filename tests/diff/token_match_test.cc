#include "engine/diff/token_match.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <dtl/dtl.hpp>
#include <random>

#include "tests/oracle/lcs.h"

namespace samestory {
namespace {

using Tokens = std::vector<uint32_t>;

Tokens RandomTokens(std::mt19937& random, size_t length, uint32_t alphabet) {
  Tokens tokens;
  for (size_t k = 0; k < length; ++k) tokens.push_back(static_cast<uint32_t>(random() % alphabet));
  return tokens;
}

Tokens Mutated(std::mt19937& random, const Tokens& from, uint32_t alphabet, uint32_t one_in) {
  Tokens tokens;
  for (const uint32_t token : from) {
    const uint32_t dice = static_cast<uint32_t>(random() % (3 * one_in));
    if (dice != 0) tokens.push_back(dice == 1 ? static_cast<uint32_t>(random() % alphabet) : token);
    if (dice == 2) tokens.push_back(static_cast<uint32_t>(random() % alphabet));
  }
  return tokens;
}

void ExpectValid(const Tokens& a, const Tokens& b, const std::vector<TokenMatch>& matches) {
  for (size_t k = 0; k < matches.size(); ++k) {
    ASSERT_LT(matches[k].a, a.size());
    ASSERT_LT(matches[k].b, b.size());
    EXPECT_EQ(a[matches[k].a], b[matches[k].b]);
    if (k == 0) continue;
    EXPECT_LT(matches[k - 1].a, matches[k].a);
    EXPECT_LT(matches[k - 1].b, matches[k].b);
  }
}

TEST(MatchTokens, FindsALongestCommonSubsequence) {
  std::mt19937 random(1);
  for (int round = 0; round < 400; ++round) {
    const uint32_t alphabet = 1 + static_cast<uint32_t>(random() % 30);
    const Tokens a = RandomTokens(random, random() % 40, alphabet);
    const Tokens b =
        round % 2 == 0 ? RandomTokens(random, random() % 40, alphabet) : Mutated(random, a, alphabet, 4);
    bool degraded = false;
    const auto matches = MatchTokens(a, b, 2'000'000, &degraded);
    EXPECT_FALSE(degraded);
    ExpectValid(a, b, matches);
    EXPECT_EQ(matches.size(), oracle::LongestCommonSubsequence(a, b));
  }
}

// Any length up to some hundreds, few words repeated often to all words rare, related or not.
struct Pair {
  Tokens a, b;
};

Pair RandomPair(std::mt19937& random) {
  static constexpr uint32_t kAlphabets[] = {1, 2, 3, 5, 20, 100, 1000, 100'000};
  const uint32_t alphabet = kAlphabets[random() % std::size(kAlphabets)];
  const size_t longest = random() % 4 == 0 ? 400 : 60;
  Pair pair{RandomTokens(random, random() % longest, alphabet), {}};
  switch (random() % 4) {
    case 0:
      pair.b = RandomTokens(random, random() % longest, alphabet);
      break;
    case 1:  // a stretch moved
      pair.b = pair.a;
      if (!pair.b.empty()) {
        std::rotate(pair.b.begin(), pair.b.begin() + static_cast<long>(random() % pair.b.size()),
                    pair.b.end());
      }
      break;
    default:
      pair.b = Mutated(random, pair.a, alphabet, 2 + random() % 20);
  }
  if (random() % 2 == 0) std::swap(pair.a, pair.b);
  return pair;
}

size_t Trimmed(Pair* pair) {
  Tokens &a = pair->a, &b = pair->b;
  const auto length = a.size();
  const auto [x, y] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  b.erase(b.begin(), y);
  a.erase(a.begin(), x);
  while (!a.empty() && !b.empty() && a.back() == b.back()) a.pop_back(), b.pop_back();
  return length - a.size();
}

// By three ways: the engine, dtl as it comes, the quadratic table.
TEST(MatchTokens, DistanceIsThatOfDtlAndOfTheTable) {
  std::mt19937 random(7);
  for (int round = 0; round < 600; ++round) {
    const Pair pair = RandomPair(random);
    bool degraded = false;
    const auto matches = MatchTokens(pair.a, pair.b, 2'000'000, &degraded);
    EXPECT_FALSE(degraded);
    ExpectValid(pair.a, pair.b, matches);
    EXPECT_EQ(matches.size(), oracle::LongestCommonSubsequence(pair.a, pair.b));
    dtl::Diff<uint32_t, Tokens> plain(pair.a, pair.b);
    plain.compose();
    EXPECT_EQ(static_cast<long long>(pair.a.size() + pair.b.size() - 2 * matches.size()),
              plain.getEditDistance());
  }
}

// With what is equal at both ends taken off, the O(NP) search visits (p + 1)(q + 1) points, p and q being what
// either side has left over. So the table tells when the bound is met, and `degraded` must say neither more nor less.
TEST(MatchTokens, DegradedExactlyWhereTheBoundStopsTheSearch) {
  std::mt19937 random(8);
  int stopped = 0, ended = 0;
  for (int round = 0; round < 600; ++round) {
    const Pair pair = RandomPair(random);
    Pair inner = pair;
    const size_t trimmed = Trimmed(&inner);
    const size_t common = oracle::LongestCommonSubsequence(inner.a, inner.b);
    const uint64_t points = (inner.a.size() - common + 1) * (inner.b.size() - common + 1);
    const bool searched = !inner.a.empty() && !inner.b.empty();
    for (const uint64_t bound : {uint64_t{0}, points / 2, points - 1, points, points + 1, 2 * points}) {
      bool degraded = false;
      const auto matches = MatchTokens(pair.a, pair.b, bound, &degraded);
      ExpectValid(pair.a, pair.b, matches);
      EXPECT_EQ(degraded, searched && points > bound) << points << " points, bound " << bound;
      EXPECT_LE(matches.size(), trimmed + common);
      EXPECT_GE(matches.size(), trimmed);
      if (!degraded) {
        EXPECT_EQ(matches.size(), trimmed + common);
      }
      ++(degraded ? stopped : ended);
    }
  }
  EXPECT_GT(stopped, 500);
  EXPECT_GT(ended, 500);
}

TEST(MatchTokens, SaidOnceItStaysSaid) {
  bool degraded = true;
  MatchTokens(Tokens{1, 2, 3}, Tokens{1, 3}, 2'000'000, &degraded);
  EXPECT_TRUE(degraded);
}

TEST(MatchTokens, AgreesWithPlainDtlOnDistance) {
  std::mt19937 random(2);
  for (int round = 0; round < 40; ++round) {
    const Tokens a = RandomTokens(random, 600, 300), b = Mutated(random, a, 300, 3);
    bool degraded = false;
    const auto matches = MatchTokens(a, b, 2'000'000, &degraded);
    dtl::Diff<uint32_t, Tokens> plain(a, b);
    plain.compose();
    EXPECT_EQ(static_cast<long long>(a.size() + b.size() - 2 * matches.size()), plain.getEditDistance());
  }
}

// 3,000 unrelated tokens on each side are far beyond dtl's bound.
TEST(MatchTokens, SaysWhenItHadToStop) {
  std::mt19937 random(3);
  const Tokens a = RandomTokens(random, 3000, 50), b = RandomTokens(random, 3000, 50);
  bool degraded = false;
  const auto matches = MatchTokens(a, b, 2'000'000, &degraded);
  EXPECT_TRUE(degraded);
  ExpectValid(a, b, matches);
  EXPECT_GT(matches.size(), oracle::LongestCommonSubsequence(a, b) / 2);
}

// As long, but few edits: the search is short, so the bound must not be met.
TEST(MatchTokens, LongButAlikeIsExact) {
  std::mt19937 random(4);
  const Tokens a = RandomTokens(random, 4000, 1000), b = Mutated(random, a, 1000, 20);
  bool degraded = false;
  const auto matches = MatchTokens(a, b, 2'000'000, &degraded);
  EXPECT_FALSE(degraded);
  EXPECT_EQ(matches.size(), oracle::LongestCommonSubsequence(a, b));
}

// A million tokens without a sentence end: linear, or this test does not come back.
TEST(MatchTokens, HostileLengthsStayLinear) {
  std::mt19937 random(5);
  const Tokens a = RandomTokens(random, 200'000, 1000), b = RandomTokens(random, 200'000, 1000);
  bool degraded = false;
  ExpectValid(a, b, MatchTokens(a, b, 2'000'000, &degraded));
  EXPECT_TRUE(degraded);
}

TEST(MatchTokens, EveryBoundGivesAValidScript) {
  std::mt19937 random(6);
  for (uint64_t bound : {0, 1, 5, 50, 500, 5000}) {
    for (int round = 0; round < 20; ++round) {
      const Tokens a = RandomTokens(random, random() % 300, 40), b = Mutated(random, a, 40, 3);
      bool degraded = false;
      const auto matches = MatchTokens(a, b, bound, &degraded);
      ExpectValid(a, b, matches);
      if (!degraded) {
        EXPECT_EQ(matches.size(), oracle::LongestCommonSubsequence(a, b));
      }
    }
  }
}

}  // namespace
}  // namespace samestory
