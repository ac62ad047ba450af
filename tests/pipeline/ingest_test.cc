#include "engine/pipeline/ingest.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <random>
#include <set>
#include <tuple>

#include "engine/base/byte_codec.h"
#include "engine/pipeline/corpus.h"
#include "tests/pipeline/news_files.h"

namespace samestory {
namespace {

namespace fs = std::filesystem;

// The segment, kept texts, and terms of a piece.
using Bytes = std::tuple<std::string, std::string, std::string>;

std::string TermsOf(const TermBlock& block) {
  ByteEncoder out;
  for (size_t i = 0; i < block.ends.size(); ++i) {
    for (const Term& term : block.of(i))
      out.Number(term.key), out.Number(term.count), out.Number(term.lead_count);
    out.String(block.language(i));
  }
  return out.Take();
}

class IngestTest : public testing::Test {
 protected:
  // As many small pieces as a test can use.
  static constexpr size_t kPieceBytes = 2500;

  void Scan(const std::string& name) {
    absl::StatusOr<InputList> list = ScanInputs({folder_.Path(name)});
    ASSERT_TRUE(list.ok()) << list.status();
    files_ = list->files;
    plan_ = PlanLanes(files_);
    plan_.piece_bytes = kPieceBytes;
  }

  std::vector<Bytes> Run(StageFolder* stages, int threads, const Background* background = nullptr) {
    Config config;
    config.threads = threads;
    const absl::StatusOr<std::vector<StoredSegment>> segments =
        Ingest(files_, plan_, config, background, stages);
    EXPECT_TRUE(segments.ok()) << segments.status();
    std::vector<Bytes> all;
    if (!segments.ok()) return all;
    for (const StoredSegment& stored : *segments) {
      EXPECT_EQ(stored.terms.ends.size(), background == nullptr ? 0 : stored.segment.rows.size());
      all.emplace_back(stored.bytes, stored.kept, TermsOf(stored.terms));
    }
    return all;
  }
  std::vector<Bytes> RunOnce(int threads, const Background* background = nullptr,
                             uint64_t memory_bytes = 1 << 26) {
    StageFolder stages = StageFolder::Temporary(folder_.Path(""), memory_bytes);
    return Run(&stages, threads, background);
  }
  std::vector<Bytes> RunResumable(int threads, const Background* background = nullptr) {
    fs::create_directories(folder_.Path("work"));
    absl::StatusOr<StageFolder> stages = StageFolder::Resumable(folder_.Path("work"), "k");
    EXPECT_TRUE(stages.ok()) << stages.status();
    return Run(&*stages, threads, background);
  }

  std::vector<fs::path> Stages() const {
    std::vector<fs::path> stages;
    for (const auto& entry : fs::directory_iterator(folder_.Path("work/samestory-k"))) {
      if (entry.path().filename().string().starts_with("read-")) stages.push_back(entry.path());
    }
    std::sort(stages.begin(), stages.end());
    return stages;
  }

