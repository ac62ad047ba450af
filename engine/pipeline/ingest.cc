#include "engine/pipeline/ingest.h"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "engine/article/reader.h"
#include "engine/base/file.h"
#include "engine/base/hash.h"
#include "engine/base/parallel.h"
#include "engine/pipeline/corpus.h"
#include "engine/pipeline/features.h"

namespace samestory {
namespace {

constexpr size_t kBatchBytes = 16u << 20;
constexpr size_t kBatchRecords = 8192;

struct Work {
  uint32_t file;
  Record record;
  ParsedRecord parsed;
  std::vector<std::string> sketches, languages;  // one an article
};

class Ingestion {
 public:
  Ingestion(const InputList& inputs, const Config& config, const Background& background,
            const SketchSink& sketches, KeptTextWriter* kept)
      : config_(config), background_(background), sketches_(sketches), kept_(kept) {
    for (const InputFile& file : inputs.files) catalog_.files.push_back({file, 0, ""});
    catalog_.incidents = inputs.incidents;
  }

  absl::StatusOr<Catalog> Run() {
    for (uint32_t file = 0; file < catalog_.files.size(); ++file) {
      const absl::Status status = ReadFileRecords(file);
      if (status.ok()) continue;
      const InputFile& input = catalog_.files[file].input;
      // The INPUT itself failing is the caller's business; a file below it is one loss among many.
      if (output_failed_ || input.disk_path == input.input) return status;
      incidents_after_batch_.push_back({Incident::Kind::kSkipped, input.name, std::string(status.message())});
    }
    RETURN_IF_ERROR(ProcessBatch());
    if (kept_ != nullptr) RETURN_IF_ERROR(kept_->Finish());
    FinishCatalog(&catalog_);
    return std::move(catalog_);
  }

 private:
  absl::Status ReadFileRecords(uint32_t file) {
    const InputFile& input = catalog_.files[file].input;
    if (CanReadAgain(input)) {
      std::error_code error;
      const auto size = std::filesystem::file_size(input.disk_path, error);
      if (!error) catalog_.files[file].size_bytes = size;
    }
    ASSIGN_OR_RETURN(const std::unique_ptr<RecordReader> reader, RecordReader::Open(input));
    for (;;) {
      Work work{file, {}, {}, {}, {}};
      ASSIGN_OR_RETURN(const bool more, reader->Next(&work.record, &incidents_after_batch_));
      if (!more) return absl::OkStatus();
      batch_bytes_ += work.record.bytes.size();
      batch_.push_back(std::move(work));
      if (batch_bytes_ < kBatchBytes && batch_.size() < kBatchRecords) continue;
      if (const absl::Status status = ProcessBatch(); !status.ok()) {
        output_failed_ = true;
        return status;
      }
    }
  }

  absl::Status ProcessBatch() {
    ParallelFor(batch_.size(), config_.threads, 16, [&](size_t begin, size_t end) {
      for (size_t i = begin; i < end; ++i) Process(&batch_[i]);
    });
    for (Work& work : batch_) {
      for (Incident& incident : work.parsed.incidents) catalog_.incidents.push_back(std::move(incident));
      for (size_t i = 0; i < work.sketches.size(); ++i) RETURN_IF_ERROR(Add(work, i));
    }
    for (Incident& incident : incidents_after_batch_) catalog_.incidents.push_back(std::move(incident));
    incidents_after_batch_.clear();
    batch_.clear();
    batch_bytes_ = 0;
    return absl::OkStatus();
  }

  void Process(Work* work) const {
    work->parsed = ParseRecord(catalog_.files[work->file].input, work->record);
    work->record.bytes = {};
    for (const Article& article : work->parsed.articles) {
      Background::Language language;
      Sketch sketch = MakeSketch(article, background_, &language);
      sketch.attachment = EncodeAttachment(article);
      EncodeSketch(sketch, &work->sketches.emplace_back());
      work->languages.emplace_back(background_.Code(language));
    }
  }

  absl::Status Add(const Work& work, size_t i) {
    const Article& article = work.parsed.articles[i];
    CatalogEntry entry;
    entry.id = article.id;
    entry.path = article.path;
    entry.source = SourceNumber(article.source);
    entry.file = work.file;
    entry.sketch = sketch_count_++;
    entry.text_hash = Hash64(article.text);
    entry.date = article.date;
    entry.language = work.languages[i];
    entry.location = work.record.location;
    if (!CanReadAgain(catalog_.files[work.file].input)) {
      ASSIGN_OR_RETURN(entry.kept, kept_->Add(article.text));
    }
    RETURN_IF_ERROR(sketches_(work.sketches[i]));
    catalog_.entries.push_back(std::move(entry));
    return absl::OkStatus();
  }

  uint32_t SourceNumber(const std::string& source) {
    if (source.empty()) return 0;
    const auto [found, added] =
        source_numbers_.try_emplace(source, static_cast<uint32_t>(catalog_.sources.size()));
    if (added) catalog_.sources.push_back(source);
    return found->second;
  }

  const Config& config_;
  const Background& background_;
  const SketchSink& sketches_;
  KeptTextWriter* kept_;
  Catalog catalog_;
  absl::flat_hash_map<std::string, uint32_t> source_numbers_;
  std::vector<Work> batch_;
  std::vector<Incident> incidents_after_batch_;
  size_t batch_bytes_ = 0;
  uint32_t sketch_count_ = 0;
  bool output_failed_ = false;
};

}  // namespace

absl::StatusOr<std::unique_ptr<Background>> OpenBackground(const Config& config) {
  if (config.background.empty()) return Background::None();
  std::error_code error;
  if (std::filesystem::is_directory(config.background, error)) return Background::Open(config.background);
  return Background::OpenTable(config.background);
}

absl::StatusOr<std::string> BackgroundFingerprint(const Config& config) {
  namespace fs = std::filesystem;
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

absl::StatusOr<Catalog> Ingest(const InputList& inputs, const Config& config, const Background& background,
                               const SketchSink& sketches, KeptTextWriter* kept) {
  return Ingestion(inputs, config, background, sketches, kept).Run();
}

}  // namespace samestory
