#include "cli/outputs.h"

#include <filesystem>
#include <map>
#include <string_view>
#include <system_error>

#include "absl/strings/str_format.h"
#include "engine/base/atomic_file.h"
#include "engine/pipeline/corpus.h"
#include "engine/pipeline/result_folder.h"

namespace samestory {
namespace {

namespace fs = std::filesystem;

struct Output {
  std::string flag, path;
  bool in_result = false;  // within the folder of --out
};

std::vector<Output> OutputsOf(const Options& options) {
  std::vector<Output> outputs;
  if (options.verb == "find") {
    if (!options.out.empty()) {
      for (const char* const name : kResultNames)
        outputs.push_back({"--out", options.out + "/" + name, true});
    }
  } else if (!options.out.empty()) {
    outputs.push_back({"--out", options.out});
    if (options.verb == "sketch") outputs.push_back({"--out", KeptPath(options.out)});
  }
  if (!options.dropped.empty()) outputs.push_back({"--dropped", options.dropped});
  if (!options.stats.empty() && options.stats != "-") outputs.push_back({"--stats", options.stats});
  return outputs;
}

// One name for all ways to spell it. An output that is a link is replaced, so the link itself counts.
std::string OneName(const std::string& path) {
  std::error_code error;
  const fs::path given(path);
  const fs::path parent = given.has_parent_path() ? given.parent_path() : fs::path(".");
  const fs::path known = fs::weakly_canonical(parent, error);
  return error ? path : (known / given.filename()).string();
}

}  // namespace

std::vector<std::string> OutputPaths(const Options& options) {
  std::vector<std::string> paths;
  for (const Output& output : OutputsOf(options)) paths.push_back(output.path);
  return paths;
}

absl::Status CheckOutputs(const Options& options) {
  std::map<std::string, std::string> taken;  // name, and what has it
  std::error_code error;
  for (const std::string& input : options.inputs) {
    if (!fs::is_regular_file(input, error)) continue;
    taken[OneName(input)] = "an INPUT";
    if (const fs::path known = fs::weakly_canonical(input, error); !error) taken[known] = "an INPUT";
  }
  for (const Output& output : OutputsOf(options)) {
    if (IsNoFile(output.path)) {
      RETURN_IF_ERROR(AtomicFile::CanCreate(output.path));
      continue;
    }
    const auto [other, is_new] = taken.try_emplace(OneName(output.path), output.flag);
    if (!is_new) {
      return absl::InvalidArgumentError(
          absl::StrFormat("%s %s: is %s too; name another file", output.flag, output.path, other->second));
    }
    if (output.in_result) continue;  // the folder's own look
    if (fs::is_directory(fs::symlink_status(output.path, error))) {
      return absl::InvalidArgumentError(
          absl::StrFormat("%s %s: is a folder; name a file", output.flag, output.path));
    }
    RETURN_IF_ERROR(AtomicFile::CanCreate(output.path));
  }
  return absl::OkStatus();
}

}  // namespace samestory
