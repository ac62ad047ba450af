// `sketch`: segments of a run, one after the other into a file.
#include <algorithm>
#include <filesystem>
#include <iterator>
#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/str_format.h"
#include "engine/base/hash.h"
#include "engine/base/parallel.h"
#include "engine/pipeline/corpus_parts.h"
#include "engine/pipeline/run_stages.h"
#include "engine/sketch/sketch_file.h"
#include "engine/text/shingle.h"

namespace samestory {

namespace fs = std::filesystem;
namespace {

absl::Status AppendSegments(const std::vector<StoredSegment>& segments, SketchWriter* writer) {
  for (const StoredSegment& stored : segments) RETURN_IF_ERROR(writer->Append(stored.bytes));
  return absl::OkStatus();
}

absl::Status SetContentHash(CatalogFile* file) {
  ASSIGN_OR_RETURN(const MappedFile bytes, MappedFile::Open(file->input.disk_path));
  if (bytes.bytes().size() != file->size_bytes) {
    return absl::DataLossError(absl::StrFormat("%s: changed while it was read", file->input.disk_path));
  }
  file->content_hash = ContentHash(bytes.bytes());
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Catalog> WriteSketch(const std::vector<std::string>& inputs, const std::string& path,
                                    const Config& config) {
  for (const std::string& input : inputs) {
    ASSIGN_OR_RETURN(const bool is_sketch, IsSketch(input));
    if (is_sketch) return absl::InvalidArgumentError(input + ": a sketch already");
  }
  ASSIGN_OR_RETURN(const InputList list, ScanInputs(inputs, config.outputs));
  ASSIGN_OR_RETURN(const std::unique_ptr<StageFolder> stages,
                   OpenStages(list, {}, config, CorpusUse::kCopies));
  ASSIGN_OR_RETURN(Corpus::Part part, ReadInputs(list, config, nullptr, stages.get()));
  Catalog catalog;
  catalog.kept_offsets.push_back(0);
  std::vector<bool> used(part.files.size(), false);
  for (const StoredSegment& stored : part.segments) {
    for (const SegmentRow& row : stored.segment.rows) used[row.file] = true;
    catalog.articles += stored.segment.rows.size();
    catalog.kept_offsets.push_back(catalog.kept_offsets.back() + stored.kept.size());
  }
  if (catalog.articles == 0) {
    catalog.incidents = std::move(part.incidents);
    for (StoredSegment& stored : part.segments) {
      std::ranges::move(stored.segment.incidents, std::back_inserter(catalog.incidents));
    }
    return NoArticleRead(inputs, catalog);
  }
  // The sketch is to work from any folder. Files that gave no article need not exist the next time.
  for (CatalogFile& file : part.files) {
    file.input.disk_path = FullPath(file.input);
    file.input.input.clear();  // how it was spelled then
  }
  // Files are read once more, for their hashes, while segments are written.
  ASSIGN_OR_RETURN(SketchWriter writer, SketchWriter::Create(path, kShingleWords));
  std::vector<absl::Status> outcomes(1 + part.files.size());
  ParallelFor(outcomes.size(), config.threads, 1, [&](size_t task, size_t) {
    if (task == 0) {
      outcomes[task] = AppendSegments(part.segments, &writer);
    } else if (CatalogFile& file = part.files[task - 1]; used[task - 1] && CanReadAgain(file.input)) {
      outcomes[task] = SetContentHash(&file);
    }
  });
  RETURN_IF_ERROR(FirstError(outcomes));
  std::optional<AtomicFile> text;
  if (catalog.kept_offsets.back() > 0) {
    ASSIGN_OR_RETURN(AtomicFile file, AtomicFile::Create(KeptPath(path)));
    text.emplace(std::move(file));
    for (const StoredSegment& stored : part.segments) RETURN_IF_ERROR(text->Append(stored.kept));
    RETURN_IF_ERROR(text->Seal());
    ASSIGN_OR_RETURN(const MappedFile bytes, MappedFile::Open(text->sealed_path()));
    catalog.kept_hash = ContentHash(bytes.bytes());
  }
  catalog.files = std::move(part.files);
  catalog.incidents = std::move(part.incidents);
  RETURN_IF_ERROR(writer.Finish(EncodeCatalog(catalog), text ? &*text : nullptr));
  std::error_code error;
  if (!text) fs::remove(KeptPath(path), error);  // an earlier sketch's
  for (StoredSegment& stored : part.segments) {
    std::move(stored.segment.incidents.begin(), stored.segment.incidents.end(),
              std::back_inserter(catalog.incidents));
  }
  RETURN_IF_ERROR(stages->Clear());
  return catalog;
}

}  // namespace samestory
