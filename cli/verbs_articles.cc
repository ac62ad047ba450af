// The verbs that read articles: find, dedup, sketch, diff.
#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_format.h"
#include "cli/found_output.h"
#include "cli/outputs.h"
#include "cli/paths.h"
#include "cli/progress_line.h"
#include "cli/run_watch.h"
#include "cli/terminal.h"
#include "cli/verbs.h"
#include "engine/base/staged_folder.h"
#include "engine/pipeline/compare.h"
#include "engine/pipeline/corpus.h"
#include "engine/pipeline/corpus_parts.h"
#include "engine/pipeline/dedup.h"
#include "engine/pipeline/find.h"
#include "engine/pipeline/operand.h"
#include "engine/pipeline/report_model.h"
#include "engine/report/html.h"
#include "engine/report/jsonl.h"

namespace samestory {
namespace {

constexpr size_t kIncidentsSaid = 10;

Config ConfigOf(const Options& options) {
  Config config;
  if (options.threads > 0) config.threads = options.threads;
  config.work_folder = options.work.empty() ? TemporaryFolder() : options.work;
  config.resumable = !options.work.empty();
  config.background = options.background.empty() ? BackgroundFolder() : options.background;
  if (config.background.empty()) {
    Say("samestory: no word frequencies found; small folders are judged less well (set "
        "SAMESTORY_BACKGROUND)");
  }
  config.window_hours = options.window_hours;
  if (options.memory_bytes > 0) config.memory_bytes = options.memory_bytes;
  config.outputs = OutputPaths(options);
  return config;
}

// Counts what was not read as it stood, and names the first of it.
void SayIncidents(const Catalog& catalog) {
  const size_t skipped = catalog.CountIncidents(Incident::Kind::kSkipped);
  const size_t mended = catalog.CountIncidents(Incident::Kind::kMended);
  const size_t repeated = catalog.CountIncidents(Incident::Kind::kRepeated);
  const size_t ignored = catalog.CountIncidents(Incident::Kind::kIgnored);
  size_t said = 0;
  // What is lost comes first.
  for (const auto& [kind, word] :
       {std::pair(Incident::Kind::kSkipped, "skipped"), {Incident::Kind::kMended, "mended"}}) {
    for (const Incident& incident : catalog.incidents) {
      if (incident.kind != kind) continue;
      if (said++ >= kIncidentsSaid) break;
      Say(absl::StrFormat("%s: %s; %s", incident.place, incident.reason, word));
    }
  }
  if (skipped + mended > kIncidentsSaid) {
    Say(absl::StrFormat("... and %s more", Grouped(skipped + mended - kIncidentsSaid)));
  }
  if (skipped + mended + repeated + ignored > 0) {
    Say(absl::StrFormat("%s skipped, %s mended, %s repeated, %s not articles", Grouped(skipped),
                        Grouped(mended), Grouped(repeated), Grouped(ignored)));
  }
}

std::string Articles(size_t count) { return Grouped(count) + (count == 1 ? " article" : " articles"); }

int ExitCodeOf(const Options& options, const Catalog& catalog) {
  return options.strict && catalog.CountIncidents(Incident::Kind::kSkipped) > 0 ? kTrouble : kDone;
}

// The interface speaks Vietnamese where most articles do.
std::string LanguageOf(const Options& options, size_t vietnamese, size_t articles) {
  if (!options.language.empty()) return options.language;
  return 2 * vietnamese > articles ? "vi" : "en";
}

std::string LanguageOf(const Options& options, const Corpus& corpus) {
  size_t vietnamese = 0;
  for (uint32_t i = 0; i < corpus.size(); ++i) vietnamese += corpus.language(i) == "vi";
  return LanguageOf(options, vietnamese, corpus.size());
}

std::string LanguageOf(const Options& options, const DiffView& view) {
  const auto vietnamese = std::count_if(view.articles.begin(), view.articles.end(),
                                        [](const ReportArticle& a) { return a.language == "vi"; });
  return LanguageOf(options, static_cast<size_t>(vietnamese), view.articles.size());
}

absl::StatusOr<int> Explain(const Options& options, const Corpus& corpus, const Config& config,
                            RunWatch* watch) {
  const size_t comma = options.explain.find(',');
  // Ids may hold commas: the split that names two articles is the one meant.
  for (size_t at = comma; at != std::string::npos; at = options.explain.find(',', at + 1)) {
    const auto a = corpus.Find(options.explain.substr(0, at)),
               b = corpus.Find(options.explain.substr(at + 1));
    if (!a.ok() || !b.ok()) continue;
    if (*a == *b) return absl::InvalidArgumentError("--explain: the same article twice; name two");
    ASSIGN_OR_RETURN(const std::string explained, ExplainPair(corpus, config, *a, *b));
    RETURN_IF_ERROR(watch->Finish(corpus.size()));
    RETURN_IF_ERROR(corpus.stages()->Clear());
    RETURN_IF_ERROR(Print(explained));
    return kDone;
  }
  for (const std::string& id : {options.explain.substr(0, comma), options.explain.substr(comma + 1)}) {
    const absl::Status found = corpus.Find(id).status();
    if (!found.ok())
      return absl::NotFoundError(absl::StrFormat("--explain: %s", std::string(found.message())));
  }
  return absl::NotFoundError("--explain: no such articles");
}

// Articles that stand alone, as stories of one.
absl::Status TakeSingles(const Corpus& corpus, const FindCounts& counts, const TakeStories& take) {
  constexpr size_t kTogether = 4096;
  std::vector<Story> some;
  for (std::span<const uint32_t> rest = counts.singles; !rest.empty(); rest = rest.subspan(some.size())) {
    some.clear();
    for (const uint32_t article : rest.first(std::min(rest.size(), kTogether))) {
      some.push_back(SingleStory(corpus, article));
    }
    RETURN_IF_ERROR(take(some));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<int> RunFind(const Options& options) {
  Config config = ConfigOf(options);
  config.run = "find";
  RETURN_IF_ERROR(CheckOutputs(options));
  std::optional<StagedFolder> out;
  if (!options.out.empty()) {
    ASSIGN_OR_RETURN(StagedFolder folder, StagedFolder::Create(options.out));
    out.emplace(std::move(folder));
  }
  const std::unique_ptr<RunWatch> watch = RunWatch::Start(options, &config);
  Monitor* const monitor = watch->monitor();
  ASSIGN_OR_RETURN(const Corpus corpus, Corpus::Open(options.inputs, config));
  SayIncidents(corpus.catalog());

  if (!options.explain.empty()) {
    if (!options.out.empty() || options.singles || options.format == "jsonl") {
      Say("--explain prints no stories: --out, --format and --singles are not used");
    }
    return Explain(options, corpus, config, watch.get());
  }
  ShowOptions show;
  show.version = SAMESTORY_VERSION;
  show.language = LanguageOf(options, corpus);
  ASSIGN_OR_RETURN(FoundOutput output, FoundOutput::Create(options, corpus, config, show, std::move(out)));
  const auto take = [&](std::span<const Story> stories) { return output.Take(stories); };
  ASSIGN_OR_RETURN(const FindCounts counts, FindStories(corpus, config, take));

  monitor->Begin("write");
  if (options.singles) RETURN_IF_ERROR(TakeSingles(corpus, counts, take));
  ASSIGN_OR_RETURN(const Stage printed, output.Finish(counts));
  monitor->Count("shown_stories", output.shown_stories());
  RETURN_IF_ERROR(watch->Finish(corpus.size()));
  RETURN_IF_ERROR(corpus.stages()->Clear());
  RETURN_IF_ERROR(Print(printed.bytes()));
  return ExitCodeOf(options, corpus.catalog());
}

absl::StatusOr<int> RunDedup(const Options& options) {
  Config config = ConfigOf(options);
  const std::optional<Keep> keep = ParseKeep(options.keep);
  const std::optional<Level> level = ParseLevel(options.level);
  if (!keep || !level) return absl::InvalidArgumentError("--keep or --level: no such choice");
  RETURN_IF_ERROR(CheckOutputs(options));
  config.run = absl::StrFormat("dedup %s %s", options.level, options.keep);
  const std::unique_ptr<RunWatch> watch = RunWatch::Start(options, &config);
  ASSIGN_OR_RETURN(
      const Corpus corpus,
      Corpus::Open(options.inputs, config, *level == Level::kCopy ? CorpusUse::kCopies : CorpusUse::kEvents));
  SayIncidents(corpus.catalog());
  ASSIGN_OR_RETURN(const DedupResult result, Dedup(corpus, config, *level, *keep));
  RETURN_IF_ERROR(WriteDedup(corpus, result, *keep, options.out, options.dropped, config));
  RETURN_IF_ERROR(corpus.stages()->Clear());
  RETURN_IF_ERROR(watch->Finish(corpus.size()));
  Say(absl::StrFormat("%s: %s kept, %s dropped", Articles(corpus.size()),
                      Grouped(corpus.size() - result.dropped.size()), Grouped(result.dropped.size())));
  return ExitCodeOf(options, corpus.catalog());
}

absl::StatusOr<int> RunSketch(const Options& options) {
  Config config = ConfigOf(options);
  RETURN_IF_ERROR(CheckOutputs(options));
  const std::unique_ptr<RunWatch> watch = RunWatch::Start(options, &config);
  ASSIGN_OR_RETURN(const Catalog catalog, WriteSketch(options.inputs, options.out, config));
  SayIncidents(catalog);
  RETURN_IF_ERROR(watch->Finish(catalog.articles));
  Say(absl::StrFormat("%s sketched", Articles(catalog.articles)));
  return ExitCodeOf(options, catalog);
}

absl::StatusOr<int> RunDiff(const Options& options) {
  if (options.inputs.size() < 2)
    return absl::InvalidArgumentError("diff: expected two articles or more, found one");
  if (static_cast<size_t>(options.base) >= options.inputs.size()) {
    return absl::InvalidArgumentError(
        absl::StrFormat("--base: expected a whole number from 0 to %d, found \"%d\"",
                        options.inputs.size() - 1, options.base));
  }
  ASSIGN_OR_RETURN(const std::unique_ptr<Background> background, OpenBackground(ConfigOf(options)));
  std::vector<ReportArticle> articles;
  for (const std::string& operand : options.inputs) {
    ASSIGN_OR_RETURN(articles.emplace_back(), ReadOperand(operand));
  }
  ASSIGN_OR_RETURN(const DiffView view,
                   CompareArticles(std::move(articles), static_cast<uint32_t>(options.base), *background));
  std::string printed;
  if (options.format == "jsonl") {
    AppendDiffLine(view, &printed);
  } else if (options.format == "html") {
    printed = DiffPageHtml(view, SAMESTORY_VERSION, LanguageOf(options, view));
  } else {
    TerminalStyle style = StyleOfOutput();
    if (options.width > 0) style.width = options.width;
    printed = FormatDiff(view, style);
  }
  RETURN_IF_ERROR(Print(printed));
  return SaysTheSame(view) ? kDone : kDiffers;
}

}  // namespace samestory
