#include "engine/pipeline/article_reader.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <random>

#include "tests/pipeline/news_files.h"

namespace samestory {
namespace {

class ArticleReaderTest : public testing::Test {
 protected:
  Corpus Open(const std::string& name) {
    Config config;
    config.threads = 2;
    absl::StatusOr<Corpus> corpus = Corpus::Open({folder_.Path(name)}, config, CorpusUse::kCopies);
    EXPECT_TRUE(corpus.ok()) << corpus.status();
    return corpus.ok() ? *std::move(corpus) : Corpus();
  }

  static void ExpectEqual(const Article& x, const Article& y) {
    EXPECT_EQ(x.id, y.id);
    EXPECT_EQ(x.path, y.path);
    EXPECT_EQ(x.source, y.source);
    EXPECT_EQ(x.title, y.title);
    EXPECT_EQ(x.url, y.url);
    EXPECT_EQ(x.date, y.date);
    ASSERT_TRUE(x.text == y.text) << x.id;
  }

  // Each by a reader of its own.
  static std::vector<Article> OneByOne(const Corpus& corpus) {
    std::vector<Article> articles;
    for (uint32_t i = 0; i < corpus.size(); ++i) {
      absl::StatusOr<Article> article = corpus.Read(i);
      EXPECT_TRUE(article.ok()) << article.status();
      articles.push_back(*std::move(article));
    }
    return articles;
  }

  static void ExpectSameInAnyOrder(const Corpus& corpus, uint64_t seed) {
    const std::vector<Article> expected = OneByOne(corpus);
    for (uint32_t i = 0; i < corpus.size(); ++i) EXPECT_EQ(expected[i].id, corpus.id(i));
    std::vector<uint32_t> order(corpus.size());
    std::iota(order.begin(), order.end(), 0);
    std::mt19937_64 random(seed);
    for (int trial = 0; trial < 6; ++trial) {
      if (trial == 1) std::ranges::sort(order, {}, [&](uint32_t article) { return corpus.PlaceOf(article); });
      if (trial == 2) std::reverse(order.begin(), order.end());
      if (trial > 2) std::shuffle(order.begin(), order.end(), random);
      // Now and then the same once more.
      ArticleReader reader(corpus);
      for (const uint32_t i : order) {
        for (uint64_t times = 1 + (random() % 8 == 0); times > 0; --times) {
          const absl::StatusOr<Article> article = reader.Read(i);
          ASSERT_TRUE(article.ok()) << article.status();
          ExpectEqual(*article, expected[i]);
        }
      }
    }
  }

  TemporaryFolder folder_;
};

TEST_F(ArticleReaderTest, ReadsTheSameInAnyOrder) {
  WriteInventedNews(folder_, "news", 2, 51);
  const Corpus corpus = Open("news");
  ExpectSameInAnyOrder(corpus, 52);
  std::map<std::string, size_t> of_format;
  for (uint32_t i = 0; i < corpus.size(); ++i) {
    const std::string& name = corpus.catalog().files[corpus.entry(i).file].input.name;
    ++of_format[name.substr(name.find('.'))];
  }
  for (const char* format :
       {".jsonl", ".jsonl.zst", ".json", ".json.zst", ".txt", ".txt.zst", ".html", ".warc", ".warc.zst"}) {
    EXPECT_GT(of_format[format], 0u) << format;
  }
}

TEST_F(ArticleReaderTest, ReadsTheSameOverTheEdgesOfWhatItReadsAtOnce) {
  // Articles of up to three times what is read at once, and many small ones between.
  std::mt19937_64 random(53);
  std::string lines;
  for (int i = 0; i < 300; ++i) {
    const size_t words = i % 40 == 0 ? random() % 150'000 : random() % 400;
    lines += InventedLine(random, "w" + std::to_string(i), 5 + words);
  }
  folder_.Write("w.jsonl", lines);
  folder_.Write("w.jsonl.zst", ZstdOf(lines));
  ExpectSameInAnyOrder(Open("w.jsonl"), 54);
  ExpectSameInAnyOrder(Open("w.jsonl.zst"), 54);
}

TEST_F(ArticleReaderTest, TheLastArticleWithoutALineFeedIsRead) {
  folder_.Write("a.jsonl", R"({"id":"1","text":"one two three"})"
                           "\n"
                           R"({"id":"2","text":"four five six"})");
  const Corpus corpus = Open("a.jsonl");
  ArticleReader reader(corpus);
  EXPECT_EQ(reader.Read(0)->text, "one two three");
  EXPECT_EQ(reader.Read(1)->text, "four five six");
}

TEST_F(ArticleReaderTest, AFileThatChangedIsNoticedAndOthersAreRead) {
  std::mt19937_64 random(55);
  const std::string lines = InventedLine(random, "a1", 30) + InventedLine(random, "a2", 30);
  for (const std::string name : {"in/a.jsonl", "in/b.jsonl"}) {
    std::string of_file = lines;
    of_file.replace(of_file.find("a1"), 2, name.substr(3, 1) + "3");
    of_file.replace(of_file.find("a2"), 2, name.substr(3, 1) + "4");
    folder_.Write(name, of_file);
  }
  folder_.Write("in/c.txt", InventedText(random, 20));
  const Corpus corpus = Open("in");
  ASSERT_EQ(corpus.size(), 5u);
  const uint32_t a3 = *corpus.Find("a3"), a4 = *corpus.Find("a4"), b3 = *corpus.Find("b3"),
                 text = *corpus.Find("c.txt");
  const std::string before = folder_.Read("in/a.jsonl");
  const auto expect_lost = [&](uint32_t article) {
    const absl::Status status = ArticleReader(corpus).Read(article).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kDataLoss) << status;
    EXPECT_NE(status.message().find("in/"), std::string::npos) << status;
  };
  // Other words; no JSON; cut off; empty.
  std::string changed = before;
  changed.replace(changed.find("\"text\":\"") + 9, 1, "Q");
  folder_.Write("in/a.jsonl", changed);
  expect_lost(a3);
  EXPECT_TRUE(ArticleReader(corpus).Read(a4).ok()) << "the second line is as it was";
  folder_.Write("in/a.jsonl", std::string(before.size(), 'x'));
  expect_lost(a3);
  expect_lost(a4);
  folder_.Write("in/a.jsonl", before.substr(0, before.size() - 5));
  EXPECT_TRUE(ArticleReader(corpus).Read(a3).ok());
  expect_lost(a4);
  folder_.Write("in/a.jsonl", "");
  expect_lost(a3);
  folder_.Write("in/c.txt", "other words");
  expect_lost(text);
  std::filesystem::remove(folder_.Path("in/a.jsonl"));
  EXPECT_EQ(ArticleReader(corpus).Read(a3).status().code(), absl::StatusCode::kNotFound);
  // A reader goes on after an error.
  ArticleReader reader(corpus);
  EXPECT_FALSE(reader.Read(a3).ok());
  EXPECT_TRUE(reader.Read(b3).ok());
  EXPECT_FALSE(reader.Read(a4).ok());
  EXPECT_TRUE(reader.Read(b3).ok());
}

}  // namespace
}  // namespace samestory
