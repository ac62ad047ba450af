#include "engine/diff/passages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/diff/texts.h"

namespace samestory {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

// The passages of two texts, as printed in either.
std::vector<std::pair<std::string, std::string>> Found(const std::string& a, const std::string& b) {
  const std::vector<TestText> texts = {Split(a), Split(b)};
  const Collation collation = *Collate(Documents(texts), {});
  std::vector<std::pair<std::string, std::string>> out;
  for (const Passage& passage : collation.passages) {
    EXPECT_EQ(passage.a_article, 0u);
    EXPECT_EQ(passage.b_article, 1u);
    out.emplace_back(a.substr(passage.a_start, passage.a_end - passage.a_start),
                     b.substr(passage.b_start, passage.b_end - passage.b_start));
  }
  return out;
}

constexpr const char* kReport =
    "Harbour pilots refused overtime, cancelled holidays, summoned lawyers, occupied offices, rejected bonuses and "
    "threatened nationwide strikes after the second grounding within four winter weeks.\n"
    "Insurers promised quick settlement.\n";

TEST(Passages, ReusedInsideANewSentence) {
  EXPECT_THAT(
      Found(kReport,
            "Insurers promised quick settlement.\n"
            "Yesterday mayor Anders Holm, visibly tired after long negotiations and speaking before several hundred angry residents outside parliament on Tuesday "
            "evening, blamed shipping companies because of the second grounding, within four winter weeks, "
            "something which nobody living around these islands can remember having witnessed ever before, and "
            "demanded compensation, pilotage reforms, stricter inspections, heavier fines, better lighthouses "
            "and, should every other measure fail, nationalisation.\n"),
      ElementsAre(Pair("the second grounding within four winter weeks",
                       "the second grounding, within four winter weeks")));
}

TEST(Passages, NoneWhereTheRowKeepsIt) {
  EXPECT_THAT(Found(kReport, kReport), IsEmpty());
}

TEST(Passages, AShortFormulaIsNone) {
  EXPECT_THAT(Found("Harbour pilots refused overtime on the part of all.\nInsurers promised settlement.\n",
                    "Several ministers travelled northwards yesterday evening, and on the part of all nothing "
                    "more could be learnt about negotiations between governments.\n"),
              IsEmpty());
}

TEST(Passages, DoNotCrossSentences) {
  EXPECT_THAT(Found("Alpha bravo charlie. Delta echo foxtrot.\n",
                    "Alpha bravo charlie delta echo foxtrot golf hotel india juliett kilo lima mike november "
                    "oscar papa quebec romeo sierra tango uniform victor whiskey.\n"),
              IsEmpty());
}

TEST(Passages, EachWordServesOnce) {
  const std::string once = "Second grounding within four winter weeks alarmed everybody.\n";
  const std::string twice =
      "Reporters repeated second grounding within four winter weeks alarmed nobody while trawlers, ferries, "
      "tankers, dredgers, lifeboats, yachts and barges crowded every single berth available nearby.\n"
      "Experts answered second grounding within four winter weeks alarmed somebody although buoys, beacons, "
      "radars, sirens, lanterns, foghorns and transmitters worked flawlessly throughout December.\n";
  const auto found = Found(once, twice);
  EXPECT_LE(found.size(), 1u);
}

TEST(Passages, MirrorAndRepetitionStayCheap) {
  std::string a, b;
  for (int k = 0; k < 4000; ++k) {
    a += "one two three four five six seven ";
    b += "two three four five six seven one ";
  }
  const std::vector<TestText> texts = {Split(a), Split(b)};
  bool degraded = false;
  const std::vector<uint32_t> rank = {0, 1};
  const auto documents = Documents(texts);
  const auto passages = FindPassages(documents, {}, rank, {}, &degraded);
  EXPECT_THAT(passages, IsEmpty());  // every sequence is repeated too often to say anything
}

}  // namespace
}  // namespace samestory
