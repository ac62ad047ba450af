#include "engine/pipeline/term_block.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <random>

namespace samestory {
namespace {

std::vector<Term> RandomTerms(std::mt19937_64& random) {
  std::vector<Term> terms(random() % 4 == 0 ? 0 : random() % 50);
  for (Term& term : terms) {
    term = {static_cast<uint32_t>(random()), static_cast<uint8_t>(random()), static_cast<uint8_t>(random()),
            static_cast<uint8_t>(random()), static_cast<uint8_t>(random() % 3)};
  }
  return terms;
}

TEST(TermBlock, ComesBackAsItWentIn) {
  static const std::vector<std::string> kLanguages{"vi", "en", "und", "ar"};
  std::mt19937_64 random(91);
  TermBlockBuilder builder;
  for (int trial = 0; trial < 200; ++trial) {
    std::vector<std::vector<Term>> terms;
    std::vector<std::string> languages;
    for (uint64_t i = random() % 7; i > 0; --i) {
      terms.push_back(RandomTerms(random));
      languages.push_back(kLanguages[random() % kLanguages.size()]);
      builder.Add(terms.back(), languages.back());
    }
    const std::string bytes = builder.Take();
    ASSERT_EQ(bytes.size() % 8, 0u);
    const absl::StatusOr<TermBlock> block = TermBlock::View(bytes, terms.size());
    ASSERT_TRUE(block.ok()) << block.status();
    for (size_t i = 0; i < terms.size(); ++i) {
      ASSERT_TRUE(std::ranges::equal(block->of(i), terms[i])) << i;
      ASSERT_EQ(block->language(i), languages[i]);
    }
    EXPECT_FALSE(TermBlock::View(bytes, terms.size() + 1).ok()) << "of other articles";
  }
}

TEST(TermBlock, EveryCutIsAnError) {
  std::mt19937_64 random(92);
  TermBlockBuilder builder;
  for (int i = 0; i < 3; ++i) builder.Add(RandomTerms(random), "vi");
  const std::string bytes = builder.Take();
  for (size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_EQ(TermBlock::View(std::string_view(bytes).substr(0, size), 3).status().code(),
              absl::StatusCode::kDataLoss);
  }
  EXPECT_FALSE(TermBlock::View(bytes + std::string(8, '\0'), 3).ok());
}

TEST(TermBlock, HugeNumbersAreErrors) {
  for (const char byte : {'\xff', '\x7f', '\x20'}) {
    const std::string bytes(24, byte);
    uint64_t articles;
    std::memcpy(&articles, bytes.data(), 8);
    EXPECT_FALSE(TermBlock::View(bytes, articles).ok());
  }
}

TEST(TermBlock, PlacesBeyondTheEndAreErrors) {
  TermBlockBuilder builder;
  const std::vector<Term> terms(9);
  for (int i = 0; i < 2; ++i) builder.Add(terms, "vi");
  const std::string bytes = builder.Take();
  ASSERT_TRUE(TermBlock::View(bytes, 2).ok());
  constexpr size_t kEnds = 24;
  const size_t languages = kEnds + 2 * sizeof(uint64_t) + 18 * sizeof(Term);
  for (const size_t at : {kEnds, kEnds + 8, languages, languages + 4}) {
    for (const char byte : {'\x03', '\x7f', '\xff'}) {
      std::string changed = bytes;
      changed[at + 3] = byte;
      EXPECT_FALSE(TermBlock::View(changed, 2).ok()) << at;
    }
  }
}

}  // namespace
}  // namespace samestory
