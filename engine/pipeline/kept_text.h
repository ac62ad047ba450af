// Texts that cannot be read again where they came from (standard input, packed files): kept in zstd frames of
// about a megabyte, so that one article costs one frame to read and a crawl costs a third of its size. The
// frames one after the other are an ordinary .zst file.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/status.h"
#include "engine/pipeline/catalog.h"
#include "engine/sketch/sketch_store.h"

namespace samestory {

class KeptTextWriter {
 public:
  explicit KeptTextWriter(SketchStore* blocks) : blocks_(blocks) {}
  absl::StatusOr<KeptPlace> Add(std::string_view text);
  // Writes what is left. Add nothing afterwards.
  absl::Status Finish();

 private:
  absl::Status Flush();
  SketchStore* blocks_;
  std::string pending_;
  bool block_begun_ = false;  // an empty text has a place in a block too
};

// One block's texts, as they were added. kDataLoss where the frame is damaged.
absl::StatusOr<std::string> UnpackBlock(std::string_view frame);

// The text at `place` in its unpacked block; kDataLoss beyond its end.
absl::StatusOr<std::string> TextInBlock(const std::string& block, const KeptPlace& place);

}  // namespace samestory
