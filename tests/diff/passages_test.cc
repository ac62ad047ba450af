#include "engine/diff/passages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/diff/texts.h"

namespace samestory {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

using Found = std::vector<std::pair<std::string, std::string>>;

// The passages of two texts, as printed in either, with the rows of their collation or without any.
Found FindIn(const std::string& a, const std::string& b, bool rows = true) {
  const std::vector<TestText> texts = {Split(a), Split(b)};
  const std::vector<DiffDocument> documents = Documents(texts);
  const Collation collation = *Collate(documents, {});
  const std::vector<uint32_t> rank = {0, 1};
  bool degraded = false;
  PassageOptions options;
  options.fresh = {6, 15};
  options.repeated = {8, 20};
  std::vector<std::vector<double>> weights(documents.size());
  for (size_t d = 0; d < documents.size(); ++d) {
    for (const DiffToken& token : documents[d].tokens) weights[d].push_back(token.weight);
  }
  Found out;
  for (const Passage& passage : FindPassages(documents, rows ? collation.rows : std::vector<Row>(), weights,
                                             rank, options, &degraded)) {
    EXPECT_EQ(passage.a_article, 0u);
    EXPECT_EQ(passage.b_article, 1u);
    out.emplace_back(a.substr(passage.a_start, passage.a_end - passage.a_start),
                     b.substr(passage.b_start, passage.b_end - passage.b_start));
  }
  EXPECT_FALSE(degraded);
  return out;
}

constexpr const char* kReport =
    "Harbour pilots refused overtime, cancelled holidays, summoned lawyers, occupied offices, rejected "
    "bonuses and "
    "threatened nationwide strikes after the second grounding within four winter weeks.\n"
    "Insurers promised quick settlement.\n";

TEST(Passages, ReusedInsideANewSentence) {
  EXPECT_THAT(
      FindIn(kReport,
             "Insurers promised quick settlement.\n"
             "Mayor Anders Holm blamed shipping companies because of the second grounding, within four "
             "winter weeks, something which nobody can remember.\n",
             /*rows=*/false),
      ElementsAre(Pair("the second grounding within four winter weeks",
                       "the second grounding, within four winter weeks")));
}

TEST(Passages, NoneWhereTheRowKeepsIt) { EXPECT_THAT(FindIn(kReport, kReport), IsEmpty()); }

TEST(Passages, SaidOnceMoreByOneOfThem) {
  const std::string twice =
      std::string(kReport) +
      "Mayor Anders Holm, who had until then kept quiet about everything that concerned pilots, reminded "
      "listeners "
      "how pilots cancelled holidays, summoned lawyers, occupied offices, rejected bonuses while ministers "
      "slept, "
      "danced, dined, travelled, argued, promised, postponed, forgot and finally resigned altogether.\n";
  EXPECT_THAT(FindIn(kReport, twice),
              ElementsAre(Pair("cancelled holidays, summoned lawyers, occupied offices, rejected bonuses",
                               "cancelled holidays, summoned lawyers, occupied offices, rejected bonuses")));
}

TEST(Passages, AShortFormulaIsNone) {
  EXPECT_THAT(
      FindIn("Harbour pilots refused overtime on the part of all.\nInsurers promised settlement.\n",
             "Several ministers travelled northwards yesterday evening, and on the part of all nothing "
             "more could be learnt about negotiations between governments.\n"),
      IsEmpty());
}

TEST(Passages, DoNotCrossSentences) {
  EXPECT_THAT(
      FindIn("Alpha bravo charlie. Delta echo foxtrot.\n",
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
  const Found found = FindIn(once, twice);
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
  const std::vector<std::vector<double>> weights(2, std::vector<double>(28'000, 6));
  const auto passages = FindPassages(documents, {}, weights, rank, {{6, 15}, {8, 20}}, &degraded);
  EXPECT_THAT(passages, IsEmpty());  // every sequence is repeated too often to say anything
}

}  // namespace
}  // namespace samestory
