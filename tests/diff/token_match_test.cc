#include "engine/diff/token_match.h"

#include <gtest/gtest.h>

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
