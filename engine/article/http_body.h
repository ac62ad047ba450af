// The body of an HTTP response as it went over the wire → the bytes that were meant (RFC 9112, section 7.1;
// RFC 9110, section 8.4).
#pragma once

#include <string>
#include <string_view>

#include "engine/base/status.h"

namespace samestory {

// Undoes chunked transfer coding, then gzip and deflate (wrapped by zlib, or bare as some servers send it).
// Crawlers often store the body undone and the headers as they were: a body that does not begin as its
// headers say is taken as it is. Errors, kDataLoss: a coding that is not read (br), one that is damaged or
// cut off, a body longer than kMaxRecordBytes.
absl::StatusOr<std::string> DecodeHttpBody(std::string_view body, bool chunked, std::string_view codings);

}  // namespace samestory
