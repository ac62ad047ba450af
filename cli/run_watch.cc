#include "cli/run_watch.h"

#include <optional>

#include "absl/strings/str_format.h"
#include "cli/terminal.h"
#include "engine/base/atomic_file.h"
#include "engine/base/json_writer.h"

namespace samestory {
namespace {

constexpr std::string_view kStandardError = "-";

void AppendBytes(std::string_view key, std::optional<uint64_t> bytes, JsonWriter* json) {
  json->Key(key);
  bytes ? json->Integer(static_cast<int64_t>(*bytes)) : json->Null();
}

void AppendStage(const StageFigures& stage, JsonWriter* json) {
  json->BeginObject();
  json->Member("name", stage.name);
  json->Member("wall_seconds", stage.wall_seconds);
  json->Member("cpu_seconds", stage.cpu_seconds);
  json->Member("articles", stage.articles);
  json->Member("bytes", stage.bytes);
  AppendBytes("peak_rss_anon_bytes", stage.peak_rss_anon_bytes, json);
  json->Key("counts");
  json->BeginObject();
  for (const auto& [name, value] : stage.counts) json->Member(name, value);
  json->EndObject();
  json->Member("resumed", stage.resumed);
  json->EndObject();
}

}  // namespace

std::unique_ptr<RunWatch> RunWatch::Start(const Options& options, Config* config) {
  std::unique_ptr<RunWatch> watch(new RunWatch(options, *config));
  config->monitor = watch->monitor();
  return watch;
}

absl::Status RunWatch::Finish(uint64_t articles) {
  monitor_.End();
  progress_.Stop();
  if (options_.stats.empty()) return absl::OkStatus();
  const std::string json = StatsJson(options_, config_, articles, monitor_.Figures());
  if (options_.stats != kStandardError) return WriteFile(options_.stats, json + "\n");
  Say(json);
  return absl::OkStatus();
}

std::string StatsJson(const Options& options, const Config& config, uint64_t articles,
                      const RunFigures& run) {
  uint64_t bytes = 0;
  for (const StageFigures& stage : run.stages) bytes += stage.name == "read" ? stage.bytes : 0;
  std::string text;
  JsonWriter json(&text);
  json.BeginObject();
  json.Member("version", SAMESTORY_VERSION);
  json.Member("verb", options.verb);
  json.Member("threads", config.threads);
  json.Member("memory_bytes", config.memory_bytes);
  json.Key("inputs");
  json.BeginArray();
  for (const std::string& input : options.inputs) json.String(input);
  json.EndArray();
  json.Member("articles", articles);
  json.Member("bytes", bytes);
  json.Member("wall_seconds", run.wall_seconds);
  json.Member("cpu_seconds", run.cpu_seconds);
  AppendBytes("peak_rss_anon_bytes", run.peak_rss_anon_bytes, &json);
  json.Key("stages");
  json.BeginArray();
  for (const StageFigures& stage : run.stages) AppendStage(stage, &json);
  json.EndArray();
  json.EndObject();
  return text;
}

}  // namespace samestory
