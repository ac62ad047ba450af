// The article's own text on a page: neither menus nor links to other articles, forms, comments.
//
// After the idea of Kohlschütter, Fankhauser, Nejdl: Boilerplate detection using shallow text features (WSDM
// 2010), that long text with few links is the article: the container that holds most of it is chosen, and the
// markup's own word for it (<article>, itemprop="articleBody") counts more. Names of classes (html_foreign.h)
// leave boxes out below the chosen container, unless a box holds most of the page. Added to it are the lead
// between title and body, and blocks of the chosen one's shape beside it. Floors: tests/article/layouts_test.cc.
#pragma once

#include <string>
#include <string_view>

#include "engine/article/html_page.h"

namespace samestory {

// Paragraphs with blank lines between them, captions as paragraphs of their own, <br> as a line break, white
// space folded. Headings of the first level are the title, not text, and so is a paragraph that says `title`
// again. A lead between them and the body belongs to it; a heading with nothing but links below does not.
// Empty where the page has none.
std::string MainText(const HtmlPage& page, std::string_view title);

}  // namespace samestory
