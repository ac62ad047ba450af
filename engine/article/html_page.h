// A page as a tree: the one place that knows libxml2, and what the walks over the tree need of it.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "engine/article/limits.h"
#include "engine/base/status.h"

struct _xmlDoc;
struct _xmlNode;

namespace samestory {

using HtmlNode = _xmlNode;

class HtmlPage {
 public:
  // `html` is UTF-8 as of ScrubHtml. Never fails but for lack of memory; anything has some tree.
  static absl::StatusOr<HtmlPage> Parse(std::string_view html);

  HtmlNode* root() const;  // null for an empty page
  // Why what follows is left out; empty: nothing is.
  const std::string& cut_off() const { return cut_off_; }

 private:
  HtmlPage(_xmlDoc* document, std::string cut_off);

  std::unique_ptr<_xmlDoc, void (*)(_xmlDoc*)> document_;
  std::string cut_off_;
};

// The lower-case name of an element; empty for what is none.
std::string_view ElementName(const HtmlNode* node);
// The text of a text node; empty for what is none.
std::string_view NodeText(const HtmlNode* node);
// The value with entities resolved; empty where it is absent.
std::string AttributeOf(const HtmlNode* node, const char* name);
bool IsChildOfBody(const HtmlNode* node);
bool HasAttribute(const HtmlNode* node, const char* name);
// All text below the node, white space folded.
std::string TextBelow(const HtmlNode* node);

// A walk over all nodes below `root`, it included, in document order without recursion:
//   for (HtmlWalk walk(root); walk.node() != nullptr; walk.Step())
// Every element is met twice, when it is entered and when it is left; other nodes once, entering.
class HtmlWalk {
 public:
  explicit HtmlWalk(const HtmlNode* root) : root_(root), node_(root) {}
  const HtmlNode* node() const { return node_; }
  bool leaving() const { return leaving_; }
  void Step();
  // After entering an element: leave it without its content.
  void SkipContent() { leaving_ = true; }

 private:
  const HtmlNode* root_;
  const HtmlNode* node_;
  bool leaving_ = false;
};

}  // namespace samestory
