#include "engine/pipeline/info.h"

#include <gtest/gtest.h>

#include "engine/pipeline/corpus.h"
#include "tests/support/temporary_folder.h"

namespace samestory {
namespace {

std::string ValueOf(const std::vector<Fact>& facts, std::string_view name) {
  for (const Fact& fact : facts) {
    if (fact.name != name) continue;
    EXPECT_TRUE(!fact.is_number || fact.value == std::to_string(fact.number));
    return fact.value;
  }
  return "no such fact";
}

TEST(Describe, ASketchFile) {
  TemporaryFolder folder;
  folder.Write("in/o/a.txt", "Cầu Vàm Sậy mở lại sau hai tuần.");
  folder.Write("in/b.jsonl", R"({"text":"Rice exports rose again.","source":"w","date":"2025-01-08"})"
                             "\n{\"text\":3}\n");
  ASSERT_TRUE(WriteSketch({folder.Path("in")}, folder.Path("s"), Config()).ok());
  const auto facts = Describe(folder.Path("s"));
  ASSERT_TRUE(facts.ok()) << facts.status();
  EXPECT_EQ(ValueOf(*facts, "kind"), "sketch file");
  EXPECT_EQ(ValueOf(*facts, "articles"), "2");
  EXPECT_EQ(ValueOf(*facts, "articles with a date"), "1");
  EXPECT_EQ(ValueOf(*facts, "articles with their text kept"), "0");
  EXPECT_EQ(ValueOf(*facts, "outlets"), "2");
  EXPECT_EQ(ValueOf(*facts, "input files"), "2");
  EXPECT_EQ(ValueOf(*facts, "skipped"), "1");
  EXPECT_EQ(ValueOf(*facts, "size in bytes"), std::to_string(std::filesystem::file_size(folder.Path("s"))));
}

TEST(Describe, AResultFolder) {
  TemporaryFolder folder;
  folder.Write("out/stories.jsonl", R"({"articles":[{"id":"a"},{"id":"b"},{"id":"c"}],"links":[{},{}]})"
                                    "\n"
                                    R"({"articles":[{"id":"c"},{"id":"d"}],"links":[{}]})"
                                    "\n");
  folder.Write("out/articles.jsonl", "{}\n{}\n{}\n{}\n");
  folder.Write("out/skipped.jsonl", "");
  const auto facts = Describe(folder.Path("out"));
  ASSERT_TRUE(facts.ok()) << facts.status();
  EXPECT_EQ(ValueOf(*facts, "kind"), "result folder");
  EXPECT_EQ(ValueOf(*facts, "stories"), "2");
  EXPECT_EQ(ValueOf(*facts, "places of articles in stories"), "5");
  EXPECT_EQ(ValueOf(*facts, "links"), "3");
  EXPECT_EQ(ValueOf(*facts, "articles of the largest story"), "3");
  EXPECT_EQ(ValueOf(*facts, "articles"), "4");
  EXPECT_EQ(ValueOf(*facts, "skipped, mended, ignored or repeated"), "0");
}

TEST(Describe, OtherThingsAreErrors) {
  TemporaryFolder folder;
  EXPECT_EQ(Describe(folder.Path("none")).status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(Describe(folder.Path("")).status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(Describe(folder.Write("a.txt", "news")).status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(Describe(folder.Write("cut", "samestry")).status().code(), absl::StatusCode::kDataLoss);
  folder.Write("bad/stories.jsonl", "{}\n");
  EXPECT_EQ(Describe(folder.Path("bad")).status().code(), absl::StatusCode::kInvalidArgument);
  folder.Write("half/stories.jsonl", "");
  EXPECT_EQ(Describe(folder.Path("half")).status().code(), absl::StatusCode::kNotFound)
      << "without articles.jsonl";
}

}  // namespace
}  // namespace samestory
