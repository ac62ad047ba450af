// HTML → the same page in a small, regular HTML: tags in lower case, the few attributes that matter, quoted;
// no comments, scripts, styles. What remains is given to libxml2, which builds the tree (implied tags,
// entities).
//
// Why before a real parser: libxml2 compares each attribute of a tag with all before it, and looks through
// all open elements for each end tag, so that a page of a megabyte can keep it busy for hours. Over the
// scrubbed page its cost is linear. Cost here: linear in the page. Tokens as of the WHATWG HTML standard,
// section 13.2.5.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace samestory {

struct ScrubbedPage {
  std::string html;
  std::vector<std::string> json_ld;  // contents of <script type="application/ld+json">
};

// `page` is UTF-8 without NUL; so is the result.
ScrubbedPage ScrubHtml(std::string_view page);

}  // namespace samestory
