// Stretches of an article on a page: what is marked in them, what is cut from them, what leads to them.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "engine/report/diff_rows.h"
#include "engine/report/html_page.h"
#include "engine/report/model.h"

namespace samestory {

struct ByteRange {
  uint32_t start = 0, end = 0;
};

// Bytes [start, end) of the article's text. Numbers, dates and names among the article's facts stand in
// <span class="fact">, quotations in <span class="said">, what `shared` covers in <mark>.
void AppendMarked(const ReportArticle& article, uint32_t start, uint32_t end,
                  const std::vector<ByteRange>& shared, std::string* out);

// One side of a pair: a's with its drops marked, or b's with its additions. Where the two share little it
// stands whole, what is shared marked.
void AppendSide(const std::vector<Stretch>& stretches, bool of_a, const Wording& wording, std::string* out);

// b against a in one line, drops and additions marked; b alone, what is shared marked, where they share
// little.
void AppendVersion(const std::vector<Stretch>& stretches, const Wording& wording, std::string* out);

// The beginning of [start, end) of at most `most_bytes`, cut between words where there is a space, and
// whether that is less than the whole.
struct Excerpt {
  ByteRange range;
  bool cut = false;
};

Excerpt ExcerptOf(std::string_view text, uint32_t start, uint32_t end, uint32_t most_bytes);

// `range` with some words of [start, end) around it, at most `around` bytes on either side.
Excerpt ContextOf(std::string_view text, ByteRange range, uint32_t start, uint32_t end, uint32_t around);

// `pattern`, escaped, its $0 to $9 replaced by what is HTML already.
std::string Filled(std::string_view pattern, std::initializer_list<std::string_view> html);

// A link to sentence `number` (from 1) of an annotated article: "B 7".
std::string SentenceLink(std::string_view letter, size_t number);

// A link to a row of the matrix, by its position in the collation: "row 12".
std::string RowLink(size_t row, const Wording& wording);

// "A, C" as badges.
std::string LetterList(const std::vector<std::string>& letters, const std::vector<uint32_t>& articles);

}  // namespace samestory
