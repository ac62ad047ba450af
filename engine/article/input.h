// INPUTs of the command line → files to read, in an order that depends on neither the file system nor the
// order of the arguments.
#pragma once

#include <string>
#include <vector>

#include "engine/article/article.h"
#include "engine/base/status.h"

namespace samestory {

enum class Format {
  kText,
  kHtml,
  kJsonLines,
  kJson,
  kWarc,    // WARC and WET
  kArchive  // tar and zip; what packs a tar is its reader's business, whatever the Compression
};
inline constexpr int kFormatCount = 6;
enum class Compression { kNone, kPacked /* gzip, zstd, xz, bzip2, lz4 */ };

struct InputFile {
  std::string disk_path;  // to open; "-" is standard input
  std::string input;      // the INPUT it came by, as given
  // Relative to its INPUT; the base name where the file itself is the INPUT. Where two INPUTs hold the same
  // name, with the INPUT's base name before it (its folder's name where it is a file). Valid UTF-8.
  std::string name;
  std::string outlet;  // first folder below the INPUT, or empty
  Format format = Format::kText;
  Compression compression = Compression::kNone;
  // `name` without what tells it apart from another INPUT's: where the file lies below its INPUT.
  std::string path{};
};

// Whether the file is itself an INPUT.
bool IsNamed(const InputFile& file);

// Whether a record of it can be read again by its Location: it is a file, not packed and no archive.
bool CanReadAgain(const InputFile& file);

// What `find --out` leaves in its folder.
inline constexpr const char* kResultNames[] = {"stories.jsonl", "articles.jsonl", "skipped.jsonl",
                                               "index.html", "story"};

struct InputList {
  std::vector<InputFile> files;  // sorted by name, then disk path
  std::vector<Incident> incidents;
};

// Expands folders recursively without following links; sorts. In a folder only names that KindOfName
// (detect.h) knows count, others are kIgnored. A named file is told by its content whatever its name. A file
// reached twice is read once. An INPUT that does not exist or cannot be read is an error; a folder or file
// below one that cannot is an incident. A pipe is taken for JSON Lines, as standard input is. `outputs`, where they lie
// below a folder, are left over from an earlier run of the same command: kIgnored. So are kResultNames in a folder that
// holds them all.
absl::StatusOr<InputList> ScanInputs(std::vector<std::string> inputs,
                                     const std::vector<std::string>& outputs = {});

}  // namespace samestory
