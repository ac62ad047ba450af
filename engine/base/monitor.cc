#include "engine/base/monitor.h"

#include <fcntl.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <chrono>

namespace samestory {
namespace {

void RaiseTo(std::optional<uint64_t> seen, std::optional<uint64_t>* peak) {
  if (seen.has_value()) *peak = std::max(peak->value_or(0), *seen);
}

// A file of /proc, which is made as it is read and always fits.
std::string_view ReadSmallFile(const char* path, char* buffer, size_t size) {
  const int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return {};
  size_t done = 0;
  while (done < size) {
    const ssize_t got = read(fd, buffer + done, size - done);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) break;
    done += static_cast<size_t>(got);
  }
  close(fd);
  return {buffer, done};
}

}  // namespace

std::optional<uint64_t> RssAnonBytes() {
  char buffer[8192];
  const std::string_view status = ReadSmallFile("/proc/self/status", buffer, sizeof(buffer));
  constexpr std::string_view kField = "\nRssAnon:";
  const size_t field = status.find(kField);
  if (field == std::string_view::npos) return std::nullopt;
  const size_t digits = status.find_first_not_of(" \t", field + kField.size());
  if (digits == std::string_view::npos) return std::nullopt;
  uint64_t kibibytes = 0;
  const auto parsed = std::from_chars(status.data() + digits, status.data() + status.size(), kibibytes);
  if (parsed.ec != std::errc()) return std::nullopt;
  return kibibytes << 10;
}

Monitor::Clocks Monitor::Clocks::Now() {
  Clocks now;
  const auto since = std::chrono::steady_clock::now().time_since_epoch();
  now.wall_seconds = std::chrono::duration<double>(since).count();
  timespec cpu{};
  if (clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &cpu) == 0) {
    now.cpu_seconds = static_cast<double>(cpu.tv_sec) + 1e-9 * static_cast<double>(cpu.tv_nsec);
  }
  return now;
}

Monitor::Monitor() : begun_(Clocks::Now()) {}

size_t Monitor::Begin(std::string_view stage, Totals totals) {
  const std::lock_guard lock(mutex_);
  EndLocked();
  articles_.store(0, std::memory_order_relaxed);
  bytes_.store(0, std::memory_order_relaxed);
  StageFigures& begun = stages_.emplace_back();
  begun.name = stage;
  begun.totals = totals;
  going_ = true;
  stage_begun_ = Clocks::Now();
  SampleLocked();
  return stages_.size() - 1;
}

void Monitor::End() {
  const std::lock_guard lock(mutex_);
  EndLocked();
}

void Monitor::End(size_t stage) {
  const std::lock_guard lock(mutex_);
  if (stage + 1 == stages_.size()) EndLocked();
}

void Monitor::EndLocked() {
  if (!going_) return;
  SampleLocked();
  FillLocked(&stages_.back());
  going_ = false;
}

void Monitor::Count(std::string_view name, uint64_t value) {
  const std::lock_guard lock(mutex_);
  if (!going_) return;
  auto& counts = stages_.back().counts;
  const auto known =
      std::find_if(counts.begin(), counts.end(), [&](const auto& c) { return c.first == name; });
  if (known != counts.end()) {
    known->second += value;
  } else {
    counts.emplace_back(name, value);
  }
}

void Monitor::MarkResumed() {
  const std::lock_guard lock(mutex_);
  if (going_) stages_.back().resumed = true;
}

void Monitor::SampleMemory() {
  const std::lock_guard lock(mutex_);
  SampleLocked();
}

void Monitor::SampleLocked() {
  const std::optional<uint64_t> now = RssAnonBytes();
  RaiseTo(now, &peak_rss_anon_bytes_);
  if (going_) RaiseTo(now, &stages_.back().peak_rss_anon_bytes);
}

void Monitor::FillLocked(StageFigures* stage) const {
  const Clocks now = Clocks::Now();
  stage->wall_seconds = now.wall_seconds - stage_begun_.wall_seconds;
  stage->cpu_seconds = now.cpu_seconds - stage_begun_.cpu_seconds;
  stage->articles = articles_.load(std::memory_order_relaxed);
  stage->bytes = bytes_.load(std::memory_order_relaxed);
}

Monitor::Snapshot Monitor::Look() const {
  const std::lock_guard lock(mutex_);
  Snapshot snapshot;
  if (!going_) return snapshot;
  const StageFigures& stage = stages_.back();
  snapshot.stage = stages_.size() - 1;
  snapshot.name = stage.name;
  snapshot.totals = stage.totals;
  snapshot.articles = articles_.load(std::memory_order_relaxed);
  snapshot.bytes = bytes_.load(std::memory_order_relaxed);
  snapshot.seconds = Clocks::Now().wall_seconds - stage_begun_.wall_seconds;
  return snapshot;
}

RunFigures Monitor::Figures() const {
  const std::lock_guard lock(mutex_);
  RunFigures run;
  const Clocks now = Clocks::Now();
  run.wall_seconds = now.wall_seconds - begun_.wall_seconds;
  run.cpu_seconds = now.cpu_seconds - begun_.cpu_seconds;
  run.peak_rss_anon_bytes = peak_rss_anon_bytes_;
  run.stages = stages_;
  if (going_) FillLocked(&run.stages.back());
  return run;
}

}  // namespace samestory
