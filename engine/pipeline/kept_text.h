// Texts that cannot be read again where they came from (standard input, packed files): kept in zstd frames of some ten
// articles (32 KiB), so that one article costs one small frame to read and a crawl costs a third of its size. The frames
// one after the other are an ordinary .zst file.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "engine/base/status.h"
#include "engine/pipeline/segment.h"

struct ZSTD_CCtx_s;

namespace samestory {

class KeptTextWriter {
 public:
  absl::StatusOr<KeptPlace> Add(std::string_view text);
  // All frames, a multiple of 8 bytes; the writer is empty afterwards.
  absl::StatusOr<std::string> Take();

 private:
  absl::Status EndFrame();
  struct FreeContext {
    void operator()(ZSTD_CCtx_s* context) const;
  };
  std::unique_ptr<ZSTD_CCtx_s, FreeContext> context_;  // made when first used
  std::string frames_, pending_;
  bool frame_begun_ = false;  // an empty text has a place in a frame too
};

// The texts of the frame that begins at `frame`, as they were added. kDataLoss where it is damaged.
absl::StatusOr<std::string> UnpackFrame(std::string_view frames, uint32_t frame);

// The text at `place` in its unpacked frame; kDataLoss beyond its end.
absl::StatusOr<std::string> TextInFrame(const std::string& texts, const KeptPlace& place);

}  // namespace samestory
