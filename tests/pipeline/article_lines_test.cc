#include "engine/pipeline/article_lines.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <random>

#include "engine/base/monitor.h"
#include "engine/pipeline/report_model.h"
#include "engine/report/jsonl.h"
#include "tests/pipeline/news_files.h"

namespace samestory {
namespace {

class ArticleLinesTest : public testing::Test {
 protected:
  Corpus Open(const std::string& name, const Config& config) {
    absl::StatusOr<Corpus> corpus = Corpus::Open({folder_.Path(name)}, config, CorpusUse::kCopies);
    EXPECT_TRUE(corpus.ok()) << corpus.status();
    return corpus.ok() ? *std::move(corpus) : Corpus();
  }

  absl::Status Write(const Corpus& corpus, std::span<const uint32_t> articles, const Config& config) {
    absl::StatusOr<AtomicFile> file = AtomicFile::Create(folder_.Path("lines"));
    EXPECT_TRUE(file.ok()) << file.status();
    const absl::Status written = WriteArticleLines(corpus, articles, config, &*file);
    return written.ok() ? file->Commit() : written;
  }

  // Each article read by itself.
  static std::string Expected(const Corpus& corpus, std::span<const uint32_t> articles) {
    std::string lines;
    for (const uint32_t article : articles) {
      ReportArticle shown = ShowEntry(corpus, article);
      const absl::StatusOr<Article> read = corpus.Read(article);
      EXPECT_TRUE(read.ok()) << read.status();
      if (read.ok()) shown.text = read->text;
      AppendArticleLine(shown, &lines);
    }
    return lines;
  }

  TemporaryFolder folder_;
};

TEST_F(ArticleLinesTest, AreInTheOrderGivenWhateverTheInputAndTheMemory) {
  std::mt19937_64 random(61);
  // Ids that lie in another order than they have, and some that do not.
  std::string shuffled, sorted;
  for (int i = 0; i < 700; ++i) {
    const size_t words = i % 100 == 7 ? 20'000 : random() % 300;
    shuffled += InventedLine(random, std::to_string(random()), words);
    sorted += InventedLine(random, "s" + std::to_string(10'000 + i), words);
  }
  folder_.Write("shuffled.jsonl", shuffled);
  folder_.Write("shuffled.jsonl.zst", ZstdOf(shuffled));
  folder_.Write("sorted.jsonl.zst", ZstdOf(sorted));
  WriteInventedNews(folder_, "news", 2, 62);
  for (const char* name : {"shuffled.jsonl", "shuffled.jsonl.zst", "sorted.jsonl.zst", "news"}) {
    for (const int threads : {1, 3}) {
      for (const uint64_t memory_bytes : {uint64_t{1} << 20, uint64_t{1} << 32}) {
        Monitor monitor;
        Config config;
        config.threads = threads;
        config.memory_bytes = memory_bytes;
        config.work_folder = folder_.Path("");
        config.monitor = &monitor;
        const Corpus corpus = Open(name, config);
        std::vector<uint32_t> articles(corpus.size());
        std::iota(articles.begin(), articles.end(), 0);
        for (int trial = 0; trial < 3; ++trial) {
          // All; a part, ascending; a part in no order.
          if (trial == 1) std::erase_if(articles, [&](uint32_t article) { return article % 3 == 1; });
          if (trial == 2) std::shuffle(articles.begin(), articles.end(), random);
          const StageScope scope(&monitor, "write");
          const absl::Status written = Write(corpus, articles, config);
          ASSERT_TRUE(written.ok()) << written;
          ASSERT_TRUE(folder_.Read("lines") == Expected(corpus, articles)) << name << ' ' << trial;
          EXPECT_EQ(monitor.Look().articles, articles.size());
          EXPECT_EQ(monitor.Look().bytes, folder_.Read("lines").size());
        }
      }
    }
  }
}

TEST_F(ArticleLinesTest, AnInputThatChangedIsAnErrorAndLeavesNoFile) {
  std::mt19937_64 random(63);
  folder_.Write("a.jsonl", InventedLine(random, "b", 30) + InventedLine(random, "a", 30));
  const Config config;
  const Corpus corpus = Open("a.jsonl", config);
  folder_.Write("a.jsonl", "");
  EXPECT_EQ(Write(corpus, std::vector<uint32_t>{0, 1}, config).code(), absl::StatusCode::kDataLoss);
  EXPECT_FALSE(std::filesystem::exists(folder_.Path("lines")));
}

}  // namespace
}  // namespace samestory
