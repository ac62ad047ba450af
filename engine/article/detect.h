// What a file is: by its name in a folder, by its content where it was named.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "engine/article/input.h"
#include "engine/base/status.h"

namespace samestory {

inline constexpr size_t kHeadBytes = 1 << 16;

struct FileKind {
  Format format = Format::kText;
  Compression compression = Compression::kNone;
  friend bool operator==(const FileKind&, const FileKind&) = default;
};

// By the extension, in any case of letters: .txt .json .jsonl .ndjson .html .htm .warc .wet, archives .tar
// .zip, each also packed (.gz .zst .xz .bz2 .lz4; .tgz .tzst .txz .tbz2 .tbz). Nothing for what is not an
// article.
std::optional<FileKind> KindOfName(std::string_view name);

// By the first bytes of the file, unpacked where they are packed.
absl::StatusOr<FileKind> KindOfContent(const std::string& disk_path);

// `head` is the beginning of the unpacked content, a tar's first 512 bytes at least; `complete` where it is
// all of it.
Format FormatOfHead(std::string_view head, bool complete);

}  // namespace samestory
