// What a file is: by its name in a folder, by its content where it was named.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/article/input.h"
#include "engine/base/status.h"

namespace samestory {

struct FileKind {
  Format format = Format::kText;
  Compression compression = Compression::kNone;
  friend bool operator==(const FileKind&, const FileKind&) = default;
};

// By the extension, in any case of letters. Nothing for what is not an article.
std::optional<FileKind> KindOfName(std::string_view name);

// By the first bytes of the file, unpacked where they are packed.
absl::StatusOr<FileKind> KindOfContent(const std::string& disk_path);

// `head` is the beginning of the unpacked content; `complete` where it is all of it.
Format FormatOfHead(std::string_view head, bool complete);

}  // namespace samestory
