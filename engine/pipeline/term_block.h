// The terms of a segment's articles, for reports of one event: made only by runs that ask for stories, and never kept
// in a sketch, since they can be had from the texts again.
//
// Layout, little-endian, every part 8-byte aligned:
//   u64 articles, u64 terms, u64 bytes of names
//   u64 ends[]           of each article's terms, from the first
//   Term terms[]         of each article ascending by key
//   u32 languages[]      of each article, in the names
//   names                of languages (byte_codec.h)
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/status.h"
#include "engine/sketch/term.h"

namespace samestory {

class TermBlockBuilder {
 public:
  void Add(std::span<const Term> terms, std::string_view language);
  std::string Take();

 private:
  std::vector<uint64_t> ends_;
  std::vector<Term> terms_;
  std::vector<uint32_t> languages_;
  std::vector<std::string> names_;
};

// Views into a block's bytes, valid as long as they.
struct TermBlock {
  std::span<const uint64_t> ends;
  std::span<const Term> terms;
  std::span<const uint32_t> languages;
  std::vector<std::string> names;

  // Trusts its input but for the size: bytes that a builder made for so many articles.
  static absl::StatusOr<TermBlock> View(std::string_view bytes, size_t articles);

  std::span<const Term> of(size_t row) const {
    const uint64_t begin = row == 0 ? 0 : ends[row - 1];
    return terms.subspan(begin, ends[row] - begin);
  }
  std::string_view language(size_t row) const { return names[languages[row]]; }
};

}  // namespace samestory
