#include "engine/article/gzip_source.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "absl/strings/str_format.h"

namespace samestory {
namespace {

constexpr size_t kBufferBytes = 1 << 18;
constexpr int kGzipWindow = 16 + MAX_WBITS;  // zlib's way to ask for the gzip wrapping and its sum
// Magic, method, flags.
constexpr size_t kMemberHeadBytes = 4;

bool CouldBeginMember(const char* bytes) {
  return bytes[0] == '\x1F' && bytes[1] == '\x8B' && bytes[2] == '\x08' && (bytes[3] & 0xE0) == 0;
}

}  // namespace

GzipSource::GzipSource(std::unique_ptr<ByteSource> packed) : packed_(std::move(packed)) {
  buffer_.resize(kBufferBytes);
  if (inflateInit2(&stream_, kGzipWindow) != Z_OK) failed_ = absl::ResourceExhaustedError("no memory");
}

GzipSource::~GzipSource() { inflateEnd(&stream_); }

absl::StatusOr<bool> GzipSource::Fill() {
  if (at_ == end_) {
    at_ = end_ = 0;
    member_at_ = kNotInBuffer;
  } else if (end_ == buffer_.size()) {
    std::memmove(buffer_.data(), buffer_.data() + at_, end_ - at_);
    end_ -= std::exchange(at_, 0);
    member_at_ = kNotInBuffer;
  }
  ASSIGN_OR_RETURN(const size_t got, packed_->Read(std::span(buffer_).subspan(end_)));
  end_ += got;
  packed_bytes_ += got;
  return got > 0;
}

// False at the end. Zeros between and behind members fill the blocks of tapes.
absl::StatusOr<bool> GzipSource::BeginMember() {
  for (;;) {
    while (at_ < end_ && buffer_[at_] == '\0') ++at_;
    if (at_ < end_) break;
    ASSIGN_OR_RETURN(const bool more, Fill());
    if (!more) return false;
  }
  member_at_ = at_;
  inside_ = true;
  inflateReset(&stream_);
  return true;
}

absl::StatusOr<size_t> GzipSource::Read(std::span<char> out) {
  if (!failed_.ok()) return failed_;
  size_t filled = 0, member_begin = 0;
  const auto fail = [&](absl::Status why, size_t good) -> absl::StatusOr<size_t> {
    failed_ = std::move(why);
    if (good == 0) return failed_;
    unpacked_bytes_ += good;
    return good;
  };
  while (filled < out.size()) {
    if (!inside_) {
      const absl::StatusOr<bool> more = BeginMember();
      if (!more.ok()) return fail(more.status(), filled);
      if (!*more) break;
      member_begin = filled;
    } else if (at_ == end_) {
      const absl::StatusOr<bool> more = Fill();
      if (!more.ok()) return fail(more.status(), filled);
      if (!*more) return fail(absl::DataLossError("cut off inside a gzip member"), filled);
    }
    stream_.next_in = reinterpret_cast<Bytef*>(buffer_.data() + at_);
    stream_.avail_in = static_cast<uInt>(end_ - at_);
    stream_.next_out = reinterpret_cast<Bytef*>(out.data() + filled);
    const size_t room = std::min(out.size() - filled, kBufferBytes);
    stream_.avail_out = static_cast<uInt>(room);
    const int result = inflate(&stream_, Z_NO_FLUSH);
    at_ = end_ - stream_.avail_in;
    filled += room - stream_.avail_out;
    if (result == Z_STREAM_END) {
      inside_ = false;
    } else if (result != Z_OK && result != Z_BUF_ERROR) {
      damaged_ = true;
      const char* message = stream_.msg != nullptr ? stream_.msg : "damaged";
      // Of small members, as records of web archives are, the damaged one is lost; of one large member only its rest.
      return fail(absl::DataLossError(absl::StrFormat("gzip: %s", message)),
                  member_begin == 0 ? filled : member_begin);
    }
    if (UnpacksTooFar(unpacked_bytes_ + filled, packed_bytes_)) {
      return fail(
          absl::DataLossError(absl::StrFormat("unpacks to more than %d times its size", kMaxUnpackedRatio)),
          filled);
    }
  }
  unpacked_bytes_ += filled;
  return filled;
}

bool GzipSource::SkipDamage() {
  if (!damaged_ || ++damaged_parts_ > kMaxDamagedParts) return false;
  // The stream may have lost its way long before it failed: what the buffer still holds is looked at again.
  at_ = member_at_ == kNotInBuffer ? 0 : member_at_ + 1;
  member_at_ = kNotInBuffer;
  for (;;) {
    for (; at_ + kMemberHeadBytes <= end_; ++at_) {
      if (!CouldBeginMember(buffer_.data() + at_)) continue;
      damaged_ = inside_ = false;
      failed_ = absl::OkStatus();
      return true;
    }
    // Fill makes room only in a full buffer.
    if (at_ < end_ && at_ > 0) {
      std::memmove(buffer_.data(), buffer_.data() + at_, end_ - at_);
      end_ -= std::exchange(at_, 0);
    }
    const absl::StatusOr<bool> more = Fill();
    if (!more.ok() || !*more) return false;
  }
}

}  // namespace samestory
