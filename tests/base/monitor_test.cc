#include "engine/base/monitor.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <time.h>

#include <atomic>
#include <chrono>
#include <cstring>
#include <memory>
#include <thread>
#include <vector>

#include "engine/base/parallel.h"

namespace samestory {
namespace {

using testing::ElementsAre;
using testing::Pair;

void Sleep(int milliseconds) { std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds)); }

TEST(Monitor, CountsWhatManyThreadsAdd) {
  Monitor monitor;
  monitor.Begin("read", {40000, 0});
  std::atomic<bool> done = false;
  // Who draws looks while others add: what it sees never shrinks and never exceeds the end.
  std::jthread drawer([&] {
    uint64_t before = 0;
    while (!done) {
      const Monitor::Snapshot seen = monitor.Look();
      EXPECT_GE(seen.articles, before);
      EXPECT_LE(seen.articles, 40000u);
      before = seen.articles;
      std::this_thread::yield();
    }
  });
  ParallelFor(40000, 8, 100, [&](size_t begin, size_t end) {
    for (size_t i = begin; i < end; ++i) monitor.Add(1, i);
    monitor.Count("batches", 1);
  });
  done = true;
  drawer.join();
  monitor.End();
  const RunFigures run = monitor.Figures();
  ASSERT_EQ(run.stages.size(), 1u);
  EXPECT_EQ(run.stages[0].articles, 40000u);
  EXPECT_EQ(run.stages[0].bytes, uint64_t{40000} * 39999 / 2);
  EXPECT_THAT(run.stages[0].counts, ElementsAre(Pair("batches", 400)));
}

TEST(Monitor, StagesFollowOneAnother) {
  Monitor monitor;
  monitor.Add(7, 7);  // no stage goes
  monitor.Count("lost", 1);
  EXPECT_EQ(monitor.Begin("read", {10, 1000}), 0u);
  monitor.Add(3, 300);
  monitor.Add(2, 200);
  EXPECT_EQ(monitor.Begin("match"), 1u);
  monitor.MarkResumed();
  monitor.Count("copies", 4);
  monitor.Count("candidates", 9);
  monitor.Count("copies", 2);
  monitor.End();
  monitor.End();
  monitor.Add(1, 1);
  monitor.MarkResumed();
  EXPECT_EQ(monitor.Begin("write"), 2u);
  monitor.Add(5, 50);

  const RunFigures run = monitor.Figures();
  ASSERT_EQ(run.stages.size(), 3u);
  const StageFigures &read = run.stages[0], &match = run.stages[1], &write = run.stages[2];
  EXPECT_EQ(read.name, "read");
  EXPECT_EQ(read.totals.articles, 10u);
  EXPECT_EQ(read.totals.bytes, 1000u);
  EXPECT_EQ(read.articles, 5u);
  EXPECT_EQ(read.bytes, 500u);
  EXPECT_THAT(read.counts, ElementsAre());
  EXPECT_FALSE(read.resumed);
  EXPECT_EQ(match.articles, 0u);
  EXPECT_THAT(match.counts, ElementsAre(Pair("copies", 6), Pair("candidates", 9)));
  EXPECT_TRUE(match.resumed);
  // The last one still goes: what it has so far.
  EXPECT_EQ(write.articles, 5u);
  EXPECT_EQ(write.bytes, 50u);
  EXPECT_FALSE(write.resumed);
}

TEST(Monitor, TellsTheStageThatGoes) {
  Monitor monitor;
  EXPECT_EQ(monitor.Look().name, "");
  monitor.Begin("read");
  monitor.Begin("match", {8, 0});
  monitor.Add(3, 30);
  Sleep(20);
  const Monitor::Snapshot seen = monitor.Look();
  EXPECT_EQ(seen.stage, 1u);
  EXPECT_EQ(seen.name, "match");
  EXPECT_EQ(seen.totals.articles, 8u);
  EXPECT_EQ(seen.articles, 3u);
  EXPECT_EQ(seen.bytes, 30u);
  EXPECT_GE(seen.seconds, 0.02);
  monitor.End();
  EXPECT_EQ(monitor.Look().name, "");
}

double CpuSeconds() {
  timespec cpu{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &cpu);
  return static_cast<double>(cpu.tv_sec) + 1e-9 * static_cast<double>(cpu.tv_nsec);
}

TEST(Monitor, TimesAreThoseOfTheStage) {
  Monitor monitor;
  monitor.Begin("sleep");
  Sleep(60);
  monitor.Begin("work");
  for (const double begun = CpuSeconds(); CpuSeconds() - begun < 0.06;) {
  }
  monitor.End();
  Sleep(30);  // of no stage, but of the run
  const RunFigures run = monitor.Figures();
  const StageFigures &sleep = run.stages[0], &work = run.stages[1];
  EXPECT_GE(sleep.wall_seconds, 0.06);
  EXPECT_LT(sleep.cpu_seconds, 0.05);
  EXPECT_GE(work.cpu_seconds, 0.06);
  EXPECT_GE(run.wall_seconds, sleep.wall_seconds + work.wall_seconds + 0.03);
  EXPECT_GE(run.cpu_seconds, sleep.cpu_seconds + work.cpu_seconds);
}

TEST(Monitor, SeesMemoryThatWasGivenBack) {
  if (!RssAnonBytes()) GTEST_SKIP() << "this system does not tell RssAnon";
  constexpr size_t kBytes = 96u << 20;
  Monitor monitor;
  monitor.Begin("small");
  monitor.Begin("large");
  {
    const auto block = std::make_unique<char[]>(kBytes);
    std::memset(block.get(), 1, kBytes);
    monitor.SampleMemory();
    EXPECT_EQ(block[kBytes / 2], 1);
  }
  monitor.End();
  const RunFigures run = monitor.Figures();
  ASSERT_TRUE(run.stages[0].peak_rss_anon_bytes && run.stages[1].peak_rss_anon_bytes);
  EXPECT_GE(*run.stages[1].peak_rss_anon_bytes, *run.stages[0].peak_rss_anon_bytes + kBytes * 9 / 10);
  EXPECT_EQ(run.peak_rss_anon_bytes, run.stages[1].peak_rss_anon_bytes);
}

TEST(StageScope, LastsForItsBlockOrToTheNextStage) {
  Monitor monitor;
  {
    const StageScope outer(&monitor, "read", {4, 0});
    outer.Add(1, 10);
    {
      const StageScope inner(&monitor, "match");
      AddDone(&monitor, 2, 20);
      AddCount(&monitor, "pairs", 3);
    }
    outer.Add(8, 80);  // its stage ended where the other began
    monitor.Begin("write");
  }
  EXPECT_EQ(monitor.Look().name, "write");  // which the first block's end does not end
  const RunFigures run = monitor.Figures();
  ASSERT_EQ(run.stages.size(), 3u);
  EXPECT_EQ(run.stages[0].articles, 1u);
  EXPECT_EQ(run.stages[1].articles, 2u);
  EXPECT_THAT(run.stages[1].counts, ElementsAre(Pair("pairs", 3)));
  EXPECT_EQ(run.stages[2].articles, 0u);
}

TEST(StageScope, NobodyToTellIsFine) {
  const StageScope stage(nullptr, "read", {4, 0});
  stage.Add(1, 1);
  stage.Count("pairs", 1);
  stage.MarkResumed();
  AddDone(nullptr, 1, 1);
  AddCount(nullptr, "pairs", 1);
}

}  // namespace
}  // namespace samestory
