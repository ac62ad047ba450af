#include "engine/pipeline/evaluate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/temporary_folder.h"

namespace samestory {
namespace {

class EvaluateTest : public testing::Test {
 protected:
  absl::StatusOr<Evaluation> Of(std::string_view gold, std::string_view stories) {
    return Evaluate(folder_.Write("gold.tsv", gold), folder_.Write("stories.jsonl", stories));
  }
  TemporaryFolder folder_;
};

std::string StoryLine(const std::vector<std::string>& ids, const std::string& links = "") {
  std::string line = R"({"story":"s-1","articles":[)";
  for (size_t i = 0; i < ids.size(); ++i) line += (i > 0 ? "," : "") + (R"({"id":")" + ids[i] + "\"}");
  return line + R"(],"links":[)" + links + "]}\n";
}

TEST_F(EvaluateTest, Perfect) {
  const auto result = Of("a\t1\nb\t1\nc\t2\nd\t2\ne\t3\n", StoryLine({"b", "a"}) + StoryLine({"c", "d"}));
  ASSERT_TRUE(result.ok()) << result.status();
  EXPECT_EQ(result->articles, 5u);
  EXPECT_EQ(result->gold_stories, 3u);
  EXPECT_EQ(result->f1, 1);
  EXPECT_EQ(result->b_cubed_f1, 1);
  EXPECT_EQ(result->adjusted_rand, 1);
  EXPECT_TRUE(result->merges.empty());
  EXPECT_TRUE(result->misses.empty());
}

TEST_F(EvaluateTest, ByHand) {
  // Gold {a b c} {d e} {f}; found {a b d} {c} {e f}.
  const auto result =
      Of("a\t1\nb\t1\nc\t1\nd\t2\ne\t2\nf\t3\n",
         StoryLine({"a", "b", "d"}, R"({"a":"d","b":"b","score":0.4})") + StoryLine({"e", "f"}));
  ASSERT_TRUE(result.ok()) << result.status();
  EXPECT_EQ(result->pairs_found, 4u);
  EXPECT_EQ(result->pairs_true, 4u);
  EXPECT_DOUBLE_EQ(result->precision, .25);
  EXPECT_DOUBLE_EQ(result->recall, .25);
  EXPECT_DOUBLE_EQ(result->f1, .25);
  // Precision: a, b 2/3; d 1/3; c 1; e, f 1/2. Recall: a, b 2/3; c 1/3; d, e 1/2; f 1.
  const double precision = (2. / 3 + 2. / 3 + 1. / 3 + 1 + .5 + .5) / 6;
  const double recall = (2. / 3 + 2. / 3 + 1. / 3 + .5 + .5 + 1) / 6;
  EXPECT_NEAR(result->b_cubed_f1, 2 * precision * recall / (precision + recall), 1e-12);
  // Index 1, rows 3 + 1, columns 3 + 1, of 15 pairs.
  EXPECT_NEAR(result->adjusted_rand, (1 - 16. / 15) / (4 - 16. / 15), 1e-12);
  ASSERT_EQ(result->merges.size(), 3u);
  EXPECT_EQ(result->merges[0].a + result->merges[0].b, "bd") << "the pair with a link first";
  EXPECT_EQ(result->merges[0].score, .4);
  EXPECT_EQ(result->merges[1].a + result->merges[1].b, "ad");
  EXPECT_EQ(result->merges[2].a + result->merges[2].b, "ef");
  ASSERT_EQ(result->misses.size(), 3u);
  EXPECT_EQ(result->misses[0].a + result->misses[0].b, "ac");
  EXPECT_EQ(result->misses[2].a + result->misses[2].b, "de");
}

TEST_F(EvaluateTest, NothingTogetherInEither) {
  const auto result = Of("a\t1\nb\t2\n", "");
  ASSERT_TRUE(result.ok());
  EXPECT_EQ(result->precision, 1);
  EXPECT_EQ(result->recall, 1);
  EXPECT_EQ(result->f1, 1);
  EXPECT_EQ(result->b_cubed_f1, 1);
  EXPECT_EQ(result->adjusted_rand, 1);
}

TEST_F(EvaluateTest, NothingFoundAndAllInOne) {
  const auto none = Of("a\t1\nb\t1\nc\t2\n", "");
  ASSERT_TRUE(none.ok());
  EXPECT_EQ(none->recall, 0);
  EXPECT_EQ(none->f1, 0);
  EXPECT_EQ(none->adjusted_rand, 0);
  const auto one = Of("a\t1\nb\t1\nc\t2\n", StoryLine({"a", "b", "c"}));
  ASSERT_TRUE(one.ok());
  EXPECT_EQ(one->recall, 1);
  EXPECT_DOUBLE_EQ(one->precision, 1. / 3);
  EXPECT_NEAR(one->adjusted_rand, 0, 1e-12);
}

TEST_F(EvaluateTest, AnArticleOfTwoStories) {
  // The gold knows one story of c; being in two finds both pairs.
  const auto result =
      Of("a\t1\nb\t1\nc\t1\nd\t2\ne\t2\n", StoryLine({"a", "b", "c"}) + StoryLine({"c", "d", "e"}));
  ASSERT_TRUE(result.ok());
  EXPECT_EQ(result->pairs_found, 6u);
  EXPECT_DOUBLE_EQ(result->precision, 4. / 6);
  EXPECT_EQ(result->recall, 1);
  EXPECT_EQ(result->adjusted_rand, 1) << "c counts once, in the first of equals";
}

TEST_F(EvaluateTest, ArticlesTheGoldDoesNotNameAreLeftOut) {
  const auto result = Of("a\t1\nb\t1\n", StoryLine({"a", "x", "b", "y"}));
  ASSERT_TRUE(result.ok());
  EXPECT_EQ(result->unknown_ids, 2u);
  EXPECT_EQ(result->f1, 1);
}

TEST_F(EvaluateTest, LineEndsAndBlankLinesDoNotMatter) {
  const auto result = Of("a\t1\r\n\r\nb\t1\tmore\r\n", "\n" + StoryLine({"a", "b"}) + "\r\n");
  ASSERT_TRUE(result.ok()) << result.status();
  EXPECT_EQ(result->f1, 1);
  EXPECT_EQ(result->gold_stories, 1u);
}

TEST_F(EvaluateTest, MalformedFilesAreNamedWithTheirLine) {
  const auto message = [&](std::string_view gold, std::string_view stories) {
    const absl::Status status = Of(gold, stories).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << status;
    return std::string(status.message());
  };
  using ::testing::HasSubstr;
  EXPECT_THAT(message("a\t1\nb 2\n", ""), HasSubstr("gold.tsv:2: no tab"));
  EXPECT_THAT(message("a\t1\nb\t\n", ""), HasSubstr("gold.tsv:2: no story"));
  EXPECT_THAT(message("a\t1\n\n\t1\n", ""), HasSubstr("gold.tsv:3: no id"));
  EXPECT_THAT(message("a\t1\nb\t\tx\n", ""), HasSubstr("gold.tsv:2: no story"));
  EXPECT_THAT(message("a\t1\n", StoryLine({"a"}) + "{\"articles\":\n"),
              HasSubstr("stories.jsonl:2: not a story"));
  EXPECT_THAT(message("a\t1\n", "[1,2]\n"), HasSubstr("stories.jsonl:1:"));
  EXPECT_THAT(message("a\t1\n", "{\"articles\":[3]}\n"),
              HasSubstr("stories.jsonl:1: an article without an id"));
  EXPECT_THAT(message("a\t1\n", "{\"articles\":[{\"id\":3}]}\n"), HasSubstr("without an id"));
  EXPECT_THAT(message("a\t1\n", std::string(5000, '[') + "\n"), HasSubstr("stories.jsonl:1:"));
  EXPECT_EQ(Evaluate(folder_.Path("none"), folder_.Path("none")).status().code(),
            absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace samestory
