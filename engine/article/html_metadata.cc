#include "engine/article/html_metadata.h"

#include <simdjson.h>

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

#include "engine/article/html_scrub.h"
#include "engine/article/parse.h"

namespace samestory {
namespace {

using simdjson::dom::element;

std::string StringAt(const element& object, std::string_view key) {
  std::string_view text;
  if (object.at_key(key).get_string().get(text) != simdjson::SUCCESS) return "";
  return std::string(text);
}

bool IsArticleType(std::string_view type) {
  return type.ends_with("Article") || type.ends_with("BlogPosting") || type == "Report";
}

bool IsArticle(const element& object) {
  simdjson::dom::array types;
  if (IsArticleType(StringAt(object, "@type"))) return true;
  if (object.at_key("@type").get_array().get(types) != simdjson::SUCCESS) return false;
  return std::any_of(types.begin(), types.end(), [](const element& type) {
    std::string_view text;
    return type.get_string().get(text) == simdjson::SUCCESS && IsArticleType(text);
  });
}

// An object's name, of an array the first; or the string itself.
std::string NameOf(element value) {
  simdjson::dom::array array;
  if (value.get_array().get(array) == simdjson::SUCCESS && array.size() > 0) value = *array.begin();
  std::string_view text;
  if (value.get_string().get(text) == simdjson::SUCCESS) return std::string(text);
  return StringAt(value, "name");
}

void TakeArticle(const element& article, PageMetadata* metadata) {
  metadata->title = StringAt(article, "headline");
  if (metadata->title.empty()) metadata->title = StringAt(article, "name");
  metadata->url = StringAt(article, "url");
  element inner;
  if (metadata->url.empty() && article.at_key("mainEntityOfPage").get(inner) == simdjson::SUCCESS) {
    metadata->url = inner.is_string() ? NameOf(inner) : StringAt(inner, "@id");
  }
  if (article.at_key("publisher").get(inner) == simdjson::SUCCESS) metadata->source = NameOf(inner);
  metadata->date = ParseDate(StringAt(article, "datePublished"));
  metadata->article_body = StringAt(article, "articleBody");
}

// The first article among the values of one script: the value, an element of an array, or one in "@graph".
bool TakeFirstArticle(const std::string& json, PageMetadata* metadata) {
  simdjson::dom::parser parser;
  element root;
  if (parser.parse(json).get(root) != simdjson::SUCCESS) return false;
  std::vector<element> open = {root};
  while (!open.empty()) {
    const element value = open.back();
    open.pop_back();
    simdjson::dom::array array;
    if (value.get_array().get(array) == simdjson::SUCCESS ||
        value.at_key("@graph").get_array().get(array) == simdjson::SUCCESS) {
      const size_t first = open.size();
      for (const element child : array) open.push_back(child);
      std::reverse(open.begin() + static_cast<ptrdiff_t>(first), open.end());
    } else if (value.is_object() && IsArticle(value)) {
      TakeArticle(value, metadata);
      return true;
    }
  }
  return false;
}

// What meta tags, microdata and plain elements say, by a key of ours; the first of each counts.
class PageFacts {
 public:
  explicit PageFacts(const HtmlPage& page) {
    if (page.root() == nullptr) return;
    for (HtmlWalk walk(page.root()); walk.node() != nullptr; walk.Step()) {
      if (!walk.leaving()) Read(walk.node());
    }
  }

  std::string First(std::initializer_list<const char*> keys) const {
    for (const char* key : keys) {
      if (const auto found = facts_.find(key); found != facts_.end()) return found->second;
    }
    return "";
  }

  std::optional<Date> FirstDate(std::initializer_list<const char*> keys) const {
    for (const char* key : keys) {
      const auto found = facts_.find(key);
      if (found == facts_.end()) continue;
      if (const std::optional<Date> date = ParseDate(found->second)) return date;
    }
    return std::nullopt;
  }

 private:
  void Put(std::string key, std::string value) {
    value = FoldSpaces(value);
    if (!value.empty() && key.size() <= 64) facts_.try_emplace(std::move(key), std::move(value));
  }

  // Reading all text below an element costs its size, so it is not done for all of many nested ones.
  bool Wanted(const char* key) { return !facts_.contains(key) && ++attempts_[key] <= kMaxAttempts; }

  void Read(const HtmlNode* node) {
    const std::string_view name = ElementName(node);
    if (name.empty()) return;
    if (name == "meta") {
      for (const char* attribute : {"property", "name", "itemprop"}) {
        std::string key = AttributeOf(node, attribute);
        std::ranges::transform(key, key.begin(),
                               [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
        if (!key.empty()) Put("meta:" + key, AttributeOf(node, "content"));
      }
      return;
    }
    if (name == "link" && AttributeOf(node, "rel") == "canonical")
      Put("canonical", AttributeOf(node, "href"));
    if (name == "time") Put("time", AttributeOf(node, "datetime"));
    if (name == "h1" && Wanted("h1")) Put("h1", TextBelow(node));
    if (name == "title" && Wanted("title")) Put("title", TextBelow(node));
    if (!HasAttribute(node, "itemprop")) return;
    const std::string property = AttributeOf(node, "itemprop");
    if (property == "headline" && Wanted("itemprop:headline")) Put("itemprop:headline", TextBelow(node));
    if (property == "datePublished" && Wanted("itemprop:date")) {
      std::string date = AttributeOf(node, "datetime");
      if (date.empty()) date = AttributeOf(node, "content");
      Put("itemprop:date", date.empty() ? TextBelow(node) : std::move(date));
    }
  }

  static constexpr int kMaxAttempts = 8;
  std::map<std::string, std::string, std::less<>> facts_;
  std::map<std::string, int, std::less<>> attempts_;
};

// JSON is no HTML, yet many pages write &quot; and even tags into it.
std::string WithoutMarkup(std::string text) {
  if (text.find_first_of("&<") == std::string::npos || text.size() > 4096) return FoldSpaces(text);
  const absl::StatusOr<HtmlPage> page = HtmlPage::Parse(ScrubHtml("<p>" + text).html);
  return page.ok() && page->root() != nullptr ? TextBelow(page->root()) : FoldSpaces(text);
}

void FillFrom(std::string value, std::string* field) {
  if (field->empty()) *field = std::move(value);
}

}  // namespace

PageMetadata ReadMetadata(const HtmlPage& page, const std::vector<std::string>& json_ld) {
  PageMetadata metadata;
  for (const std::string& json : json_ld) {
    if (TakeFirstArticle(json, &metadata)) break;
  }
  metadata.title = WithoutMarkup(std::move(metadata.title));
  metadata.source = WithoutMarkup(std::move(metadata.source));
  metadata.url = FoldSpaces(metadata.url);
  const PageFacts facts(page);
  FillFrom(facts.First(
               {"meta:og:title", "itemprop:headline", "meta:headline", "meta:twitter:title", "h1", "title"}),
           &metadata.title);
  FillFrom(facts.First({"meta:og:url", "canonical"}), &metadata.url);
  FillFrom(facts.First({"meta:og:site_name"}), &metadata.source);
  if (!metadata.date) {
    metadata.date = facts.FirstDate({"meta:article:published_time", "meta:datepublished", "itemprop:date",
                                     "meta:pubdate", "meta:publishdate", "meta:publish-date", "meta:date",
                                     "meta:dc.date.issued", "meta:dc.date", "time"});
  }
  return metadata;
}

}  // namespace samestory
