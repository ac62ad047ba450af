#include "engine/pipeline/kept_text.h"

#include <zstd.h>

#include <memory>
#include <utility>

#include "absl/strings/str_format.h"

namespace samestory {
namespace {

constexpr size_t kFrameBytes = 1 << 15;
// One huge article makes one huge frame: a record of 64 MiB may triple when its encoding is mended.
constexpr size_t kMaxFrameBytes = size_t{1} << 28;
constexpr int kLevel = 1;

// A skippable frame (RFC 8878, 3.1.2) fills up to 8 bytes and unpacks to nothing.
void PadWithSkippableFrame(std::string* frames) {
  const size_t missing = (8 - frames->size() % 8) % 8;
  if (missing == 0) return;
  const uint32_t magic = 0x184D2A50, size = static_cast<uint32_t>(missing);
  frames->append(reinterpret_cast<const char*>(&magic), 4);
  frames->append(reinterpret_cast<const char*>(&size), 4);
  frames->append(missing, '\0');
}

}  // namespace

void KeptTextWriter::FreeContext::operator()(ZSTD_CCtx_s* context) const { ZSTD_freeCCtx(context); }

absl::StatusOr<KeptPlace> KeptTextWriter::Add(std::string_view text) {
  const KeptPlace place{static_cast<uint32_t>(frames_.size()), static_cast<uint32_t>(pending_.size()),
                        static_cast<uint32_t>(text.size())};
  pending_.append(text);
  frame_begun_ = true;
  if (pending_.size() >= kFrameBytes) RETURN_IF_ERROR(EndFrame());
  return place;
}

absl::StatusOr<std::string> KeptTextWriter::Take() {
  if (frame_begun_) RETURN_IF_ERROR(EndFrame());
  return std::exchange(frames_, {});
}

absl::Status KeptTextWriter::EndFrame() {
  if (!context_) {
    context_.reset(ZSTD_createCCtx());
    if (!context_) return absl::ResourceExhaustedError("zstd: no memory");
    ZSTD_CCtx_setParameter(context_.get(), ZSTD_c_compressionLevel, kLevel);
    ZSTD_CCtx_setParameter(context_.get(), ZSTD_c_checksumFlag, 1);
  }
  const size_t before = frames_.size();
  frames_.resize(before + ZSTD_compressBound(pending_.size()));
  const size_t size = ZSTD_compress2(context_.get(), frames_.data() + before, frames_.size() - before,
                                     pending_.data(), pending_.size());
  if (ZSTD_isError(size)) return absl::InternalError(absl::StrFormat("zstd: %s", ZSTD_getErrorName(size)));
  frames_.resize(before + size);
  PadWithSkippableFrame(&frames_);
  pending_.clear();
  frame_begun_ = false;
  return absl::OkStatus();
}

absl::StatusOr<std::string> UnpackFrame(std::string_view frames, uint32_t frame) {
  const absl::Status damaged = absl::DataLossError("a frame of kept texts is damaged");
  if (frame > frames.size()) return damaged;
  frames.remove_prefix(frame);
  const size_t packed = ZSTD_findFrameCompressedSize(frames.data(), frames.size());
  const unsigned long long size = ZSTD_getFrameContentSize(frames.data(), frames.size());
  if (ZSTD_isError(packed) || size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN ||
      size > kMaxFrameBytes) {
    return damaged;
  }
  std::string texts(size, '\0');
  const size_t got = ZSTD_decompress(texts.data(), texts.size(), frames.data(), packed);
  if (ZSTD_isError(got) || got != size) return damaged;
  return texts;
}

absl::StatusOr<std::string> TextInFrame(const std::string& texts, const KeptPlace& place) {
  if (place.offset > texts.size() || place.size_bytes > texts.size() - place.offset) {
    return absl::DataLossError("a kept text lies beyond its frame");
  }
  return texts.substr(place.offset, place.size_bytes);
}

}  // namespace samestory
