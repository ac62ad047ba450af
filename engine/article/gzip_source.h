// gzip (RFC 1952) of any number of members, by zlib. Unlike libarchive's filter it checks each member's sum,
// and behind a damaged member it finds the next: a WARC file is one member a record.
#pragma once

#include <zlib.h>

#include <memory>
#include <span>
#include <string>

#include "engine/article/byte_source.h"

namespace samestory {

class GzipSource : public ByteSource {
 public:
  explicit GzipSource(std::unique_ptr<ByteSource> packed);
  ~GzipSource() override;
  GzipSource(const GzipSource&) = delete;
  GzipSource& operator=(const GzipSource&) = delete;

  // Of a damaged member the bytes of the call that met the damage are dropped, since nothing vouches for
  // them.
  absl::StatusOr<size_t> Read(std::span<char> out) override;
  bool SkipDamage() override;

 private:
  // Packed bytes behind those that are left; false at the end.
  absl::StatusOr<bool> Fill();
  absl::StatusOr<bool> BeginMember();

  static constexpr size_t kNotInBuffer = static_cast<size_t>(-1);

  std::unique_ptr<ByteSource> packed_;
  std::string buffer_;
  size_t at_ = 0, end_ = 0;
  size_t member_at_ = kNotInBuffer;  // where the current member began
  z_stream stream_{};
  bool inside_ = false;
  bool damaged_ = false;  // failed_ can be skipped
  uint64_t packed_bytes_ = 0, unpacked_bytes_ = 0;
  int damaged_parts_ = 0;
  absl::Status failed_;
};

}  // namespace samestory
