#include "engine/article/html_foreign.h"

#include <algorithm>
#include <array>
#include <string>

namespace samestory {
namespace {

template <size_t kCount>
bool Contains(const std::array<std::string_view, kCount>& set, std::string_view word) {
  return std::ranges::find(set, word) != set.end();
}

constexpr auto kSkipped = std::to_array<std::string_view>({"aside",
                                                           "audio",
                                                           "button",
                                                           "canvas",
                                                           "datalist",
                                                           "dialog",
                                                           "footer",
                                                           "head",
                                                           "math",
                                                           "menu",
                                                           "meter",
                                                           "nav",
                                                           "noscript",
                                                           "object",
                                                           "option",
                                                           "progress",
                                                           "select",
                                                           "svg",
                                                           "video",
                                                           "template",
                                                           "h1",
                                                           "label",
                                                           "amp-ad",
                                                           "amp-analytics",
                                                           "amp-auto-ads",
                                                           "amp-consent",
                                                           "amp-embed",
                                                           "amp-list",
                                                           "amp-sidebar",
                                                           "amp-social-share",
                                                           "amp-sticky-ad",
                                                           "amp-user-notification"});

constexpr auto kForeignRoles = std::to_array<std::string_view>(
    {"navigation", "banner", "complementary", "contentinfo", "search", "dialog", "alertdialog"});

// Words of class and id names: "box-related_news", "RelatedNews".
constexpr auto kForeignWords = std::to_array<std::string_view>(
    {"ad",        "ads",     "advert",    "advertisement", "banner",      "newsletter",     "outbrain",
     "paywall",   "popup",   "promo",     "recommend",     "recommended", "recommendation", "recommendations",
     "related",   "share",   "sharing",   "sidebar",       "signup",      "social",         "sponsor",
     "sponsored", "shariff", "subscribe", "subscription",  "taboola",     "trending"});

// Those that no wrapper of an article is named by.
constexpr auto kSurelyForeignWords = std::to_array<std::string_view>(
    {"breadcrumb", "breadcrumbs", "cmt", "comment", "comments", "consent", "cookie", "cookies", "disqus",
     "footer", "gdpr", "menu", "nav", "navbar", "navigation", "pagination"});

// Vietnamese names are written with and without signs between their syllables: "tin-lien-quan", "binhluan".
constexpr auto kForeignRuns = std::to_array<std::string_view>(
    {"lienquan",    "tinkhac",     "xemthem",       "docthem",       "docnhieu",      "xemnhieu",
     "binhluan",    "quangcao",    "chuyenmuckhac", "cungchuyenmuc", "mostread",      "mostview",
     "relatednews", "relatedpost", "readmore",      "readalso",      "authorbox",     "authorbio",
     "authordesc",  "aboutauthor", "disclosure",    "disclaimer",    "affiliatetext", "nextstory"});

constexpr size_t kMaxNamesBytes = 512;

bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }
bool IsLower(char c) { return c >= 'a' && c <= 'z'; }

Foreign ForeignByNames(std::string_view names) {
  std::string word, run;
  Foreign found = Foreign::kNo;
  const auto end_word = [&] {
    const Foreign foreign = Contains(kSurelyForeignWords, word) ? Foreign::kSurely
                            : Contains(kForeignWords, word)     ? Foreign::kMaybe
                                                                : Foreign::kNo;
    word.clear();
    found = std::max(found, foreign);
  };
  const auto end_run = [&] {
    const bool foreign = std::ranges::any_of(
        kForeignRuns, [&](std::string_view part) { return run.find(part) != std::string::npos; });
    run.clear();
    if (foreign) found = std::max(found, Foreign::kMaybe);
  };
  names = names.substr(0, kMaxNamesBytes);
  for (size_t i = 0; i < names.size(); ++i) {
    const char c = names[i];
    const bool blank = c == ' ' || (c >= '\t' && c <= '\r');
    if (blank || c == '-' || c == '_' || c == ':') {
      end_word();
      if (blank) end_run();
      continue;
    }
    if (IsUpper(c) && i > 0 && IsLower(names[i - 1])) end_word();
    word.push_back(IsUpper(c) ? static_cast<char>(c + 32) : c);
    run.push_back(word.back());
  }
  end_word();
  end_run();
  return found;
}

}  // namespace

bool IsSkippedElement(const HtmlNode* node, std::string_view name, bool within_article, Skipping skipping) {
  if (skipping == Skipping::kLittle &&
      (name == "aside" || name == "header" || name == "form" || name == "noscript" || name == "div"))
    return false;
  if (Contains(kSkipped, name)) return true;
  if (name == "header") return !within_article;
  if (name == "form") return !IsChildOfBody(node);
  if (name == "html" || name == "body") return false;
  if (HasAttribute(node, "hidden") || AttributeOf(node, "aria-hidden") == "true") return true;
  return Contains(kForeignRoles, AttributeOf(node, "role"));
}

Foreign LooksForeign(const HtmlNode* node, std::string_view name) {
  if (name == "html" || name == "body" || name == "main" || name == "article") return Foreign::kNo;
  const Foreign by_names =
      std::max(ForeignByNames(AttributeOf(node, "class")), ForeignByNames(AttributeOf(node, "id")));
  // Portals of one maker name their boxes so.
  return name == "div" ? std::max(by_names, ForeignByNames(AttributeOf(node, "type"))) : by_names;
}

}  // namespace samestory
