// A comparison as data inside its page, for the page's script: JSON in a block that is never executed.
//
//   {"base":0,"edits":"all|base|none",
//    "articles":[{"letter":"A","id","source","date","title","url","language","text",
//                 "facts":[[start,end,"number|date|name|quotation"]]}],
//    "rows":[{"row":1,"kind":"same|edited|near|only",
//             "cells":[{"article":0,"sentence":0,"start","end","moved","block","main","aside","weight"}],
//             "edits":[{"a":0,"b":1,"ops":[[op,a_start,a_end,b_start,b_end,change]]}],
//             "facts":[{"kind":"number|date|name|quotation","sides":[{"cell","start","end","version"}]}]}],
//    "headlines":[{"a":0,"b":1,"ops":[…]}],
//    "passages":[{"a":0,"a_start","a_end","b":1,"b_start","b_end"}]}
//
// All offsets are UTF-16 code units of the article's `text` (of `title` in headlines), so that JavaScript can
// slice. `row` counts from 1 in the collation's order, `sentence` from 0; a and b of edits are positions in the
// row's cells, those of headlines and passages positions in `articles`. `change` is "", "case", "tone",
// "number", "punctuation" or "words". Pairs with the same
// bytes have no entry in `edits` and `headlines`.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/json_writer.h"
#include "engine/report/html_diff.h"

namespace samestory {

// Where each byte of a text lands when the text is read as UTF-16, ill-formed sequences being U+FFFD. A byte
// inside a character counts as the character's first, one past the end as the end.
class Utf16Offsets {
 public:
  explicit Utf16Offsets(std::string_view text);
  uint32_t operator[](size_t byte) const { return units_[byte < units_.size() ? byte : units_.size() - 1]; }

 private:
  std::vector<uint32_t> units_;  // one more than the text has bytes
};

// JSON for the inside of a <script>: `<`, `>` and `&` as \uXXXX, which JSON allows in strings and has nowhere
// else. U+2028 and U+2029 are escaped by the writer already.
std::string EscapeJsonForHtml(std::string_view json);

// The whole element, <script type="application/json" id="data">…</script>, and a line break. Over `most_bytes`
// the edits of pairs without the base are left out, then all edits; the texts always stand, so a page of
// enormous articles has an enormous block.
std::string DataBlockHtml(const NamedView& named, size_t most_bytes = 1'200'000);

}  // namespace samestory
