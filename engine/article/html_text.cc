#include "engine/article/html_text.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "engine/article/parse.h"

namespace samestory {
namespace {

constexpr size_t kMinGoodBytes = 25;
constexpr double kForeignWeight = .25;

template <size_t kCount>
bool Contains(const std::array<std::string_view, kCount>& set, std::string_view word) {
  return std::ranges::find(set, word) != set.end();
}

constexpr auto kSkipped = std::to_array<std::string_view>(
    {"aside",    "audio",  "button", "canvas",   "datalist", "dialog",   "footer", "head",
     "header",   "math",   "menu",   "meter",    "nav",      "noscript", "object", "option",
     "progress", "select", "svg",    "template", "video",    "h1",       "label"});

constexpr auto kInline = std::to_array<std::string_view>(
    {"a", "abbr", "acronym", "b", "bdi",   "bdo",  "big",    "cite", "code", "em",   "font",
     "i", "mark", "q",       "s", "small", "span", "strong", "sub",  "sup",  "time", "u"});

// Parts of class and id that tell what is not the article.
constexpr auto kForeignParts = std::to_array<std::string_view>(
    {"ad",       "ads",         "advert",  "advertisement", "banner",  "breadcrumb", "breadcrumbs", "comment",
     "comments", "footer",      "menu",    "nav",           "navbar",  "newsletter", "pagination",  "popup",
     "promo",    "recommended", "related", "share",         "sidebar", "social"});

bool HasForeignPart(std::string_view names) {
  constexpr std::string_view kSeparators = " \t\n-_:";
  for (size_t begin = 0; begin < names.size();) {
    const size_t end = std::min(names.find_first_of(kSeparators, begin), names.size());
    std::string part(names.substr(begin, end - begin));
    std::ranges::transform(part, part.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
    if (Contains(kForeignParts, part)) return true;
    begin = end + 1;
  }
  return false;
}

// Never the article's text, whatever they hold. A form right below <body> is the page itself (ASP.NET).
bool IsSkipped(const HtmlNode* node, std::string_view name) {
  if (Contains(kSkipped, name)) return true;
  if (name == "form") return !IsChildOfBody(node);
  if (name == "html" || name == "body") return false;
  if (HasAttribute(node, "hidden") || AttributeOf(node, "aria-hidden") == "true") return true;
  const std::string role = AttributeOf(node, "role");
  return role == "navigation" || role == "banner" || role == "complementary" || role == "contentinfo" ||
         role == "search";
}

// By class and id, which err: <div class="content-sidebar-wrap"> may hold all there is. So what is foreign
// counts less, and is left out only below the container that is chosen.
bool LooksForeign(const HtmlNode* node, std::string_view name) {
  if (name == "html" || name == "body" || name == "main" || name == "article") return false;
  return HasForeignPart(AttributeOf(node, "class")) || HasForeignPart(AttributeOf(node, "id"));
}

struct Paragraph {
  std::string text;
  size_t container = 0;
  bool good = false;  // long enough and not mostly links
};

enum class Mark : uint8_t { kNone, kArticle, kBody };

struct Container {
  size_t parent = 0;
  size_t foreign = 0;  // the innermost one, of this and those around it, that looks foreign; 0 for none
  size_t first = 0, last = 0;  // its paragraphs, those of inner containers included: [first, last)
  Mark mark = Mark::kNone;
  double score = 0;
  size_t good_bytes = 0;
};

class Outline {
 public:
  explicit Outline(const HtmlNode* root) { Read(root); }
  std::string BestText();

 private:
  void Read(const HtmlNode* root);
  void EnterElement(const HtmlNode* node, std::string_view name);
  void LeaveElement(std::string_view name);
  void AddText(std::string_view text);
  void Flush();
  void Score();
  size_t BestContainer() const;

  std::vector<Paragraph> paragraphs_;
  std::vector<Container> containers_;
  size_t container_ = 0;
  std::string text_;  // of the paragraph being read; lines end at <br>
  size_t link_bytes_ = 0;
  int open_links_ = 0;
};

void Outline::AddText(std::string_view text) {
  for (const char c : text) {
    const bool space = c == ' ' || (c >= '\t' && c <= '\r');
    if (space && (text_.empty() || text_.back() == ' ' || text_.back() == '\n')) continue;
    text_.push_back(space ? ' ' : c);
    if (open_links_ > 0 && !space) ++link_bytes_;
  }
}

void Outline::Flush() {
  std::string folded;
  for (size_t begin = 0; begin < text_.size();) {
    const size_t end = std::min(text_.find('\n', begin), text_.size());
    const std::string line = FoldSpaces(std::string_view(text_).substr(begin, end - begin));
    if (!line.empty()) folded += (folded.empty() ? "" : "\n") + line;
    begin = end + 1;
  }
  // Lines that are nothing but links lead elsewhere.
  const bool links = 2 * link_bytes_ > folded.size();
  if (!folded.empty() && !links) {
    const bool good = folded.size() >= kMinGoodBytes;
    paragraphs_.push_back({std::move(folded), container_, good});
  }
  text_.clear();
  link_bytes_ = 0;
}

void Outline::EnterElement(const HtmlNode* node, std::string_view name) {
  if (name == "a") ++open_links_;
  if (name == "br") text_ += '\n';
  if (name == "td" || name == "th") AddText(" ");
  if (name == "br" || name == "td" || name == "th" || Contains(kInline, name)) return;
  Flush();
  Container inner;
  inner.parent = container_;
  inner.first = paragraphs_.size();
  inner.foreign = LooksForeign(node, name) ? containers_.size() : containers_[container_].foreign;
  if (name == "article" || name == "main" || AttributeOf(node, "role") == "main") inner.mark = Mark::kArticle;
  if (AttributeOf(node, "itemprop") == "articleBody") inner.mark = Mark::kBody;
  containers_.push_back(inner);
  container_ = containers_.size() - 1;
}

void Outline::LeaveElement(std::string_view name) {
  if (name == "a") --open_links_;
  if (name == "br" || name == "td" || name == "th" || Contains(kInline, name)) return;
  Flush();
  containers_[container_].last = paragraphs_.size();
  container_ = containers_[container_].parent;
}

void Outline::Read(const HtmlNode* root) {
  containers_.push_back({});
  for (HtmlWalk walk(root); walk.node() != nullptr; walk.Step()) {
    const std::string_view name = ElementName(walk.node());
    if (name.empty()) {
      AddText(NodeText(walk.node()));
    } else if (IsSkipped(walk.node(), name) || (Contains(kInline, name) && LooksForeign(walk.node(), name))) {
      // Met once more when it is left, where nothing is to be done either.
      if (!walk.leaving()) walk.SkipContent();
    } else if (walk.leaving()) {
      LeaveElement(name);
    } else {
      EnterElement(walk.node(), name);
    }
  }
  Flush();
  containers_[0].last = paragraphs_.size();
}

// A paragraph speaks for its container in full, for the ones around that by halves.
void Outline::Score() {
  for (const Paragraph& paragraph : paragraphs_) {
    if (!paragraph.good) continue;
    // The innermost container is the paragraph's own element (<p>).
    size_t at = containers_[paragraph.container].parent;
    double weight = static_cast<double>(paragraph.text.size());
    if (containers_[paragraph.container].foreign != 0) weight *= kForeignWeight;
    containers_[paragraph.container].score += weight;
    for (int level = 0; level < 3; ++level, weight /= 2) {
      containers_[at].score += weight;
      if (at == 0) break;
      at = containers_[at].parent;
    }
    for (at = paragraph.container;; at = containers_[at].parent) {
      containers_[at].good_bytes += paragraph.text.size();
      if (at == 0) break;
    }
  }
}

size_t Outline::BestContainer() const {
  const auto best_of = [&](auto accepts, auto value) {
    size_t best = 0;
    for (size_t i = 1; i < containers_.size(); ++i) {
      if (accepts(containers_[i]) && (best == 0 || value(containers_[i]) > value(containers_[best])))
        best = i;
    }
    return best;
  };
  const auto good_bytes = [](const Container& c) { return c.good_bytes; };
  const size_t body =
      best_of([](const Container& c) { return c.mark == Mark::kBody && c.good_bytes >= 200; }, good_bytes);
  if (body != 0) return body;
  const size_t dense =
      best_of([](const Container&) { return true; }, [](const Container& c) { return c.score; });
  // Its <article>, unless that holds much else; so the lead above the body is kept.
  for (size_t at = dense; at != 0; at = containers_[at].parent) {
    if (containers_[at].mark == Mark::kArticle) {
      return containers_[at].good_bytes <= 2 * containers_[dense].good_bytes ? at : dense;
    }
  }
  return dense;
}

std::string Outline::BestText() {
  Score();
  const size_t chosen = BestContainer();
  const Container& best = containers_[chosen];
  std::string out;
  for (size_t i = best.first; i < best.last; ++i) {
    // Containers are numbered as they open, so a later one around this paragraph lies within the chosen.
    if (containers_[paragraphs_[i].container].foreign > chosen) continue;
    if (!out.empty()) out += "\n\n";
    out += paragraphs_[i].text;
  }
  return out;
}

}  // namespace

std::string MainText(const HtmlPage& page) {
  if (page.root() == nullptr) return "";
  return Outline(page.root()).BestText();
}

}  // namespace samestory
