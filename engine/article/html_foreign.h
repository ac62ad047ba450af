// What on a page is not its article, by the markup's own words: elements, roles, and names of classes and
// ids.
#pragma once

#include <string_view>

#include "engine/article/html_page.h"

namespace samestory {

// How much is skipped for its element alone. kLittle is for pages that are all form, or all header: what is
// left open by mistake holds the rest of the page.
enum class Skipping { kUsual, kLittle };

// Never the article's text, whatever it holds. A form right below <body> is the page itself (ASP.NET), and a
// <header> within an article may hold its lead.
bool IsSkippedElement(const HtmlNode* node, std::string_view name, bool within_article, Skipping skipping);

enum class Foreign { kNo, kMaybe, kSurely };

// By class and id, which err: <div class="content-sidebar-wrap"> may hold all there is. kSurely is for names
// that no wrapper of an article has.
Foreign LooksForeign(const HtmlNode* node, std::string_view name);

}  // namespace samestory
