#include "engine/article/http_body.h"

#include <zlib.h>

#include <algorithm>
#include <charconv>
#include <utility>
#include <vector>

#include "absl/strings/str_format.h"
#include "engine/article/header_fields.h"
#include "engine/article/limits.h"

namespace samestory {
namespace {

constexpr size_t kMaxChunkLineBytes = 4096;

// The size at the front of a chunk, past its line; false where there is none.
bool TakeChunkSize(std::string_view* rest, uint64_t* size) {
  const size_t feed = rest->substr(0, kMaxChunkLineBytes).find('\n');
  if (feed == std::string_view::npos) return false;
  const std::string_view line = TrimBlanks(rest->substr(0, std::min(feed, rest->find(';'))));
  const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), *size, 16);
  if (line.empty() || error != std::errc() || end != line.data() + line.size()) return false;
  rest->remove_prefix(feed + 1);
  return true;
}

absl::StatusOr<std::string> Unchunk(std::string_view body) {
  std::string out;
  std::string_view rest = body;
  for (bool first = true;; first = false) {
    uint64_t size = 0;
    if (!TakeChunkSize(&rest, &size)) {
      if (first) return std::string(body);
      return absl::DataLossError("its chunked body is damaged or cut off");
    }
    if (size == 0) return out;
    if (size > rest.size()) return absl::DataLossError("its chunked body is cut off");
    out.append(rest.substr(0, size));
    rest.remove_prefix(size);
    rest.remove_prefix(rest.starts_with("\r\n") ? 2 : rest.starts_with('\n') ? 1 : 0);
  }
}

class Inflater {
 public:
  explicit Inflater(int window_bits) { ready_ = inflateInit2(&stream_, window_bits) == Z_OK; }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;
  ~Inflater() {
    if (ready_) inflateEnd(&stream_);
  }

  absl::StatusOr<std::string> Run(std::string_view packed) {
    if (!ready_) return absl::ResourceExhaustedError("no memory to unpack");
    std::string out;
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
    stream_.avail_in = static_cast<uInt>(packed.size());
    for (;;) {
      const size_t filled = out.size();
      out.resize(std::max<size_t>(NextRoomBytes(filled), 1 << 16));
      stream_.next_out = reinterpret_cast<Bytef*>(out.data() + filled);
      stream_.avail_out = static_cast<uInt>(out.size() - filled);
      const int result = inflate(&stream_, Z_NO_FLUSH);
      out.resize(out.size() - stream_.avail_out);
      if (out.size() <= kMaxRecordBytes && result == Z_STREAM_END) return out;
      if (result != Z_OK && result != Z_STREAM_END)
        return absl::DataLossError("its packed body is damaged or cut off");
      if (out.size() > kMaxRecordBytes) {
        return absl::DataLossError(
            absl::StrFormat("its packed body of %d bytes is longer than %d MiB unpacked", packed.size(),
                            kMaxRecordBytes >> 20));
      }
    }
  }

 private:
  z_stream stream_{};
  bool ready_ = false;
};

bool HasZlibHead(std::string_view body) {
  const auto byte = [&](size_t i) { return static_cast<unsigned char>(body[i]); };
  return body.size() >= 2 && (byte(0) & 0x0F) == 8 && (byte(0) * 256 + byte(1)) % 31 == 0;
}

absl::StatusOr<std::string> Undo(std::string_view coding, std::string body) {
  if (coding == "gzip" || coding == "x-gzip") {
    if (!body.starts_with("\x1F\x8B")) return body;
    return Inflater(16 + MAX_WBITS).Run(body);
  }
  if (coding == "deflate") {
    if (HasZlibHead(body)) return Inflater(MAX_WBITS).Run(body);
    // Bare deflate has no sign of its own; text that was undone already is no valid stream of it.
    absl::StatusOr<std::string> bare = Inflater(-MAX_WBITS).Run(body);
    if (!bare.ok() && TrimBlanks(body.substr(0, 256)).starts_with('<')) return body;
    return bare;
  }
  return absl::DataLossError(absl::StrFormat("Content-Encoding \"%s\" is not read, gzip and deflate are",
                                             coding.size() > 20 ? "…" : coding));
}

}  // namespace

absl::StatusOr<std::string> DecodeHttpBody(std::string_view body, bool chunked, std::string_view codings) {
  std::vector<std::string> applied;
  while (!codings.empty()) {
    const size_t end = std::min(codings.find(','), codings.size());
    std::string coding = LowerAscii(TrimBlanks(codings.substr(0, end)));
    codings.remove_prefix(std::min(end + 1, codings.size()));
    if (!coding.empty() && coding != "identity") applied.push_back(std::move(coding));
    if (applied.size() > kMaxContentCodings) {
      return absl::DataLossError(
          absl::StrFormat("more than %d codings in Content-Encoding", kMaxContentCodings));
    }
  }
  std::string bytes;
  if (chunked) {
    ASSIGN_OR_RETURN(bytes, Unchunk(body));
  } else {
    bytes = body;
  }
  for (; !applied.empty(); applied.pop_back()) {
    ASSIGN_OR_RETURN(bytes, Undo(applied.back(), std::move(bytes)));
  }
  return bytes;
}

}  // namespace samestory
