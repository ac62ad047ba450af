#include "cli/earlier_output.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "engine/base/file.h"
#include "engine/pipeline/corpus_parts.h"

namespace samestory {
namespace {

constexpr size_t kHeadBytes = 4096;

// Of FILE.text, frames of zstd (RFC 8878) of which the first holds an article; of the lines of find and of --stats.
constexpr std::array<std::string_view, 4> kStarts = {"\x28\xB5\x2F\xFD", "{\"story\":\"s-", "{\"place\":\"",
                                                     "{\"version\":\""};

// `{"id":"…",` and one of ours: kept articles have a path, where they were read from, and dropped ones a survivor.
bool IsArticleLine(std::string_view head) {
  constexpr std::string_view kStart = "{\"id\":\"";
  if (!head.starts_with(kStart)) return false;
  size_t end = kStart.size();
  while (end < head.size() && head[end] != '"') end += head[end] == '\\' ? 2 : 1;
  const std::string_view rest = head.substr(std::min(end, head.size()));
  return rest.starts_with("\",\"path\":\"") || rest.starts_with("\",\"survivor\":\"");
}

}  // namespace

bool IsEarlierOutput(const std::string& path) {
  const absl::StatusOr<MappedFile> file = MappedFile::Open(path);
  if (!file.ok()) return false;
  const std::string_view head = file->bytes().substr(0, kHeadBytes);
  if (head.empty() || IsArticleLine(head)) return true;
  if (std::ranges::any_of(kStarts, [&](std::string_view start) { return head.starts_with(start); }))
    return true;
  if (const absl::StatusOr<bool> sketch = IsSketch(path); sketch.ok() && *sketch) return true;
  // Pages of the report.
  return head.starts_with("<!DOCTYPE html>\n<html class=\"no-js\"") &&
         head.find(" samestory</title>") != std::string_view::npos;
}

}  // namespace samestory
