#include "engine/diff/collation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "tests/diff/texts.h"

namespace samestory {
namespace {

using testing::ElementsAre;

// "same 0:0 1:2m" for a row with sentence 0 of article 0 and sentence 2, moved, of article 1.
std::vector<std::string> Rows(const Collation& collation) {
  static constexpr const char* kKinds[] = {"same", "edited", "near", "only"};
  std::vector<std::string> rows;
  for (const Row& row : collation.rows) {
    std::string text = kKinds[static_cast<int>(row.kind)];
    for (const Cell& cell : row.cells) {
      text +=
          " " + std::to_string(cell.article) + ":" + std::to_string(cell.sentence) + (cell.moved ? "m" : "");
    }
    rows.push_back(text);
  }
  return rows;
}

std::vector<std::string> RowsOf(const std::vector<std::string>& texts, uint32_t base = 0) {
  std::vector<DiffDocument> documents;
  for (const std::string& text : texts) documents.push_back(Split(text).document);
  CollateOptions options;
  options.base = base;
  return Rows(*Collate(documents, options));
}

constexpr const char* kFerry =
    "The ferry Hoa Sen reached Bến Sông harbour before dawn with forty passengers aboard.\n"
    "Captain Ngô Lâm praised rescue crews from three provinces.\n"
    "Fishermen nearby reported heavy engine noise, smoke and shouting.\n"
    "Authorities promised results within fourteen days.\n";

TEST(Collate, EqualEditedOnly) {
  EXPECT_THAT(RowsOf({kFerry,
                      "The ferry Hoa Sen reached Bến Sông harbour before dawn with forty passengers aboard.\n"
                      "Captain Ngô Lâm warmly praised rescue crews from two provinces.\n"
                      "Ticket prices stay unchanged until spring.\n"
                      "Authorities promised results within fourteen days.\n"}),
              ElementsAre("same 0:0 1:0", "edited 0:1 1:1", "only 1:2", "only 0:2", "same 0:3 1:3"));
}

TEST(Collate, ASentenceOutOfOrderHasMoved) {
  EXPECT_THAT(RowsOf({kFerry,
                      "Authorities promised results within fourteen days.\n"
                      "The ferry Hoa Sen reached Bến Sông harbour before dawn with forty passengers aboard.\n"
                      "Captain Ngô Lâm praised rescue crews from three provinces.\n"
                      "Fishermen nearby reported heavy engine noise, smoke and shouting.\n"}),
              ElementsAre("same 0:0 1:1", "same 0:1 1:2", "same 0:2 1:3", "same 0:3m 1:0m"));
}

TEST(Collate, PartsOfASentenceStandBesideIt) {
  EXPECT_THAT(
      RowsOf({"Mayor Trịnh Hạo opened lantern festival downtown while engineers repaired flooded railway "
              "tunnels beneath northern suburbs.\nUnrelated closing words appear here.",
              "Mayor Trịnh Hạo opened lantern festival downtown.\n"
              "Meanwhile engineers repaired flooded railway tunnels beneath northern suburbs.\n"
              "Unrelated closing words appear here."}),
      ElementsAre(testing::EndsWith("0:0 1:0 1:1"), "same 0:1 1:2"));
}

TEST(Collate, RepeatedSentencesPairInOrder) {
  EXPECT_THAT(RowsOf({"Read more stories.\nLonely heron lands.\nRead more stories.",
                      "Read more stories.\nLonely heron lands.\nRead more stories."}),
              ElementsAre("same 0:0 1:0", "same 0:1 1:1", "same 0:2 1:2"));
  EXPECT_THAT(RowsOf({"Lonely heron lands.\nRead more stories.",
                      "Read more stories.\nLonely heron lands.\nRead more stories."}),
              ElementsAre("same 0:0 1:1", testing::HasSubstr("0:1")));
}

// What follows a caption that has moved must not follow it to where it stands in the base.
TEST(Collate, ASingleMovedSentenceDrawsNothingAlong) {
  EXPECT_THAT(RowsOf({"Photo by Ruth Okafor.\n" + std::string(kFerry),
                      std::string(kFerry) + "Photo by Ruth Okafor.\nLonely heron lands.\n"}),
              ElementsAre("same 0:0m 1:4m", "same 0:1 1:0", "same 0:2 1:1", "same 0:3 1:2", "same 0:4 1:3",
                          "only 1:5"));
}

// Middle shares half with either; the outer two share nothing.
TEST(Collate, NothingComesInThroughAMiddleMan) {
  const auto rows =
      RowsOf({"Copper miners struck western valley pits demanding safer lifts.",
              "Copper miners struck western valley pits; bakers burned crusty loaves downtown yesterday.",
              "Careless bakers burned crusty loaves downtown yesterday."});
  for (const std::string& row : rows) {
    EXPECT_FALSE(row.find(" 0:0") != std::string::npos && row.find(" 2:0") != std::string::npos) << row;
  }
}

TEST(Collate, ThreeOutletsOneRow) {
  EXPECT_THAT(RowsOf({kFerry, kFerry, "Captain Ngô Lâm praised rescue crews from three provinces.\n"}, 2),
              ElementsAre("same 0:0 1:0", "same 0:1 1:1 2:0", "same 0:2 1:2", "same 0:3 1:3"));
}

TEST(Collate, NumbersOfDocuments) {
  EXPECT_EQ(Collate({}, {}).status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(RowsOf({""}), ElementsAre());
  EXPECT_THAT(RowsOf({"", ""}), ElementsAre());
  EXPECT_THAT(RowsOf({"One stands alone."}), ElementsAre("only 0:0"));
  EXPECT_THAT(RowsOf({"", "One stands alone."}), ElementsAre("only 1:0"));
}

TEST(Collate, SentencesWithoutTokensStandAlone) {
  DiffDocument blank;
  blank.sentences = {{0, 3, 0, 0}, {3, 3, 0, 0}};
  const Collation collation = *Collate(std::vector<DiffDocument>{blank, blank}, {});
  EXPECT_EQ(collation.rows.size(), 4u);
  for (const Row& row : collation.rows) EXPECT_EQ(row.kind, RowKind::kOnly);
}

TEST(Collate, BytesAroundTokensBelongToScripts) {
  // Sentences with bytes no token holds, before, between and after.
  DiffDocument a, b;
  a.tokens = {{2, 4, 11, 5}, {6, 8, 12, 5}, {8, 9, 13, 5}};
  a.sentences = {{0, 12, 0, 3}};
  b.tokens = {{0, 2, 11, 5}, {2, 4, 12, 5}, {9, 11, 14, 5}};
  b.sentences = {{0, 11, 0, 3}};
  const Collation collation = *Collate(std::vector<DiffDocument>{a, b}, {});
  ASSERT_EQ(collation.rows.size(), 1u);
  const std::vector<EditOp>& ops = collation.rows[0].edits[0].ops;
  ASSERT_EQ(ops.size(), 3u);
  EXPECT_TRUE(ops[0].op == '=' && ops[0].a_end == 8 && ops[0].b_end == 9);
  EXPECT_TRUE(ops[1].op == '-' && ops[1].a_end == 12);
  EXPECT_TRUE(ops[2].op == '+' && ops[2].b_start == 9 && ops[2].b_end == 11);
}

TEST(Collate, RefusesWhatIsNotADocument) {
  const auto code = [](DiffDocument document, CollateOptions options = {}) {
    return Collate(std::vector<DiffDocument>{document}, options).status().code();
  };
  const DiffDocument good = Split("Plain words. More words.").document;
  EXPECT_EQ(code(good), absl::StatusCode::kOk);
  DiffDocument bad = good;
  bad.sentences[1].start = 3;
  EXPECT_EQ(code(bad), absl::StatusCode::kInvalidArgument);
  bad = good;
  bad.sentences[1].token_count = 7;
  EXPECT_EQ(code(bad), absl::StatusCode::kInvalidArgument);
  bad = good;
  bad.sentences.pop_back();
  EXPECT_EQ(code(bad), absl::StatusCode::kInvalidArgument);
  bad = good;
  std::swap(bad.tokens[0], bad.tokens[1]);
  EXPECT_EQ(code(bad), absl::StatusCode::kInvalidArgument);
  CollateOptions options;
  options.base = 1;
  EXPECT_EQ(code(good, options), absl::StatusCode::kInvalidArgument);
  options = {};
  options.near_likeness = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(code(good, options), absl::StatusCode::kInvalidArgument);
}

TEST(Collate, OddWeightsDoNoHarm) {
  std::vector<DiffDocument> documents = {Split(kFerry).document, Split(kFerry).document};
  const float odd[] = {0, -1, std::numeric_limits<float>::quiet_NaN(),
                       std::numeric_limits<float>::infinity()};
  for (DiffDocument& document : documents) {
    for (size_t k = 0; k < document.tokens.size(); ++k) document.tokens[k].weight = odd[k % 4];
  }
  EXPECT_THAT(Rows(*Collate(documents, {})),
              ElementsAre("same 0:0 1:0", "same 0:1 1:1", "same 0:2 1:2", "same 0:3 1:3"));
}

// One short line 3,000 times against itself and against a near twin: rows, scripts and time stay in bounds.
TEST(Collate, RepeatedLinesDoNotMultiply) {
  std::string lines, twins;
  for (int k = 0; k < 3000; ++k) lines += "Share this story with friends today.\n";
  for (int k = 0; k < 3000; ++k)
    twins += "Share this story with friends tonight " + std::to_string(k) + ".\n";
  std::vector<DiffDocument> documents = {Split(lines).document, Split(twins).document,
                                         Split("Share this story with friends today.").document};
  const auto collation = Collate(documents, {});
  ASSERT_TRUE(collation.ok());
  EXPECT_TRUE(collation->degraded);
  size_t edits = 0;
  for (const Row& row : collation->rows) edits += row.edits.size();
  EXPECT_LT(edits, 100'000u);
}

}  // namespace
}  // namespace samestory
