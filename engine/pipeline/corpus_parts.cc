#include "engine/pipeline/corpus_parts.h"

#include <algorithm>
#include <filesystem>
#include <span>
#include <utility>

#include "absl/strings/str_format.h"
#include "engine/base/hash.h"
#include "engine/base/monitor.h"
#include "engine/base/parallel.h"
#include "engine/base/utf8.h"
#include "engine/pipeline/lanes.h"
#include "engine/pipeline/run_stages.h"
#include "engine/sketch/sketch_file.h"
#include "engine/text/shingle.h"

namespace samestory {
namespace {

namespace fs = std::filesystem;

// What a sketch says of its inputs must still be so: a text read again would be another article's.
absl::Status CheckUnchanged(const CatalogFile& file) {
  if (file.content_hash.empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const MappedFile bytes, MappedFile::Open(file.input.disk_path));
  if (bytes.bytes().size() == file.size_bytes && ContentHash(bytes.bytes()) == file.content_hash) {
    return absl::OkStatus();
  }
  return absl::DataLossError(
      absl::StrFormat("%s: changed since it was sketched; sketch it again", file.input.disk_path));
}

// The first that changed, in their order.
absl::Status CheckUnchanged(std::span<const CatalogFile> files, int threads) {
  std::vector<absl::Status> outcomes(files.size());
  ParallelFor(files.size(), threads, 1, [&](size_t i, size_t) { outcomes[i] = CheckUnchanged(files[i]); });
  return FirstError(outcomes);
}

}  // namespace

absl::StatusOr<bool> IsSketch(const std::string& input) {
  std::error_code error;
  if (input == "-" || !fs::is_regular_file(input, error) || error) return false;
  ASSIGN_OR_RETURN(const MappedFile file, MappedFile::Open(input));
  return LooksLikeSketch(file.bytes());
}

std::string FullPath(const InputFile& file) {
  if (file.disk_path == "-") return file.disk_path;
  const fs::path given(file.disk_path);
  // Of "link/../a" only the file system knows where it lies. It throws where it cannot say, which is rare enough.
  const bool climbs = std::ranges::find(given, fs::path("..")) != given.end();
  return (climbs ? fs::weakly_canonical(given) : fs::absolute(given).lexically_normal()).string();
}

std::string FolderName(const InputFile& file) {
  std::string folder = FullPath(file);
  const std::string tail = "/" + file.name;
  folder = folder.ends_with(tail) ? folder.substr(0, folder.size() - tail.size())
                                  : fs::path(folder).parent_path().string();
  size_t replaced;
  return RepairUtf8(fs::path(folder).filename().string(), &replaced);
}

std::string KeptPath(const std::string& sketch_path) { return sketch_path + ".text"; }

absl::Status NoArticleRead(const std::vector<std::string>& inputs, const Catalog& catalog) {
  const size_t others = inputs.size() - 1;
  std::string message = inputs.front();
  if (others > 0) message += absl::StrFormat(" and %d more", others);
  message += ": no article read";
  const auto first = std::ranges::find(catalog.incidents, Incident::Kind::kSkipped, &Incident::kind);
  if (first != catalog.incidents.end()) {
    message += absl::StrFormat("; %d skipped, the first: %s: %s",
                               catalog.CountIncidents(Incident::Kind::kSkipped), first->place, first->reason);
  }
  return absl::InvalidArgumentError(message);
}

absl::StatusOr<std::unique_ptr<Background>> OpenBackground(const Config& config) {
  if (config.background.empty()) return Background::None();
  std::error_code error;
  if (fs::is_directory(config.background, error)) return Background::Open(config.background);
  return Background::OpenTable(config.background);
}

absl::StatusOr<Corpus::Part> ReadInputs(const InputList& list, const Config& config,
                                        const Background* background, StageFolder* stages) {
  const LanePlan plan = PlanLanes(list.files);
  const StageScope scope(config.monitor, "read", {.articles = 0, .bytes = plan.total_bytes});
  Corpus::Part part;
  part.incidents = list.incidents;
  for (size_t i = 0; i < list.files.size(); ++i) {
    const InputFile& input = list.files[i];
    part.files.push_back({input, CanReadAgain(input) ? plan.size_bytes[i] : 0, {}});
  }
  ASSIGN_OR_RETURN(part.segments, Ingest(list.files, plan, config, background, stages));
  const bool resumed = std::all_of(part.segments.begin(), part.segments.end(),
                                   [](const StoredSegment& stored) { return stored.resumed; });
  if (resumed && !part.segments.empty()) scope.MarkResumed();
  Catalog said;
  said.incidents = part.incidents;
  for (const StoredSegment& stored : part.segments) {
    said.incidents.insert(said.incidents.end(), stored.segment.incidents.begin(),
                          stored.segment.incidents.end());
  }
  scope.Count("skipped", said.CountIncidents(Incident::Kind::kSkipped));
  scope.Count("mended", said.CountIncidents(Incident::Kind::kMended));
  scope.Count("repeated", said.CountIncidents(Incident::Kind::kRepeated));
  scope.Count("not_articles", said.CountIncidents(Incident::Kind::kIgnored));
  return part;
}

// A run must not write over what it reads, or what the sketch is read with the next time.
absl::Status CheckNotReplaced(const std::string& sketch, const std::vector<CatalogFile>& files,
                              const std::vector<std::string>& outputs) {
  for (const std::string& output : outputs) {
    std::error_code error;
    if (!fs::is_regular_file(fs::symlink_status(output, error))) continue;
    const auto is_output = [&](const CatalogFile& file) {
      return fs::equivalent(file.input.disk_path, output, error);
    };
    if (std::ranges::any_of(files, is_output)) {
      return absl::InvalidArgumentError(
          absl::StrFormat("%s: is what sketch %s was made of; name another file", output, sketch));
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<Corpus::Part> OpenSketch(const std::string& path, const Config& config) {
  ASSIGN_OR_RETURN(SketchFile sketch, SketchFile::Open(path, kShingleWords, config.threads));
  absl::StatusOr<Catalog> catalog = DecodeCatalog(sketch.catalog);
  const absl::Status damaged =
      absl::DataLossError(absl::StrFormat("%s: damaged sketch file; make it again with `sketch`", path));
  if (!catalog.ok()) return damaged;
  Corpus::Part part;
  part.files = std::move(catalog->files);
  part.incidents = std::move(catalog->incidents);
  part.sketch = std::move(sketch.file);
  const std::vector<uint64_t>& kept_offsets = catalog->kept_offsets;
  if (kept_offsets.size() != sketch.segments.size() + 1) return damaged;
  if (kept_offsets.back() > 0) {
    absl::StatusOr<MappedFile> kept = MappedFile::Open(KeptPath(path));
    if (!kept.ok()) {
      return absl::NotFoundError(
          absl::StrFormat("%s; %s keeps its texts there: bring it back or make both again with "
                          "`sketch`",
                          std::string(kept.status().message()), path));
    }
    part.kept_file = *std::move(kept);
    if (ContentHash(part.kept_file.bytes()) != catalog->kept_hash ||
        part.kept_file.bytes().size() != kept_offsets.back()) {
      return absl::DataLossError(absl::StrFormat(
          "%s: not the texts that %s was made with; make both again with `sketch`", KeptPath(path), path));
    }
  }
  for (size_t i = 0; i < sketch.segments.size(); ++i) {
    StoredSegment& stored = part.segments.emplace_back();
    stored.kept = part.kept_file.bytes().substr(kept_offsets[i], kept_offsets[i + 1] - kept_offsets[i]);
    absl::StatusOr<Segment> segment =
        Segment::View(sketch.segments[i], part.files.size(), stored.kept.size());
    if (!segment.ok()) return damaged;
    stored.segment = *std::move(segment);
  }
  RETURN_IF_ERROR(CheckUnchanged(part.files, config.threads));
  RETURN_IF_ERROR(CheckNotReplaced(path, part.files, config.outputs));
  return part;
}

absl::StatusOr<OpenedParts> OpenParts(const std::vector<std::string>& inputs, const Config& config,
                                      CorpusUse use) {
  std::vector<std::string> raw, sketches;
  for (const std::string& input : inputs) {
    ASSIGN_OR_RETURN(const bool is_sketch, IsSketch(input));
    (is_sketch ? sketches : raw).push_back(input);
  }
  std::sort(sketches.begin(), sketches.end());
  sketches.erase(std::unique(sketches.begin(), sketches.end()), sketches.end());
  InputList list;
  if (!raw.empty()) {
    ASSIGN_OR_RETURN(list, ScanInputs(raw, config.outputs));
  }
  OpenedParts opened;
  ASSIGN_OR_RETURN(opened.stages, OpenStages(list, sketches, config, use));
  if (!raw.empty()) {
    std::unique_ptr<Background> background;
    if (use == CorpusUse::kEvents) {
      ASSIGN_OR_RETURN(background, OpenBackground(config));
    }
    ASSIGN_OR_RETURN(Corpus::Part part, ReadInputs(list, config, background.get(), opened.stages.get()));
    opened.parts.push_back(std::move(part));
  }
  for (const std::string& path : sketches) {
    ASSIGN_OR_RETURN(Corpus::Part part, OpenSketch(path, config));
    opened.parts.push_back(std::move(part));
  }
  return opened;
}

}  // namespace samestory
