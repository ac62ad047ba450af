#include "engine/pipeline/term_block.h"

#include <algorithm>
#include <cstring>

#include "engine/base/byte_codec.h"

namespace samestory {
namespace {

struct Header {
  uint64_t articles, terms, name_bytes;
};

}  // namespace

void TermBlockBuilder::Add(std::span<const Term> terms, std::string_view language) {
  terms_.insert(terms_.end(), terms.begin(), terms.end());
  ends_.push_back(terms_.size());
  // A handful of languages at most.
  const auto found = std::find(names_.begin(), names_.end(), language);
  languages_.push_back(static_cast<uint32_t>(found - names_.begin()));
  if (found == names_.end()) names_.emplace_back(language);
}

std::string TermBlockBuilder::Take() {
  ByteEncoder names;
  names.Strings(names_);
  const std::string name_bytes = names.Take();
  const Header header{ends_.size(), terms_.size(), name_bytes.size()};
  std::string out;
  out.reserve(sizeof(header) + ends_.size() * 12 + terms_.size() * sizeof(Term) + name_bytes.size() + 16);
  AppendPadded(&header, 1, &out);
  AppendPadded(ends_.data(), ends_.size(), &out);
  AppendPadded(terms_.data(), terms_.size(), &out);
  AppendPadded(languages_.data(), languages_.size(), &out);
  AppendPadded(name_bytes.data(), name_bytes.size(), &out);
  ends_.clear();
  terms_.clear();
  languages_.clear();
  names_.clear();
  return out;
}

absl::StatusOr<TermBlock> TermBlock::View(std::string_view bytes, size_t articles) {
  const absl::Status damaged = absl::DataLossError("damaged block of terms");
  Header header;
  if (bytes.size() < sizeof(header)) return damaged;
  std::memcpy(&header, bytes.data(), sizeof(header));
  const uint64_t rest = bytes.size() - sizeof(header);
  if (header.articles != articles || header.articles > rest / 12 || header.terms > rest / sizeof(Term) ||
      header.name_bytes > rest ||
      header.articles * 8 + header.terms * sizeof(Term) + Padded(header.articles * 4) +
              Padded(header.name_bytes) !=
          rest) {
    return damaged;
  }
  const char* at = bytes.data() + sizeof(header);
  TermBlock block;
  block.ends = {reinterpret_cast<const uint64_t*>(at), articles};
  at += block.ends.size_bytes();
  block.terms = {reinterpret_cast<const Term*>(at), header.terms};
  at += block.terms.size_bytes();
  block.languages = {reinterpret_cast<const uint32_t*>(at), articles};
  at += Padded(block.languages.size_bytes());
  ByteDecoder names({at, header.name_bytes});
  block.names = names.Strings();
  const bool holds = names.ok() && std::is_sorted(block.ends.begin(), block.ends.end()) &&
                     (articles == 0 ? 0 : block.ends.back()) == header.terms &&
                     std::all_of(block.languages.begin(), block.languages.end(),
                                 [&](uint32_t language) { return language < block.names.size(); });
  return holds ? absl::StatusOr<TermBlock>(std::move(block)) : damaged;
}

}  // namespace samestory
