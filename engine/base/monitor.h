// What a run tells of itself, while it goes and afterwards: its stages, one after the other, each with its
// time, the articles and bytes it has done of how many, and counts by name.
//
// The engine tells by way of a Monitor* that may be null: StageScope and the functions below it then do
// nothing, so that no caller asks. Telling never changes a result.
//
// Cost: Add() is two relaxed additions, fit for once an article or once a batch from any thread. Everything
// else takes a lock, is meant for once a batch or once a stage, and is thread-safe too.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace samestory {

// What a stage is going to do; 0 where that is not known. Bytes are those of the inputs as they lie on disk
// (packed ones packed), so that a total can be known before the work.
struct Totals {
  uint64_t articles = 0, bytes = 0;
};

// What a stage did; of one that still goes, so far.
struct StageFigures {
  std::string name;
  Totals totals;
  uint64_t articles = 0, bytes = 0;
  double wall_seconds = 0;
  double cpu_seconds = 0;                                // of the whole process while the stage ran
  std::vector<std::pair<std::string, uint64_t>> counts;  // in the order first named
  // Most anonymous memory seen: at its beginning, at its end and at each SampleMemory() between. Absent where
  // the system does not tell.
  std::optional<uint64_t> peak_rss_anon_bytes;
  bool resumed = false;  // taken from an earlier run, not done again
};

struct RunFigures {
  double wall_seconds = 0, cpu_seconds = 0;  // since the Monitor was made, time between stages included
  std::optional<uint64_t> peak_rss_anon_bytes;
  std::vector<StageFigures> stages;  // in the order begun
};

class Monitor {
 public:
  Monitor();
  Monitor(const Monitor&) = delete;
  Monitor& operator=(const Monitor&) = delete;

  // Begins a stage, after ending the one that goes: stages follow one another and never nest. `stage` is a
  // short name of ASCII, the same in every run: it is shown and is a value in JSON. Returns its place among
  // the stages, from 0.
  size_t Begin(std::string_view stage, Totals totals = {});
  // Ends the stage that goes, if one does. What is added between stages is not counted.
  void End();
  // The same, where the stage that goes is `stage`; else it has ended already.
  void End(size_t stage);

  // So many more are done in the stage that goes. A thread's calls must be over before the stage ends
  // (joined, or otherwise ordered before), or they count for the next.
  void Add(uint64_t articles, uint64_t bytes) {
    articles_.fetch_add(articles, std::memory_order_relaxed);
    bytes_.fetch_add(bytes, std::memory_order_relaxed);
  }

  // Adds to the count called `name` (candidates, skipped, ...) of the stage that goes.
  void Count(std::string_view name, uint64_t value);
  // The stage that goes is taken from an earlier run.
  void MarkResumed();
  // Looks at the process's anonymous memory now; some 20 microseconds.
  void SampleMemory();

  // The stage that goes, for who draws it. `stage` is its place, `name` empty where none goes. Articles and
  // bytes may be apart by what is being added at the moment.
  struct Snapshot {
    size_t stage = 0;
    std::string name;
    Totals totals;
    uint64_t articles = 0, bytes = 0;
    double seconds = 0;  // since the stage began
  };
  Snapshot Look() const;

  // All so far; the stage that goes with what it has now.
  RunFigures Figures() const;

 private:
  struct Clocks {
    double wall_seconds = 0, cpu_seconds = 0;
    static Clocks Now();
  };
  void EndLocked();
  void SampleLocked();
  void FillLocked(StageFigures* stage) const;

  alignas(64) std::atomic<uint64_t> articles_{0};
  std::atomic<uint64_t> bytes_{0};
  alignas(64) mutable std::mutex mutex_;  // of all below
  bool going_ = false;                    // the last of the stages
  Clocks begun_, stage_begun_;
  std::optional<uint64_t> peak_rss_anon_bytes_;
  std::vector<StageFigures> stages_;
};

// A stage from here to the end of the block, or to the beginning of the next stage.
class StageScope {
 public:
  StageScope(Monitor* monitor, std::string_view stage, Totals totals = {}) : monitor_(monitor) {
    if (monitor_ != nullptr) stage_ = monitor_->Begin(stage, totals);
  }
  StageScope(const StageScope&) = delete;
  StageScope& operator=(const StageScope&) = delete;
  ~StageScope() {
    if (monitor_ != nullptr) monitor_->End(stage_);
  }

  void Add(uint64_t articles, uint64_t bytes) const {
    if (monitor_ != nullptr) monitor_->Add(articles, bytes);
  }
  void Count(std::string_view name, uint64_t value) const {
    if (monitor_ != nullptr) monitor_->Count(name, value);
  }
  void MarkResumed() const {
    if (monitor_ != nullptr) monitor_->MarkResumed();
  }

 private:
  Monitor* monitor_;
  size_t stage_ = 0;
};

// For functions that do part of a stage which a caller began.
inline void AddDone(Monitor* monitor, uint64_t articles, uint64_t bytes) {
  if (monitor != nullptr) monitor->Add(articles, bytes);
}
inline void AddCount(Monitor* monitor, std::string_view name, uint64_t value) {
  if (monitor != nullptr) monitor->Count(name, value);
}

// Anonymous memory of the process now (RssAnon of Linux), or nothing where the system does not tell.
std::optional<uint64_t> RssAnonBytes();

}  // namespace samestory
