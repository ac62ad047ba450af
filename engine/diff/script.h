// The script between two sentences: matched, cleaned up, told apart by what it changes.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/diff/collation.h"
#include "engine/diff/edits.h"
#include "engine/diff/terms.h"

namespace samestory {

// Of the documents' tokens from sentence to sentence; both must outlive it, numbered as in `space`.
class Scripts {
 public:
  Scripts(std::span<const DiffDocument* const> documents, const TermSpace& space, uint64_t max_edit_points)
      : documents_(documents), space_(space), max_edit_points_(max_edit_points) {}

  // Always searched from the sentence with the lesser content to the other and turned round where need be, so
  // that the script from b to a mirrors the one from a to b. Sets *degraded where a bound stopped the search.
  std::vector<EditOp> Between(uint32_t a_document, uint32_t a_sentence, uint32_t b_document,
                              uint32_t b_sentence, bool* degraded) const;

 private:
  SentenceTokens TokensOf(uint32_t document, uint32_t sentence) const;
  std::span<const uint32_t> TermsOf(uint32_t document, uint32_t sentence) const;

  std::span<const DiffDocument* const> documents_;
  const TermSpace& space_;
  uint64_t max_edit_points_;
};

}  // namespace samestory
