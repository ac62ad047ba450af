#include "engine/pipeline/compare.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/pipeline/operand.h"
#include "engine/text/background.h"
#include "tests/support/temporary_folder.h"

namespace samestory {
namespace {

using ::testing::HasSubstr;

class ReadOperandTest : public testing::Test {
 protected:
  TemporaryFolder folder_;
  const std::string lines_ =
      folder_.Write("two.jsonl", R"({"id":"a","text":"Cầu đóng từ chiều nay."})"
                                 "\n"
                                 R"({"id":"b#1","text":"Cầu mở lại.","title":"Mở lại","date":"2025-05-14"})"
                                 "\n");
};

TEST_F(ReadOperandTest, AFileWithOneArticle) {
  const auto article = ReadOperand(folder_.Write("one.txt", "Cầu Vàm Sậy đóng\n\nTừ chiều nay cầu đóng."));
  ASSERT_TRUE(article.ok()) << article.status();
  EXPECT_EQ(article->id, "one.txt");
  EXPECT_EQ(article->title, "Cầu Vàm Sậy đóng");
  EXPECT_THAT(article->text, HasSubstr("Từ chiều nay"));
  EXPECT_EQ(article->words, 9u);
  EXPECT_FALSE(article->has_date);
}

TEST_F(ReadOperandTest, AnArticleOfAFile) {
  const auto article = ReadOperand(lines_ + "#a");
  ASSERT_TRUE(article.ok()) << article.status();
  EXPECT_EQ(article->id, "a");
  const auto marked = ReadOperand(lines_ + "#b#1");
  ASSERT_TRUE(marked.ok()) << "an id may hold a #: " << marked.status();
  EXPECT_EQ(marked->title, "Mở lại");
  EXPECT_EQ(marked->date, "2025-05-14");
}

TEST_F(ReadOperandTest, AFileWithAMarkInItsName) {
  const std::string path = folder_.Write("số #3.txt", "Tin số ba.");
  EXPECT_TRUE(ReadOperand(path).ok());
  const std::string lines = folder_.Write("tập #2.jsonl", folder_.Read("two.jsonl"));
  const auto article = ReadOperand(lines + "#a");
  ASSERT_TRUE(article.ok()) << article.status();
  EXPECT_EQ(article->id, "a");
}

TEST_F(ReadOperandTest, SeveralWithoutAnIdIsAUsageErrorThatNamesOne) {
  const absl::Status status = ReadOperand(lines_).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(status.message()), HasSubstr("holds 2 articles; name one as"));
}

TEST_F(ReadOperandTest, WhatIsNotThereIsNotFound) {
  EXPECT_EQ(ReadOperand(lines_ + "#c").status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(ReadOperand(lines_ + "#").status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(ReadOperand(folder_.Path("none.txt")).status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(ReadOperand(folder_.Path("none.jsonl#a")).status().code(), absl::StatusCode::kNotFound);
}

TEST_F(ReadOperandTest, AFolderOrAnEmptyFileIsNoArticle) {
  EXPECT_EQ(ReadOperand(folder_.Path("")).status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(ReadOperand(folder_.Write("empty.txt", " \n")).status().code(),
            absl::StatusCode::kInvalidArgument);
}

TEST(CompareArticles, SaysTheSameSpellingAside) {
  ReportArticle a, b;
  a.text = "Khánh Hoà có mưa. Biển động mạnh.";
  b.text = "Khánh Hòa có mưa.  Biển động mạnh.";
  const auto same = CompareArticles({a, b}, 0, *Background::None());
  ASSERT_TRUE(same.ok());
  EXPECT_TRUE(SaysTheSame(*same));
  b.text = "Biển động mạnh. Khánh Hòa có mưa.";
  EXPECT_FALSE(SaysTheSame(*CompareArticles({a, b}, 0, *Background::None()))) << "in another order";
  b.text = "Khánh Hòa có mưa.";
  EXPECT_FALSE(SaysTheSame(*CompareArticles({a, b}, 0, *Background::None())));
}

}  // namespace
}  // namespace samestory
