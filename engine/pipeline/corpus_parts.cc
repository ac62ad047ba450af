#include "engine/pipeline/corpus_parts.h"

#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <utility>

#include "absl/strings/str_format.h"
#include "engine/base/byte_codec.h"
#include "engine/base/hash.h"
#include "engine/base/monitor.h"
#include "engine/base/parallel.h"
#include "engine/base/utf8.h"
#include "engine/pipeline/lanes.h"
#include "engine/sketch/sketch_file.h"
#include "engine/text/shingle.h"

namespace samestory {
namespace {

namespace fs = std::filesystem;

// Counts up whenever stages of the same run would come out differently.
constexpr uint64_t kStagesVersion = 1;

std::string KeptPath(const std::string& sketch_path) { return sketch_path + ".text"; }

absl::StatusOr<bool> IsSketch(const std::string& input) {
  std::error_code error;
  if (input == "-" || !fs::is_regular_file(input, error) || error) return false;
  ASSIGN_OR_RETURN(const MappedFile file, MappedFile::Open(input));
  return LooksLikeSketch(file.bytes());
}

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

absl::Status ForEachFile(std::vector<CatalogFile>* files, int threads,
                         const std::function<absl::Status(CatalogFile*)>& visit) {
  std::vector<absl::Status> statuses(files->size());
  ParallelFor(files->size(), threads, 1, [&](size_t begin, size_t end) {
    for (size_t i = begin; i < end; ++i) statuses[i] = visit(&(*files)[i]);
  });
  for (absl::Status& status : statuses) RETURN_IF_ERROR(status);
  return absl::OkStatus();
}

// Names and contents of the tables `config` names.
absl::StatusOr<std::string> BackgroundFingerprint(const Config& config) {
  if (config.background.empty()) return "none";
  std::vector<std::string> paths{config.background};
  std::error_code error;
  if (fs::is_directory(config.background, error)) {
    paths.clear();
    for (fs::directory_iterator at(config.background, error); !error && at != fs::directory_iterator();
         at.increment(error)) {
      if (at->path().extension() == ".tsv") paths.push_back(at->path().string());
    }
  }
  if (error) return ErrnoStatus(error.value(), config.background, "cannot read");
  std::sort(paths.begin(), paths.end());
  std::string hashes;
  for (const std::string& path : paths) {
    ASSIGN_OR_RETURN(const MappedFile table, MappedFile::Open(path));
    hashes += fs::path(path).filename().string() + '\0' + ContentHash(table.bytes());
  }
  return ContentHash(hashes);
}

// A run is the same where everything is that could change a stage: inputs with their sizes and times, settings, tables.
absl::StatusOr<std::string> RunKey(const InputList& list, const std::vector<std::string>& sketches,
                                   const Config& config, CorpusUse use) {
  ByteEncoder key;
  key.Number(kStagesVersion);
  key.Number(kSketchVersion);
  key.Number(kSignatureVersion);
  key.Number(static_cast<uint64_t>(use));
  key.String(config.run);
  key.String(absl::StrFormat("%a", config.window_hours));
  const auto add = [&](const std::string& path) {
    struct stat info {};
    stat(path.c_str(), &info);
    key.String(path);
    key.Number(static_cast<uint64_t>(info.st_size));
    key.Number(static_cast<uint64_t>(info.st_mtim.tv_sec));
    key.Number(static_cast<uint64_t>(info.st_mtim.tv_nsec));
  };
  for (const InputFile& file : list.files) {
    add(FullPath(file));
    key.String(file.name);
    key.Number(static_cast<uint64_t>(file.format));
  }
  for (const std::string& sketch : sketches) add(sketch);
  if (use == CorpusUse::kEvents) {
    ASSIGN_OR_RETURN(const std::string background, BackgroundFingerprint(config));
    key.String(background);
  }
  return ContentHash(key.Take());
}

absl::StatusOr<std::unique_ptr<StageFolder>> OpenStages(const InputList& list,
                                                        const std::vector<std::string>& sketches,
                                                        const Config& config, CorpusUse use) {
  // What came by a pipe is gone with the run that read it.
  const bool can_resume = std::none_of(list.files.begin(), list.files.end(), [](const InputFile& file) {
    std::error_code error;
    return file.disk_path == "-" || !fs::is_regular_file(file.disk_path, error);
  });
  if (!config.resumable || !can_resume) {
    return std::make_unique<StageFolder>(
        StageFolder::Temporary(config.work_folder, std::min<uint64_t>(config.memory_bytes / 16, 256u << 20)));
  }
  ASSIGN_OR_RETURN(const std::string key, RunKey(list, sketches, config, use));
  ASSIGN_OR_RETURN(StageFolder stages, StageFolder::Resumable(config.work_folder, key));
  return std::make_unique<StageFolder>(std::move(stages));
}

}  // namespace

std::string FullPath(const InputFile& file) {
  if (file.disk_path == "-") return file.disk_path;
  std::error_code error;
  const fs::path absolute = fs::absolute(file.disk_path, error);
  return error ? file.disk_path : absolute.lexically_normal().string();
}

std::string FolderName(const InputFile& file) {
  std::string folder = FullPath(file);
  const std::string tail = "/" + file.name;
  folder = folder.ends_with(tail) ? folder.substr(0, folder.size() - tail.size())
                                  : fs::path(folder).parent_path().string();
  size_t replaced;
  return RepairUtf8(fs::path(folder).filename().string(), &replaced);
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
  for (const InputFile& input : list.files) {
    CatalogFile& file = part.files.emplace_back();
    file.input = input;
    std::error_code error;
    const auto size = CanReadAgain(input) ? fs::file_size(input.disk_path, error) : 0;
    file.size_bytes = error ? 0 : size;
  }
  ASSIGN_OR_RETURN(part.segments, Ingest(list.files, plan, config, background, stages));
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

absl::StatusOr<Corpus::Part> OpenSketch(const std::string& path, const Config& config) {
  ASSIGN_OR_RETURN(SketchFile sketch, SketchFile::Open(path, kShingleWords, config.threads));
  absl::StatusOr<Catalog> catalog = DecodeCatalog(sketch.catalog);
  const absl::Status damaged = absl::DataLossError(absl::StrFormat("%s: damaged catalog", path));
  if (!catalog.ok()) return damaged;
  Corpus::Part part;
  part.files = std::move(catalog->files);
  part.incidents = std::move(catalog->incidents);
  part.sketch = std::move(sketch.file);
  const std::vector<uint64_t>& kept_offsets = catalog->kept_offsets;
  if (kept_offsets.size() != sketch.segments.size() + 1) return damaged;
  if (kept_offsets.back() > 0) {
    ASSIGN_OR_RETURN(part.kept_file, MappedFile::Open(KeptPath(path)));
    if (ContentHash(part.kept_file.bytes()) != catalog->kept_hash ||
        part.kept_file.bytes().size() != kept_offsets.back()) {
      return absl::DataLossError(absl::StrFormat("%s: not the texts %s was made with", KeptPath(path), path));
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
  RETURN_IF_ERROR(
      ForEachFile(&part.files, config.threads, [](CatalogFile* file) { return CheckUnchanged(*file); }));
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
    ASSIGN_OR_RETURN(list, ScanInputs(raw));
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

absl::StatusOr<Catalog> WriteSketch(const std::vector<std::string>& inputs, const std::string& path,
                                    const Config& config) {
  ASSIGN_OR_RETURN(const InputList list, ScanInputs(inputs));
  ASSIGN_OR_RETURN(const std::unique_ptr<StageFolder> stages,
                   OpenStages(list, {}, config, CorpusUse::kCopies));
  ASSIGN_OR_RETURN(Corpus::Part part, ReadInputs(list, config, nullptr, stages.get()));
  ASSIGN_OR_RETURN(SketchWriter writer, SketchWriter::Create(path, kShingleWords));
  Catalog catalog;
  catalog.kept_offsets.push_back(0);
  std::vector<bool> used(part.files.size(), false);
  for (const StoredSegment& stored : part.segments) {
    RETURN_IF_ERROR(writer.Append(stored.bytes));
    for (const SegmentRow& row : stored.segment.rows) used[row.file] = true;
    catalog.articles += stored.segment.rows.size();
    catalog.kept_offsets.push_back(catalog.kept_offsets.back() + stored.kept.size());
  }
  if (catalog.articles == 0) return absl::InvalidArgumentError("no article read");
  // The sketch is to work from any folder. Files that gave no article need not exist the next time.
  for (CatalogFile& file : part.files) file.input.disk_path = FullPath(file.input);
  RETURN_IF_ERROR(ForEachFile(&part.files, config.threads, [&](CatalogFile* file) -> absl::Status {
    if (!used[static_cast<size_t>(file - part.files.data())] || !CanReadAgain(file->input)) {
      return absl::OkStatus();
    }
    ASSIGN_OR_RETURN(const MappedFile bytes, MappedFile::Open(file->input.disk_path));
    if (bytes.bytes().size() != file->size_bytes) {
      return absl::DataLossError(absl::StrFormat("%s: changed while it was read", file->input.disk_path));
    }
    file->content_hash = ContentHash(bytes.bytes());
    return absl::OkStatus();
  }));
  if (catalog.kept_offsets.back() > 0) {
    ASSIGN_OR_RETURN(AtomicFile text, AtomicFile::Create(KeptPath(path)));
    for (const StoredSegment& stored : part.segments) RETURN_IF_ERROR(text.Append(stored.kept));
    RETURN_IF_ERROR(text.Commit());
    ASSIGN_OR_RETURN(const MappedFile bytes, MappedFile::Open(KeptPath(path)));
    catalog.kept_hash = ContentHash(bytes.bytes());
  }
  catalog.files = std::move(part.files);
  catalog.incidents = std::move(part.incidents);
  RETURN_IF_ERROR(writer.Finish(EncodeCatalog(catalog)));
  std::error_code error;
  if (catalog.kept_offsets.back() == 0) fs::remove(KeptPath(path), error);  // an earlier sketch's
  for (StoredSegment& stored : part.segments) {
    std::move(stored.segment.incidents.begin(), stored.segment.incidents.end(),
              std::back_inserter(catalog.incidents));
  }
  RETURN_IF_ERROR(stages->Clear());
  return catalog;
}

}  // namespace samestory
