// The table of a comparison as a file that its page carries within: base64 in a data: address, so that it works
// from one page, without a network and without a script.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "engine/report/html_diff.h"

namespace samestory {

// RFC 4648, section 4, with padding.
std::string Base64(std::string_view bytes);

// One field of RFC 4180: in double quotes where it holds a comma, a quote or a line break. What a spreadsheet
// would take for a formula (a field that begins with = + - @, a tab or a carriage return) gets a ' before it;
// ill-formed UTF-8 and control characters but tab and line breaks become U+FFFD.
std::string CsvField(std::string_view value);

// UTF-8 with a BOM, lines ended by CRLF, every line with the same fields. The first names them: row, kind, count,
// facts_differ, aside; for each article "A Outlet: position" and "A Outlet: kind" (reference, same, edited, near,
// only or absent); then for each "A Outlet: text". Several sentences of one article in a row are parted by "; " in
// the first two and by line breaks in texts.
std::string MatrixCsv(const NamedView& named, bool with_texts);

// {"base":"A","articles":[{"letter","id","source","date","title","url"}],"rows":[{"row":1,"kind","count",
// "facts_differ","aside","sentences":[{"article":"A","position":1,"kind","main","moved","text"}],"facts":[{"kind",
// "versions":[{"articles":["A"],"text"}]}]}]}, with a line break at its end.
std::string MatrixJson(const NamedView& named, bool with_texts);

// Links to both files, named <name>.csv and <name>.json; whatever of `name` is no letter, digit, '-', '_' or '.'
// is left out. A file over `most_bytes` has no texts, and the page says so.
void AppendDownloads(const NamedView& named, const Wording& wording, std::string_view name, std::string* out,
                     size_t most_bytes = 1'500'000);

}  // namespace samestory