  TemporaryFolder folder_;
  std::vector<InputFile> files_;
  LanePlan plan_;
};

TEST_F(IngestTest, IsTheSameForAnyThreadsAndMemory) {
  WriteInventedNews(folder_, "news", 3, 41);
  Scan("news");
  const std::unique_ptr<Background> background = Background::None();
  const std::vector<Bytes> expected = RunOnce(1, background.get());
  EXPECT_GT(expected.size(), 20u);
  for (const int threads : {2, 3, 8}) {
    for (const uint64_t memory_bytes : {0, 1 << 26}) {
      EXPECT_TRUE(RunOnce(threads, background.get(), memory_bytes) == expected) << threads << " threads";
    }
  }
}

TEST_F(IngestTest, SketchFilesAreTheSameBytesForAnyThreads) {
  WriteInventedNews(folder_, "news", 2, 42);
  std::set<std::string> sketches, texts;
  for (const int threads : {1, 2, 8}) {
    Config config;
    config.threads = threads;
    const std::string name = "s" + std::to_string(threads);
    ASSERT_TRUE(WriteSketch({folder_.Path("news")}, folder_.Path(name), config).ok());
    sketches.insert(folder_.Read(name));
    texts.insert(folder_.Read(name + ".text"));
  }
  EXPECT_EQ(sketches.size(), 1u);
  EXPECT_EQ(texts.size(), 1u);
  EXPECT_GT(texts.begin()->size(), 0u);
}

TEST_F(IngestTest, GoesOnFromWhateverStagesARunLeft) {
  WriteInventedNews(folder_, "news", 2, 43);
  Scan("news");
  const std::unique_ptr<Background> background = Background::None();
  const std::vector<Bytes> expected = RunOnce(2, background.get());
  ASSERT_TRUE(RunResumable(2, background.get()) == expected);
  const std::vector<fs::path> stages = Stages();
  ASSERT_EQ(stages.size(), expected.size());
  std::mt19937_64 random(44);
  for (int trial = 0; trial < 60; ++trial) {
    // From few to nearly all; and once in a while all that came after some moment.
    const uint64_t share = 1 + random() % 10;
    for (const fs::path& stage : stages) {
      if (random() % 10 >= share) continue;
      if (random() % 3 == 0) {
        fs::resize_file(stage, random() % fs::file_size(stage));
      } else {
        fs::remove(stage);
      }
    }
    ASSERT_TRUE(RunResumable(1 + static_cast<int>(random() % 4), background.get()) == expected) << trial;
    ASSERT_EQ(Stages(), stages);
  }
}

TEST_F(IngestTest, DoesNotMakeAgainWhatIsThere) {
  std::mt19937_64 random(45);
  folder_.Write("in/a.jsonl", InventedLines(random, "a", 200));
  Scan("in");
  const std::vector<Bytes> before = RunResumable(1);
  ASSERT_GT(before.size(), 8u);
  // The same lines of the same sizes with other words.
  std::string other = folder_.Read("in/a.jsonl");
  for (size_t at = 0; (at = other.find("rice", at)) != std::string::npos; at += 4)
    other.replace(at, 4, "corn");
  folder_.Write("in/a.jsonl", other);
  const std::vector<Bytes> changed = RunOnce(1);
  ASSERT_EQ(changed.size(), before.size());
  const std::vector<fs::path> stages = Stages();
  ASSERT_EQ(stages.size(), before.size());
  for (const size_t gone : {size_t{0}, size_t{3}, before.size() - 1}) {
    ASSERT_FALSE(changed[gone] == before[gone]) << "nothing to see";
    const std::string kept = folder_.Read("work/samestory-k/" + stages[gone].filename().string());
    fs::remove(stages[gone]);
    const std::vector<Bytes> after = RunResumable(2);
    ASSERT_EQ(after.size(), before.size());
    for (size_t i = 0; i < after.size(); ++i) EXPECT_TRUE(after[i] == (i == gone ? changed : before)[i]) << i;
    folder_.Write("work/samestory-k/" + stages[gone].filename().string(), kept);
  }
}

TEST_F(IngestTest, WhatEndsAFileEarlyIsToldOnceHoweverOftenARunGoesOn) {
  std::mt19937_64 random(46);
  const std::string packed = ZstdOf(InventedLines(random, "a", 300));
  folder_.Write("in/cut.jsonl.zst", packed.substr(0, packed.size() * 2 / 3));
  folder_.Write("in/cut.json.zst", ZstdOf("[" + InventedLine(random, "j", 50)).substr(0, 60));
  folder_.Write("in/wide.jsonl", std::string("\xFF\xFE{\0}\0\n\0", 8));
  folder_.Write("in/gone.txt", "some words of a text");
  Scan("in");
  fs::remove(folder_.Path("in/gone.txt"));
  const std::vector<Bytes> expected = RunResumable(2);
  for (int again = 0; again < 3; ++again) EXPECT_TRUE(RunResumable(2) == expected) << again;
  size_t incidents = 0;
  for (const auto& [segment, kept, terms] : expected) {
    incidents += Segment::View(segment, files_.size(), UINT64_MAX)->incidents.size();
  }
  EXPECT_GE(incidents, 4u);
}

TEST_F(IngestTest, AnInputThatCannotBeReadIsAnErrorForAnyThreads) {
  folder_.Write("a.jsonl", "{\"text\":\"x\"}\n");
  Scan("a.jsonl");
  fs::remove(folder_.Path("a.jsonl"));
  for (const int threads : {1, 4}) {
    Config config;
    config.threads = threads;
    StageFolder stages = StageFolder::Temporary(folder_.Path(""));
    EXPECT_EQ(Ingest(files_, plan_, config, nullptr, &stages).status().code(), absl::StatusCode::kNotFound);
  }
}

TEST_F(IngestTest, NoFilesNoSegments) {
  fs::create_directories(folder_.Path("none"));
  Scan("none");
  EXPECT_TRUE(RunOnce(3).empty());
}

}  // namespace
}  // namespace samestory
