#include "engine/pipeline/info.h"

#include <simdjson.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "absl/strings/str_format.h"
#include "engine/base/file.h"
#include "engine/base/machine.h"
#include "engine/pipeline/catalog.h"
#include "engine/pipeline/segment.h"
#include "engine/sketch/minhash.h"
#include "engine/sketch/sketch_file.h"
#include "engine/text/shingle.h"

namespace samestory {
namespace {

namespace fs = std::filesystem;

Fact Text(std::string name, std::string value) { return {std::move(name), std::move(value), false, 0}; }

Fact Count(std::string name, size_t value) {
  return {std::move(name), absl::StrFormat("%d", value), true, static_cast<int64_t>(value)};
}

absl::StatusOr<std::vector<Fact>> DescribeSketch(const std::string& path) {
  ASSIGN_OR_RETURN(const SketchFile sketch, SketchFile::Open(path, kShingleWords, HardwareThreads()));
  ASSIGN_OR_RETURN(const Catalog catalog, DecodeCatalog(sketch.catalog));
  std::set<std::string> outlets;
  size_t dated = 0, kept = 0, skipped = catalog.CountIncidents(Incident::Kind::kSkipped);
  for (const std::string_view bytes : sketch.segments) {
    ASSIGN_OR_RETURN(const Segment segment, Segment::View(bytes, catalog.files.size(), UINT64_MAX));
    outlets.insert(segment.names.begin() + 1, segment.names.end());
    for (const SegmentRow& row : segment.rows) {
      dated += row.date_known != 0;
      kept += row.kept.frame != KeptPlace::kNowhere;
    }
    skipped += static_cast<size_t>(std::count_if(segment.incidents.begin(), segment.incidents.end(),
                                                 [](auto& i) { return i.kind == Incident::Kind::kSkipped; }));
  }
  return std::vector<Fact>{Text("kind", "sketch file"),
                           Count("format version", kSketchVersion),
                           Count("signature version", kSignatureVersion),
                           Count("words of a shingle", kShingleWords),
                           Count("permutations", kPermutations),
                           Count("size in bytes", sketch.file.bytes().size()),
                           Count("articles", catalog.articles),
                           Count("articles with a date", dated),
                           Count("articles with their text kept", kept),
                           Count("outlets", outlets.size()),
                           Count("input files", catalog.files.size()),
                           Count("skipped", skipped)};
}

absl::StatusOr<size_t> CountLines(const fs::path& path) {
  ASSIGN_OR_RETURN(const MappedFile file, MappedFile::Open(path.string()));
  return static_cast<size_t>(std::count(file.bytes().begin(), file.bytes().end(), '\n'));
}

absl::StatusOr<std::vector<Fact>> DescribeFolder(const std::string& path) {
  const fs::path folder(path);
  ASSIGN_OR_RETURN(const std::string stories, ReadFile((folder / "stories.jsonl").string()));
  simdjson::dom::parser parser;
  size_t count = 0, members = 0, links = 0, largest = 0;
  for (size_t start = 0; start < stories.size();) {
    const size_t end = std::min(stories.find('\n', start), stories.size());
    simdjson::dom::element story;
    simdjson::dom::array articles, story_links;
    if (parser.parse(stories.data() + start, end - start).get(story) || story["articles"].get(articles) ||
        story["links"].get(story_links)) {
      return absl::InvalidArgumentError(absl::StrFormat("%s/stories.jsonl:%d: not a story", path, count + 1));
    }
    ++count;
    members += articles.size();
    links += story_links.size();
    largest = std::max(largest, articles.size());
    start = end + 1;
  }
  std::vector<Fact> facts{Text("kind", "result folder"), Count("stories", count),
                          Count("places of articles in stories", members), Count("links", links),
                          Count("articles of the largest story", largest)};
  ASSIGN_OR_RETURN(const size_t articles, CountLines(folder / "articles.jsonl"));
  facts.push_back(Count("articles", articles));
  ASSIGN_OR_RETURN(const size_t incidents, CountLines(folder / "skipped.jsonl"));
  facts.push_back(Count("skipped, mended, ignored or repeated", incidents));
  return facts;
}

}  // namespace

absl::StatusOr<std::vector<Fact>> Describe(const std::string& path) {
  std::error_code error;
  if (fs::is_directory(path, error)) {
    if (!fs::exists(fs::path(path) / "stories.jsonl", error)) {
      return absl::InvalidArgumentError(
          absl::StrFormat("%s: no stories.jsonl; expected a folder that find wrote", path));
    }
    return DescribeFolder(path);
  }
  return DescribeSketch(path);
}

}  // namespace samestory
