#include "engine/pipeline/run_stages.h"

#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <utility>

#include "absl/strings/str_format.h"
#include "engine/base/byte_codec.h"
#include "engine/base/file.h"
#include "engine/base/hash.h"
#include "engine/pipeline/corpus_parts.h"
#include "engine/sketch/sketch_file.h"

namespace samestory {
namespace {

namespace fs = std::filesystem;

// Counts up whenever stages of the same run would come out differently.
constexpr uint64_t kStagesVersion = 3;

// Names and contents of the tables `config` names.
absl::StatusOr<std::string> BackgroundFingerprint(const Config& config) {
  if (config.background.empty()) return "none";
  std::vector<std::string> paths{config.background};
  std::error_code error;
  if (fs::is_directory(config.background, error)) {
    paths.clear();
    std::vector<std::string> names;
    if (const int failed = ListFolder(config.background, &names); failed != 0) {
      return ErrnoStatus(failed, config.background, "cannot read");
    }
    for (const std::string& name : names) {
      const fs::path path = fs::path(config.background) / name;
      if (path.extension() == ".tsv") paths.push_back(path.string());
    }
  }
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

}  // namespace

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

}  // namespace samestory
