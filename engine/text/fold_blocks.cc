#include "engine/text/fold_blocks.h"

#include <algorithm>
#include <bit>
#include <string_view>

#include "engine/text/code_points.h"

namespace samestory {
namespace {

void FoldPortable(const char* in, size_t blocks, FoldedBlocks* out) {
  constexpr int kWordFlags = CodePoint::kLetter | CodePoint::kMark | CodePoint::kDigit;
  const CodePointTable& table = Table();
  const std::string_view text(in, blocks * 64);
  uint64_t words[kMaxBlocks] = {};
  std::fill_n(out->unknown, blocks, 0);
  for (size_t position = 0; position < text.size();) {
    const size_t start = position;
    const char32_t c = DecodeFast(text, &position);
    const size_t size = position - start;
    const bool in_table = c < kTableEnd;
    const CodePoint& point = table.low[in_table ? c : 0];
    if (in_table && !point.Is(kWordFlags) && c != '_') continue;
    uint64_t* bits = out->unknown;
    if (in_table && !point.Is(CodePoint::kContextual) && point.fold_size == size) {
      bits = words;
      for (size_t i = 0; i < size; ++i) out->bytes[start + i] = point.fold[i];
    }
    for (size_t i = start; i < position; ++i) bits[i / 64] |= uint64_t{1} << (i % 64);
  }
  FindEdges(words, blocks, out);
}

}  // namespace

void FindEdges(const uint64_t* words, size_t blocks, FoldedBlocks* out) {
  uint16_t* edge = out->edges;
  uint64_t last = 0, any_unknown = 0;
  for (size_t block = 0; block < blocks; ++block) {
    any_unknown |= out->unknown[block];
    const uint64_t runs = words[block] | out->unknown[block];
    uint64_t changes = runs ^ (runs << 1 | last);
    last = runs >> 63;
    for (; changes != 0; changes &= changes - 1) {
      *edge++ = static_cast<uint16_t>(block * 64 + static_cast<size_t>(std::countr_zero(changes)));
    }
  }
  if (last != 0) *edge++ = static_cast<uint16_t>(blocks * 64);
  out->edge_count = static_cast<size_t>(edge - out->edges);
  out->any_unknown = any_unknown != 0;
}

FoldBlocks FoldBlocksFor(SimdLevel level) {
#if defined(__x86_64__)
  if (level == SimdLevel::kAvx512) return FoldBlocksAvx512;
  if (level == SimdLevel::kAvx2) return FoldBlocksAvx2;
#endif
  (void)level;
  return FoldPortable;
}

}  // namespace samestory
