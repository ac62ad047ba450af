#include "engine/diff/disagreements.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/diff/texts.h"

namespace samestory {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr const char* kKinds[] = {"number", "date", "name", "quotation"};

// All disagreements of the texts' collation: "number A 17=0 B 19=1", versions behind the signs.
std::vector<std::string> Found(const std::vector<std::string>& texts) {
  std::vector<TestText> read;
  for (const std::string& text : texts) read.push_back(Split(text));
  const Collation collation = *Collate(Documents(read), {});
  std::vector<std::string> out;
  for (const Row& row : collation.rows) {
    for (const Disagreement& disagreement : row.disagreements) {
      std::string said = kKinds[static_cast<int>(disagreement.kind)];
      for (const Disagreement::Side& side : disagreement.sides) {
        const uint32_t article = row.cells[side.cell].article;
        said += std::string(" ") + static_cast<char>('A' + article) + " " +
                read[article].text.substr(side.start, side.end - side.start) + "=" +
                std::to_string(side.version);
      }
      out.push_back(said);
    }
  }
  return out;
}

TEST(Disagreements, ANumberInThePlaceOfAnother) {
  EXPECT_THAT(Found({"The storm injured 17 people along the northern coast road.",
                     "The storm injured 19 people along the northern coast road."}),
              ElementsAre("number A 17=0 B 19=1"));
}

TEST(Disagreements, NoneWhereBothSayBoth) {
  EXPECT_THAT(Found({"The storm injured 17 people and 3 divers along the northern coast road.",
                     "The storm injured 3 divers and 17 people along the northern coast road."}),
              IsEmpty());
}

TEST(Disagreements, OneSubjectIsEnoughWithoutAPlace) {
  EXPECT_THAT(
      Found({"Rescuers of the northern coast guard station counted 17 people after the storm.",
             "After the storm 19 people were counted by rescuers of the northern coast guard station."}),
      ElementsAre("number A 17=0 B 19=1"));
}

TEST(Disagreements, OtherSubjectsOutOfPlaceDoNotDisagree) {
  EXPECT_THAT(Found({"Rescuers of the northern coast guard station counted 17 people after the storm.",
                     "After the storm rescuers of the northern coast guard station sent 19 boats out."}),
              IsEmpty());
}

TEST(Disagreements, NamesOnlyWhereTheSentenceStands) {
  EXPECT_THAT(Found({"The minister MARTA OLSEN opened the new northern harbour bridge this morning.",
                     "The minister JONAS PETRI opened the new northern harbour bridge this morning."}),
              ElementsAre("name A MARTA OLSEN=0 B JONAS PETRI=1"));
}

TEST(Disagreements, PartOfANameAgrees) {
  EXPECT_THAT(Found({"The minister MARTA OLSEN opened the new northern harbour bridge this morning.",
                     "The minister OLSEN opened the new northern harbour bridge this morning."}),
              IsEmpty());
}

TEST(Disagreements, ANameWithAWordMoreInsideDisagreesNot) {
  EXPECT_THAT(Found({"The minister LY CUONG opened the new northern harbour bridge this morning.",
                     "The minister LY KHAC CUONG opened the new northern harbour bridge this morning."}),
              IsEmpty());
}

TEST(Disagreements, SidesThatAgreeShareAVersion) {
  EXPECT_THAT(Found({"The storm injured 17 people along the northern coast road.",
                     "The storm injured 19 people along the northern coast road.",
                     "The storm injured 17 people along the northern coast road."}),
              ElementsAre("number A 17=0 B 19=1 C 17=0"));
}

TEST(Disagreements, AFigureNobodyReadCountsWhereItChanged) {
  EXPECT_THAT(
      Found({"Rescuers say flight vn417 left the northern harbour airport shortly before the storm.",
             "Rescuers say flight vn471 left the northern harbour airport shortly before the storm."}),
      ElementsAre("number A vn417=0 B vn471=1"));
  EXPECT_THAT(Found({"Rescuers say flight vn417 left the northern harbour airport shortly before the storm.",
                     "Nobody on board vn471 was hurt."}),
              IsEmpty());
}

TEST(Disagreements, SaidTwiceAndChangedOnce) {
  EXPECT_THAT(
      Found({"Banks paid 600 crowns to the sellers of gold and took 600 crowns from its buyers today.",
             "Banks paid 600 crowns to the sellers of gold and took 500 crowns from its buyers today."}),
      ElementsAre("number A 600=0 B 500=1"));
}

TEST(Disagreements, TwoInARowStayApart) {
  EXPECT_THAT(Found({"The storm injured 17 people and 4 divers along the northern coast road.",
                     "The storm injured 19 people and 6 divers along the northern coast road."}),
              ElementsAre("number A 17=0 B 19=1", "number A 4=0 B 6=1"));
}

}  // namespace
}  // namespace samestory
