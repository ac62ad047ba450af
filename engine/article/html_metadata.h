// What a page says of itself: JSON-LD (schema.org), Open Graph and article: tags, microdata, plain HTML.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/article/date.h"
#include "engine/article/html_page.h"

namespace samestory {

// Empty where unknown. White space is folded, but in article_body.
struct PageMetadata {
  std::string title, source, url;
  std::string article_body;  // JSON-LD only
  std::optional<Date> date;
};

// Each field from the first of: JSON-LD of an article, meta tags and itemprop, <time datetime>, <h1> and
// <title>.
PageMetadata ReadMetadata(const HtmlPage& page, const std::vector<std::string>& json_ld);

}  // namespace samestory
