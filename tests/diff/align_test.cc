#include "engine/diff/align.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "engine/base/hash.h"
#include "engine/diff/candidates.h"
#include "engine/diff/terms.h"
#include "tests/diff/texts.h"

namespace samestory {
namespace {

using testing::ElementsAre;
using testing::Pair;

// The stem of a word of five letters and more is its first five.
DiffDocument Stemmed(const std::string& text) {
  TestText split = Split(text);
  for (DiffToken& token : split.document.tokens) {
    if (token.end - token.start >= 5) token.stem = Hash64(split.text.substr(token.start, 5));
  }
  return split.document;
}

TermSpace SpaceOf(const DiffDocument& a, const DiffDocument& b) {
  const DiffDocument* documents[] = {&a, &b};
  return BuildTermSpace(documents);
}

double FirstLikeness(const DiffDocument& a, const DiffDocument& b) {
  const TermSpace space = SpaceOf(a, b);
  return Likeness(space, space.documents[0].sentences[0], space.documents[1].sentences[0]);
}

std::vector<std::pair<uint32_t, uint32_t>> Aligned(const DiffDocument& a, const DiffDocument& b) {
  bool degraded = false;
  std::vector<std::pair<uint32_t, uint32_t>> pairs;
  for (const AlignedPair& pair : AlignSentences(SpaceOf(a, b), 0, 1, {}, &degraded)) {
    pairs.emplace_back(pair.a, pair.b);
  }
  return pairs;
}

TEST(Likeness, WordsAlikeButForTheirEndingsCountHalf) {
  const char *a = "Miners striking blocked harbours.", *b = "Miner strikes block harbour traffic.",
             *equal = "Miners striking blocked harbours today.";
  EXPECT_GT(FirstLikeness(Stemmed(a), Stemmed(b)), FirstLikeness(Split(a).document, Split(b).document) + 0.3);
  EXPECT_LT(FirstLikeness(Stemmed(a), Stemmed(b)), FirstLikeness(Stemmed(a), Stemmed(equal)) - 0.1);
}

TEST(Likeness, AStemOfOneWordOnlyChangesNothing) {
  const char *a = "Miners blocked harbours.", *b = "Miners blocked nothing whatever.";
  EXPECT_EQ(FirstLikeness(Stemmed(a), Stemmed(b)), FirstLikeness(Split(a).document, Split(b).document));
}

TEST(Align, EndingsDoNotHideASentence) {
  const char* a = "Ferries resume crossings Thursday.\nMiners striking blocked harbours northwards.\n";
  const char* b = "Lonely heron lands nearby.\nStrikes: miner blockade, harbour, northern.\n";
  EXPECT_THAT(Aligned(Split(a).document, Split(b).document), ElementsAre());
  EXPECT_THAT(Aligned(Stemmed(a), Stemmed(b)), ElementsAre(Pair(1, 1)));
}

// Two photographs of one outlet, one of the other: only the one it shows.
TEST(Align, ACaptionIsNotSplit) {
  DiffDocument a = Split("Minister Okafor greets premier Lindqvist onboard (photo: Reuters).\n").document;
  DiffDocument b = Split(
                       "Minister Okafor greets premier Lindqvist onboard. photo: Reuters\n"
                       "Minister Okafor greets chairman Petrovich onboard. photo: Reuters\n")
                       .document;
  ASSERT_EQ(b.sentences.size(), 4u);
  for (DiffDocument* document : {&a, &b}) {
    for (DiffSentence& sentence : document->sentences) sentence.aside = true;
  }
  EXPECT_THAT(Aligned(a, b), ElementsAre(Pair(0, 0)));
}

TEST(Align, TheMirrorOfTheOtherWayRound) {
  for (uint32_t seed = 0; seed < 60; ++seed) {
    std::mt19937 random(seed);
    const std::vector<std::string> source = RandomSentences(random, 12);
    const DiffDocument a = Join(source).document, b = Join(Rewrite(random, source)).document;
    bool degraded = false;
    const auto there = AlignSentences(SpaceOf(a, b), 0, 1, {}, &degraded);
    const auto back = AlignSentences(SpaceOf(b, a), 0, 1, {}, &degraded);
    std::vector<std::pair<double, double>> scores, mirrored;
    for (const AlignedPair& pair : there) scores.emplace_back(pair.score, pair.likeness);
    for (const AlignedPair& pair : back) mirrored.emplace_back(pair.score, pair.likeness);
    std::sort(scores.begin(), scores.end());
    std::sort(mirrored.begin(), mirrored.end());
    ASSERT_EQ(scores.size(), mirrored.size()) << seed;
    for (size_t k = 0; k < scores.size(); ++k) {
      EXPECT_NEAR(scores[k].first, mirrored[k].first, 1e-12);
      EXPECT_NEAR(scores[k].second, mirrored[k].second, 1e-12);
    }
  }
}

TEST(Candidates, FiguresOfAPair) {
  const DiffDocument a =
      Split("Copper miners struck western pits.\nBakers burned crusty loaves downtown.\n").document;
  const DiffDocument b = Split(
                             "Copper miners struck eastern pits.\nBakers burned crusty loaves uptown.\n"
                             "Bakers burned cakes.\n")
                             .document;
  const TermSpace space = SpaceOf(a, b);
  bool degraded = false;
  const Candidates candidates =
      FindCandidates(space, space.documents[0], space.documents[1], 0.2, {}, &degraded);
  EXPECT_FALSE(degraded);
  ASSERT_EQ(candidates.rows[1].size(), 2u);
  const Candidate &loaves = candidates.rows[1][0], &cakes = candidates.rows[1][1];
  EXPECT_EQ(loaves.b, 1u);
  EXPECT_GT(loaves.likeness, cakes.likeness);
  const PairFigures figures = candidates.Figures(1, loaves);
  EXPECT_DOUBLE_EQ(figures.likeness, loaves.likeness);
  EXPECT_DOUBLE_EQ(figures.contrast, (loaves.likeness - cakes.likeness) + loaves.likeness);
  EXPECT_DOUBLE_EQ(figures.neighbours, candidates.rows[0][0].likeness);
  EXPECT_DOUBLE_EQ(figures.distance, 0.75 - 0.5);
  EXPECT_DOUBLE_EQ(figures.opening, 1.0 / 3);
  EXPECT_DOUBLE_EQ(loaves.score, Score(figures));
}

}  // namespace
}  // namespace samestory
