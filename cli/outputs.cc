#include "cli/outputs.h"

#include <filesystem>
#include <map>
#include <string_view>
#include <system_error>

#include "absl/strings/str_format.h"
#include "cli/earlier_output.h"
#include "engine/base/atomic_file.h"
#include "engine/pipeline/corpus_parts.h"
#include "engine/pipeline/result_folder.h"

namespace samestory {
namespace {

namespace fs = std::filesystem;

struct Output {
  std::string flag, path;
  bool in_result = false;  // within the folder of --out
  bool beside = false;     // not named, but by what it lies beside
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
    if (options.verb == "sketch") outputs.push_back({"--out", KeptPath(options.out), false, true});
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

// The INPUT folder that the output lies in, or empty.
std::string InputAround(const std::string& output, const std::vector<std::string>& inputs) {
  std::error_code error;
  for (const std::string& input : inputs) {
    if (!fs::is_directory(input, error)) continue;
    const fs::path folder = fs::weakly_canonical(input, error), file = OneName(output);
    const fs::path below = file.lexically_relative(folder);
    if (!below.empty() && *below.begin() != "..") return input;
  }
  return "";
}

// What an earlier run left is replaced. What else lies where articles are read from, or where nobody has named it, stays.
absl::Status CheckReplaced(const Output& output, const std::vector<std::string>& inputs) {
  std::error_code error;
  if (!fs::is_regular_file(fs::symlink_status(output.path, error)) || IsEarlierOutput(output.path)) {
    return absl::OkStatus();
  }
  const std::string around = InputAround(output.path, inputs);
  if (around.empty() && !output.beside) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrFormat(
      "%s %s: is there already, %s; name another %s or take it away", output.flag, output.path,
      around.empty() ? "and no earlier output" : "in INPUT " + around + " and no earlier output",
      output.in_result ? "folder" : "file"));
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
    if (const absl::StatusOr<bool> sketch = IsSketch(input); sketch.ok() && *sketch) {
      taken.try_emplace(OneName(KeptPath(input)), absl::StrFormat("INPUT %s's file of texts", input));
    }
    if (const fs::path known = fs::weakly_canonical(input, error); !error) taken[known] = "an INPUT";
  }
  if (options.out == "-" || options.dropped == "-") {
    return absl::InvalidArgumentError(
        absl::StrFormat("%s: expected a path, found \"-\"%s", options.out == "-" ? "--out" : "--dropped",
                        options.verb == "dedup" ? "; standard output is /dev/stdout" : ""));
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
    RETURN_IF_ERROR(CheckReplaced(output, options.inputs));
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
