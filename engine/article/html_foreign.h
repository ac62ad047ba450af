// What on a page is not its article, by the markup's own words: elements, roles, and names of classes and ids.
#pragma once

#include <string_view>

#include "engine/article/html_page.h"

namespace samestory {

// Never the article's text, whatever it holds. A form right below <body> is the page itself (ASP.NET), and a
// <header> within an article may hold its lead.
bool IsSkippedElement(const HtmlNode* node, std::string_view name, bool within_article);

// By class and id, which err: <div class="content-sidebar-wrap"> may hold all there is. So what looks foreign
// counts less, and is left out only below the container that is chosen.
bool LooksForeign(const HtmlNode* node, std::string_view name);

}  // namespace samestory
