// What on a page is not its article, by the markup's own words: elements, roles, and names of classes and ids.
#pragma once

#include <string_view>

#include "engine/article/html_page.h"

namespace samestory {

// Never the article's text, whatever it holds. A form right below <body> is the page itself (ASP.NET), and a
// <header> within an article may hold its lead.
bool IsSkippedElement(const HtmlNode* node, std::string_view name, bool within_article);

enum class Foreign { kNo, kMaybe, kSurely };

// By class and id, which err: <div class="content-sidebar-wrap"> may hold all there is. kSurely is for names that no
// wrapper of an article has.
Foreign LooksForeign(const HtmlNode* node, std::string_view name);

}  // namespace samestory
