#include "engine/diff/check.h"

#include <string_view>

#include "absl/strings/str_format.h"

namespace samestory {
namespace {

absl::Status Invalid(size_t document, std::string_view what) {
  return absl::InvalidArgumentError(absl::StrFormat("document %d: %s", document, what));
}

absl::Status CheckFacts(const DiffDocument& document, size_t number) {
  size_t sentence = 0;
  uint32_t last = 0;
  for (const DiffFact& fact : document.facts) {
    if (fact.first_token < last) return Invalid(number, "facts stand out of order");
    last = fact.first_token;
    const auto end = [&](const DiffSentence& s) { return s.first_token + s.token_count; };
    while (sentence < document.sentences.size() && end(document.sentences[sentence]) <= fact.first_token) {
      ++sentence;
    }
    if (fact.token_count == 0 || sentence == document.sentences.size() ||
        fact.token_count > end(document.sentences[sentence]) - fact.first_token) {
      return Invalid(number, "a fact has no token or leaves its sentence");
    }
  }
  return absl::OkStatus();
}

absl::Status CheckDocument(const DiffDocument& document, size_t number) {
  uint64_t next_token = 0;
  uint32_t end = 0;
  for (const DiffSentence& sentence : document.sentences) {
    if (sentence.start < end || sentence.end < sentence.start) {
      return Invalid(number, "sentences overlap or stand out of order");
    }
    if (sentence.first_token != next_token || sentence.token_count > document.tokens.size() - next_token) {
      return Invalid(number, "the sentences do not hold every token once, in order");
    }
    uint32_t at = sentence.start;
    for (uint32_t k = 0; k < sentence.token_count; ++k) {
      const DiffToken& token = document.tokens[next_token + k];
      if (token.start < at || token.end < token.start || token.end > sentence.end) {
        return Invalid(number, "tokens overlap, stand out of order or outside their sentence");
      }
      at = token.end;
    }
    next_token += sentence.token_count;
    end = sentence.end;
  }
  if (next_token != document.tokens.size()) {
    return Invalid(number, "the sentences do not hold every token once, in order");
  }
  return CheckFacts(document, number);
}

}  // namespace

absl::Status CheckInputs(std::span<const DiffDocument> documents, const CollateOptions& options) {
  if (documents.empty()) return absl::InvalidArgumentError("no document to collate, expected at least one");
  if (options.base >= documents.size()) {
    return absl::InvalidArgumentError(absl::StrFormat(
        "base is %d, expected less than %d, the number of documents", options.base, documents.size()));
  }
  const bool likeness_fits = options.near_likeness > 0 && options.near_likeness <= options.edited_likeness &&
                             options.edited_likeness <= 1;
  if (!likeness_fits) {
    return absl::InvalidArgumentError(
        absl::StrFormat("likenesses are %g (near) and %g (edited), expected 0 < near <= edited <= 1",
                        options.near_likeness, options.edited_likeness));
  }
  for (size_t d = 0; d < documents.size(); ++d) RETURN_IF_ERROR(CheckDocument(documents[d], d));
  return absl::OkStatus();
}

}  // namespace samestory
