// Bounds against hostile input, all of them. What exceeds one is skipped with a reason that names the bound
// and what was found. A record may be as large as its bound, so a reader's memory is a small multiple of the
// largest.
#pragma once

#include <cstddef>
#include <cstdint>

namespace samestory {

// A line, a JSON value, a file of one article, a record of a WARC file; also the body of one once unpacked.
inline constexpr uint64_t kMaxRecordBytes = 64u << 20;

// Room for a record that has filled `bytes` and goes on: twice as much, at last one byte more than a record may have, which
// is enough to tell that it is too long.
constexpr size_t NextRoomBytes(size_t bytes) {
  return bytes < kMaxRecordBytes / 2 ? 2 * bytes : kMaxRecordBytes + 1;
}

// A page of news has 50 KB to 3 MB; beyond this a tree costs more memory than an article is worth.
inline constexpr size_t kMaxPageBytes = 16u << 20;

// What is packed may unpack to so many times its size, beyond the first bytes that are free. Deflate packs
// zeros 1,032-fold, text of any use 3- to 20-fold; zstd, xz and bzip2 know no bound of their own.
inline constexpr uint64_t kMaxUnpackedRatio = 1000;
inline constexpr uint64_t kUnpackedFreelyBytes = 64u << 20;

// Layers of packing around an article: one of its own (x.txt.gz), and one of the archive it lies in
// (x.tar.gz holding it). An archive within an archive is not opened.
inline constexpr int kMaxPackedLayers = 1;

// Members of one archive, those that are no articles included.
inline constexpr uint64_t kMaxArchiveMembers = 1u << 24;
inline constexpr size_t kMaxMemberNameBytes = 4096;

// The header lines of a WARC record, and those of an HTTP response.
inline constexpr size_t kMaxHeadBytes = 256u << 10;

// Content-Encoding: gzip, gzip, …
inline constexpr size_t kMaxContentCodings = 2;

// Damaged parts of one packed file after each of which reading goes on.
inline constexpr int kMaxDamagedParts = 1000;

// Where elements nest deeper than this the page is cut off. Pages of news reach 40; libxml2 gives up at 256
// without a word. (JSON nested deeper than 1,024 is refused by simdjson.)
inline constexpr int kMaxHtmlDepth = 250;

// Elements of a page; the tree takes some 200 bytes for each. Pages of news reach 20,000.
inline constexpr int kMaxHtmlElements = 500'000;

// Whether `unpacked_bytes` are too many to have come from `packed_bytes`.
constexpr bool UnpacksTooFar(uint64_t unpacked_bytes, uint64_t packed_bytes) {
  return unpacked_bytes > kUnpackedFreelyBytes && unpacked_bytes / kMaxUnpackedRatio > packed_bytes;
}

}  // namespace samestory
