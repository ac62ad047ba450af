#include "engine/pipeline/kept_text.h"

#include <zstd.h>

#include <memory>

#include "absl/strings/str_format.h"

namespace samestory {
namespace {

constexpr size_t kBlockBytes = 1 << 20;
// One huge article makes one huge block: a record of 64 MiB may triple when its encoding is mended.
constexpr size_t kMaxBlockBytes = size_t{1} << 28;
constexpr int kLevel = 3;

// Rows of a store are multiples of 8 bytes; a skippable frame (RFC 8878, 3.1.2) fills up and unpacks to
// nothing.
void PadWithSkippableFrame(std::string* frames) {
  const size_t missing = (8 - frames->size() % 8) % 8;
  if (missing == 0) return;
  const uint32_t magic = 0x184D2A50, size = static_cast<uint32_t>(missing);
  frames->append(reinterpret_cast<const char*>(&magic), 4);
  frames->append(reinterpret_cast<const char*>(&size), 4);
  frames->append(missing, '\0');
}

}  // namespace

absl::StatusOr<KeptPlace> KeptTextWriter::Add(std::string_view text) {
  const KeptPlace place{static_cast<uint32_t>(blocks_->size()), static_cast<uint32_t>(pending_.size()),
                        static_cast<uint32_t>(text.size())};
  pending_.append(text);
  block_begun_ = true;
  if (pending_.size() >= kBlockBytes) RETURN_IF_ERROR(Flush());
  return place;
}

absl::Status KeptTextWriter::Finish() { return block_begun_ ? Flush() : absl::OkStatus(); }

absl::Status KeptTextWriter::Flush() {
  const std::unique_ptr<ZSTD_CCtx, decltype(&ZSTD_freeCCtx)> context(ZSTD_createCCtx(), ZSTD_freeCCtx);
  ZSTD_CCtx_setParameter(context.get(), ZSTD_c_compressionLevel, kLevel);
  ZSTD_CCtx_setParameter(context.get(), ZSTD_c_checksumFlag, 1);
  std::string frame(ZSTD_compressBound(pending_.size()), '\0');
  const size_t size =
      ZSTD_compress2(context.get(), frame.data(), frame.size(), pending_.data(), pending_.size());
  if (ZSTD_isError(size)) return absl::InternalError(absl::StrFormat("zstd: %s", ZSTD_getErrorName(size)));
  frame.resize(size);
  PadWithSkippableFrame(&frame);
  pending_.clear();
  block_begun_ = false;
  return blocks_->Append(frame);
}

absl::StatusOr<std::string> UnpackBlock(std::string_view frame) {
  const unsigned long long size = ZSTD_getFrameContentSize(frame.data(), frame.size());
  if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN || size > kMaxBlockBytes) {
    return absl::DataLossError("a block of kept texts is damaged");
  }
  std::string block(size, '\0');
  const size_t got = ZSTD_decompress(block.data(), block.size(), frame.data(), frame.size());
  if (ZSTD_isError(got) || got != size) return absl::DataLossError("a block of kept texts is damaged");
  return block;
}

absl::StatusOr<std::string> TextInBlock(const std::string& block, const KeptPlace& place) {
  if (place.offset > block.size() || place.size_bytes > block.size() - place.offset) {
    return absl::DataLossError("a kept text lies beyond its block");
  }
  return block.substr(place.offset, place.size_bytes);
}

}  // namespace samestory
