#include "engine/pipeline/corpus.h"

#include <algorithm>
#include <filesystem>
#include <functional>
#include <mutex>
#include <set>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_format.h"
#include "engine/article/reader.h"
#include "engine/base/hash.h"
#include "engine/base/parallel.h"
#include "engine/base/utf8.h"
#include "engine/pipeline/ingest.h"
#include "engine/pipeline/kept_text.h"
#include "engine/pipeline/outlet.h"
#include "engine/text/shingle.h"

namespace samestory {
namespace {

namespace fs = std::filesystem;

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

absl::StatusOr<Corpus::Part> OpenSketch(const std::string& path, const Config& config) {
  ASSIGN_OR_RETURN(SketchFile sketch, SketchFile::Open(path, kShingleWords, config.threads));
  Corpus::Part part;
  absl::StatusOr<Catalog> catalog = DecodeCatalog(sketch.catalog);
  if (!catalog.ok())
    return absl::DataLossError(absl::StrFormat("%s: %s", path, catalog.status().message().data()));
  part.catalog = *std::move(catalog);
  ASSIGN_OR_RETURN(const std::string background, BackgroundFingerprint(config));
  if (part.catalog.background != background) {
    return absl::InvalidArgumentError(absl::StrFormat(
        "%s: sketched with other word frequencies than those in use; make it again with `sketch`", path));
  }
  part.sketches = std::move(sketch.sketches);
  part.sketch = std::move(sketch.file);
  bool kept = false;
  for (const CatalogEntry& entry : part.catalog.entries) {
    if (entry.sketch >= part.sketches.size())
      return absl::DataLossError(absl::StrFormat("%s: damaged catalog", path));
    kept |= entry.kept.block != KeptPlace::kNowhere;
  }
  if (kept) {
    ASSIGN_OR_RETURN(part.kept_file, MappedFile::Open(KeptPath(path)));
    if (ContentHash(part.kept_file.bytes()) != part.catalog.kept_hash) {
      return absl::DataLossError(absl::StrFormat("%s: not the texts %s was made with", KeptPath(path), path));
    }
    if (part.catalog.kept_offsets.empty() ||
        part.catalog.kept_offsets.back() > part.kept_file.bytes().size()) {
      return absl::DataLossError(absl::StrFormat("%s: damaged catalog", path));
    }
    part.kept_blocks = SketchStore::Over(part.kept_file.bytes(), part.catalog.kept_offsets);
  }
  RETURN_IF_ERROR(ForEachFile(&part.catalog.files, config.threads,
                              [](CatalogFile* file) { return CheckUnchanged(*file); }));
  return part;
}

absl::StatusOr<Corpus::Part> ReadInputs(const std::vector<std::string>& inputs, const Config& config) {
  ASSIGN_OR_RETURN(const InputList list, ScanInputs(inputs));
  ASSIGN_OR_RETURN(const std::unique_ptr<Background> background, OpenBackground(config));
  Corpus::Part part;
  part.sketches = SketchStore(config.work_folder);
  part.kept_blocks = SketchStore(config.work_folder);
  KeptTextWriter kept(&part.kept_blocks);
  ASSIGN_OR_RETURN(part.catalog,
                   Ingest(
                       list, config, *background,
                       [&](std::string_view sketch) { return part.sketches.Append(sketch); }, &kept));
  RETURN_IF_ERROR(part.sketches.Seal());
  RETURN_IF_ERROR(part.kept_blocks.Seal());
  return part;
}

std::string FullPath(const InputFile& file) {
  if (file.disk_path == "-") return file.disk_path;
  std::error_code error;
  const fs::path absolute = fs::absolute(file.disk_path, error);
  return error ? file.disk_path : absolute.lexically_normal().string();
}

// Of the folder that the file's name counts from: the INPUT, or what holds it where the file itself is the
// INPUT.
std::string FolderName(const InputFile& file) {
  std::string folder = FullPath(file);
  const std::string tail = "/" + file.name;
  folder = folder.ends_with(tail) ? folder.substr(0, folder.size() - tail.size())
                                  : fs::path(folder).parent_path().string();
  size_t replaced;
  return RepairUtf8(fs::path(folder).filename().string(), &replaced);
}

// ScanInputs tells names apart among its own inputs; here between what different parts hold.
void TellNamesApart(std::vector<Corpus::Part>* parts) {
  absl::flat_hash_map<std::string, std::set<std::string>> files_of_name;
  for (const Corpus::Part& part : *parts) {
    for (const CatalogFile& file : part.catalog.files)
      files_of_name[file.input.name].insert(FullPath(file.input));
  }
  for (Corpus::Part& part : *parts) {
    std::vector<std::string> new_names(part.catalog.files.size());
    for (size_t i = 0; i < new_names.size(); ++i) {
      const InputFile& input = part.catalog.files[i].input;
      if (files_of_name[input.name].size() > 1) new_names[i] = FolderName(input) + "/" + input.name;
    }
    for (CatalogEntry& entry : part.catalog.entries) {
      const std::string& name = part.catalog.files[entry.file].input.name;
      if (new_names[entry.file].empty() || !entry.id.starts_with(name)) continue;
      const std::string rest = entry.id.substr(name.size());
      if (rest.empty() || rest.front() == ':') entry.id = new_names[entry.file] + rest;
    }
    for (size_t i = 0; i < new_names.size(); ++i) {
      if (!new_names[i].empty()) part.catalog.files[i].input.name = new_names[i];
    }
  }
}

}  // namespace

// The last block unpacked: articles of one block are mostly asked for together.
struct Corpus::BlockCache {
  std::mutex mutex;
  const Part* part = nullptr;
  uint32_t block = 0;
  std::shared_ptr<const std::string> text;
};

std::string EncodeAttachment(const Article& article) { return article.title + '\0' + article.url; }

absl::StatusOr<Corpus> Corpus::Open(const std::vector<std::string>& inputs, const Config& config) {
  std::vector<std::string> raw, sketches;
  for (const std::string& input : inputs) {
    ASSIGN_OR_RETURN(const bool is_sketch, IsSketch(input));
    (is_sketch ? sketches : raw).push_back(input);
  }
  std::sort(sketches.begin(), sketches.end());
  sketches.erase(std::unique(sketches.begin(), sketches.end()), sketches.end());
  std::vector<Part> parts;
  if (!raw.empty()) {
    ASSIGN_OR_RETURN(Part part, ReadInputs(raw, config));
    parts.push_back(std::move(part));
  }
  for (const std::string& path : sketches) {
    ASSIGN_OR_RETURN(Part part, OpenSketch(path, config));
    parts.push_back(std::move(part));
  }
  ASSIGN_OR_RETURN(Corpus corpus, MergeParts(std::move(parts)));
  if (corpus.size() == 0) return absl::InvalidArgumentError("no article read");
  return corpus;
}

absl::StatusOr<Corpus> MergeParts(std::vector<Corpus::Part> parts) {
  Corpus corpus;
  corpus.cache_ = std::make_shared<Corpus::BlockCache>();
  corpus.parts_ = std::move(parts);
  if (corpus.parts_.size() > 1) TellNamesApart(&corpus.parts_);
  Catalog& all = corpus.catalog_;
  absl::flat_hash_map<std::string, uint32_t> source_numbers{{"", 0}};
  uint64_t sketches = 0;
  for (Corpus::Part& part : corpus.parts_) {
    corpus.first_sketch_.push_back(static_cast<uint32_t>(sketches));
    const auto first_file = static_cast<uint32_t>(all.files.size());
    std::vector<uint32_t> sources;
    for (const std::string& source : part.catalog.sources) {
      const auto [found, added] =
          source_numbers.try_emplace(source, static_cast<uint32_t>(all.sources.size()));
      if (added) all.sources.push_back(source);
      sources.push_back(found->second);
    }
    for (CatalogEntry& entry : part.catalog.entries) {
      entry.source = sources[entry.source];
      entry.file += first_file;
      entry.sketch += static_cast<uint32_t>(sketches);
      all.entries.push_back(std::move(entry));
    }
    std::move(part.catalog.files.begin(), part.catalog.files.end(), std::back_inserter(all.files));
    std::move(part.catalog.incidents.begin(), part.catalog.incidents.end(),
              std::back_inserter(all.incidents));
    part.catalog.entries.clear();
    sketches += part.sketches.size();
  }
  if (sketches > UINT32_MAX) return absl::InvalidArgumentError("more than 4,294,967,295 articles");
  if (corpus.parts_.size() > 1) FinishCatalog(&all);
  return corpus;
}

const Corpus::Part& Corpus::PartOf(uint32_t sketch, uint32_t* local_sketch) const {
  const auto part =
      std::upper_bound(first_sketch_.begin(), first_sketch_.end(), sketch) - first_sketch_.begin() - 1;
  *local_sketch = sketch - first_sketch_[static_cast<size_t>(part)];
  return parts_[static_cast<size_t>(part)];
}

SketchView Corpus::sketch(uint32_t article) const {
  uint32_t local;
  const Part& part = PartOf(entry(article).sketch, &local);
  return ViewSketch(part.sketches[local]);
}

std::string_view Corpus::title(uint32_t article) const {
  const std::string_view attachment = sketch(article).attachment;
  return attachment.substr(0, attachment.find('\0'));
}

std::string_view Corpus::url(uint32_t article) const {
  const std::string_view attachment = sketch(article).attachment;
  const size_t end = attachment.find('\0');
  return end == std::string_view::npos ? std::string_view() : attachment.substr(end + 1);
}

MatchInput Corpus::match_input() const {
  MatchInput input;
  input.sketches.reserve(size());
  input.contexts.reserve(size());
  absl::flat_hash_map<std::string, uint32_t> numbers{{"", 0}};
  std::vector<uint32_t> outlets;  // by source: one number for all names of an outlet
  for (const std::string& source : catalog_.sources) {
    outlets.push_back(
        numbers.try_emplace(OutletKey(source), static_cast<uint32_t>(numbers.size())).first->second);
  }
  for (uint32_t i = 0; i < size(); ++i) {
    input.sketches.push_back(sketch(i));
    ArticleContext context;
    context.outlet = outlets[entry(i).source];
    if (const std::optional<Date>& date = entry(i).date) {
      constexpr int64_t kSpans[] = {24 * 3600, 60, 1};  // by Date::Precision
      context.dated = true;
      context.first_second = date->unix_seconds;
      context.last_second = date->unix_seconds + kSpans[static_cast<int>(date->precision)] - 1;
    }
    input.contexts.push_back(context);
  }
  return input;
}

absl::StatusOr<Article> Corpus::Read(uint32_t number) const {
  const CatalogEntry& from = entry(number);
  const InputFile& file = catalog_.files[from.file].input;
  Article article;
  if (from.kept.block == KeptPlace::kNowhere) {
    ASSIGN_OR_RETURN(article, ReadArticleAt(file, from.location));
  } else {
    uint32_t local;
    const Part& part = PartOf(from.sketch, &local);
    std::shared_ptr<const std::string> block;
    {
      const std::lock_guard lock(cache_->mutex);
      if (cache_->text != nullptr && cache_->part == &part && cache_->block == from.kept.block)
        block = cache_->text;
    }
    if (block == nullptr) {
      if (from.kept.block >= part.kept_blocks.size()) return absl::DataLossError("a kept text has no block");
      ASSIGN_OR_RETURN(std::string unpacked, UnpackBlock(part.kept_blocks[from.kept.block]));
      block = std::make_shared<const std::string>(std::move(unpacked));
      const std::lock_guard lock(cache_->mutex);
      cache_->part = &part;
      cache_->block = from.kept.block;
      cache_->text = block;
    }
    ASSIGN_OR_RETURN(article.text, TextInBlock(*block, from.kept));
  }
  if (Hash64(article.text) != from.text_hash) {
    return absl::DataLossError(absl::StrFormat("%s: changed while it was in use", file.disk_path));
  }
  article.id = from.id;
  article.path = from.path;
  article.source = catalog_.sources[from.source];
  article.title = std::string(title(number));
  article.url = std::string(url(number));
  article.date = from.date;
  return article;
}

absl::StatusOr<uint32_t> Corpus::Find(std::string_view id) const {
  const auto found =
      std::lower_bound(catalog_.entries.begin(), catalog_.entries.end(), id,
                       [](const CatalogEntry& e, std::string_view wanted) { return e.id < wanted; });
  if (found == catalog_.entries.end() || found->id != id) {
    return absl::NotFoundError(absl::StrFormat("no article has the id \"%s\"", id));
  }
  return static_cast<uint32_t>(found - catalog_.entries.begin());
}

absl::StatusOr<Catalog> WriteSketch(const std::vector<std::string>& inputs, const std::string& path,
                                    const Config& config) {
  ASSIGN_OR_RETURN(const InputList list, ScanInputs(inputs));
  ASSIGN_OR_RETURN(const std::unique_ptr<Background> background, OpenBackground(config));
  ASSIGN_OR_RETURN(SketchWriter writer, SketchWriter::Create(path, kShingleWords));
  SketchStore blocks(config.work_folder);
  KeptTextWriter kept(&blocks);
  ASSIGN_OR_RETURN(
      Catalog catalog,
      Ingest(
          list, config, *background, [&](std::string_view sketch) { return writer.Append(sketch); }, &kept));
  if (catalog.entries.empty()) return absl::InvalidArgumentError("no article read");
  RETURN_IF_ERROR(blocks.Seal());
  // The sketch is to work from any folder.
  for (CatalogFile& file : catalog.files) file.input.disk_path = FullPath(file.input);
  // Files that gave no article need not exist the next time.
  std::vector<bool> used(catalog.files.size(), false);
  for (const CatalogEntry& entry : catalog.entries) used[entry.file] = true;
  RETURN_IF_ERROR(ForEachFile(&catalog.files, config.threads, [&](CatalogFile* file) -> absl::Status {
    if (!used[static_cast<size_t>(file - catalog.files.data())] || !CanReadAgain(file->input)) {
      return absl::OkStatus();
    }
    ASSIGN_OR_RETURN(const MappedFile bytes, MappedFile::Open(file->input.disk_path));
    if (bytes.bytes().size() != file->size_bytes) {
      return absl::DataLossError(absl::StrFormat("%s: changed while it was read", file->input.disk_path));
    }
    file->content_hash = ContentHash(bytes.bytes());
    return absl::OkStatus();
  }));
  if (blocks.size() > 0) {
    ASSIGN_OR_RETURN(AtomicFile text, AtomicFile::Create(KeptPath(path)));
    catalog.kept_offsets.push_back(0);
    for (size_t i = 0; i < blocks.size(); ++i) {
      RETURN_IF_ERROR(text.Append(blocks[i]));
      catalog.kept_offsets.push_back(text.size_bytes());
    }
    RETURN_IF_ERROR(text.Commit());
    ASSIGN_OR_RETURN(const MappedFile bytes, MappedFile::Open(KeptPath(path)));
    catalog.kept_hash = ContentHash(bytes.bytes());
  }
  ASSIGN_OR_RETURN(catalog.background, BackgroundFingerprint(config));
  RETURN_IF_ERROR(writer.Finish(EncodeCatalog(catalog)));
  std::error_code error;
  if (blocks.size() == 0) fs::remove(KeptPath(path), error);  // an earlier sketch's
  return catalog;
}

}  // namespace samestory
