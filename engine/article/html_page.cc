#include "engine/article/html_page.h"

#include <libxml/HTMLparser.h>
#include <libxml/HTMLtree.h>
#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/tree.h>

#include <utility>

#include "absl/strings/str_format.h"
#include "engine/article/parse.h"

namespace samestory {
namespace {

struct FreeContext {
  void operator()(htmlParserCtxt* context) const { htmlFreeParserCtxt(context); }
};

std::string_view View(const xmlChar* text) {
  return text == nullptr ? std::string_view() : std::string_view(reinterpret_cast<const char*>(text));
}

struct SoFar {
  int elements = 0;
  std::string too_many;
};

void StartElement(void* user, const xmlChar* name, const xmlChar** attributes) {
  auto* context = static_cast<htmlParserCtxt*>(user);
  auto* so_far = static_cast<SoFar*>(context->_private);
  if (context->nameNr > kMaxHtmlDepth || ++so_far->elements > kMaxHtmlElements) {
    so_far->too_many = context->nameNr > kMaxHtmlDepth
                           ? absl::StrFormat("elements nested deeper than %d", kMaxHtmlDepth)
                           : absl::StrFormat("more than %d elements", kMaxHtmlElements);
    xmlStopParser(context);
    return;
  }
  xmlSAX2StartElement(user, name, attributes);
}

void InitializeOnce() {
  // Its global tables; thread-safe only where this happened before.
  static const bool done = (xmlInitParser(), true);
  static_cast<void>(done);
}

}  // namespace

HtmlPage::HtmlPage(_xmlDoc* document, std::string cut_off)
    : document_(document, [](_xmlDoc* doc) { xmlFreeDoc(doc); }), cut_off_(std::move(cut_off)) {}

absl::StatusOr<HtmlPage> HtmlPage::Parse(std::string_view html) {
  InitializeOnce();
  const std::unique_ptr<htmlParserCtxt, FreeContext> context(htmlNewParserCtxt());
  if (context == nullptr) return absl::ResourceExhaustedError("no memory for the page");
  SoFar so_far;
  context->_private = &so_far;
  context->sax->startElement = &StartElement;
  constexpr int kOptions = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                           HTML_PARSE_COMPACT | HTML_PARSE_IGNORE_ENC;
  xmlDoc* document = htmlCtxtReadMemory(context.get(), html.data(), static_cast<int>(html.size()), nullptr,
                                        "UTF-8", kOptions);
  if (document == nullptr) document = htmlNewDocNoDtD(nullptr, nullptr);
  if (document == nullptr) return absl::ResourceExhaustedError("no memory for the page");
  return HtmlPage(document, std::move(so_far.too_many));
}

HtmlNode* HtmlPage::root() const { return xmlDocGetRootElement(document_.get()); }

std::string_view ElementName(const HtmlNode* node) {
  return node->type == XML_ELEMENT_NODE ? View(node->name) : std::string_view();
}

std::string_view NodeText(const HtmlNode* node) {
  const bool text = node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE;
  return text ? View(node->content) : std::string_view();
}

bool IsChildOfBody(const HtmlNode* node) {
  return node->parent != nullptr && ElementName(node->parent) == "body";
}

bool HasAttribute(const HtmlNode* node, const char* name) {
  return xmlHasProp(node, reinterpret_cast<const xmlChar*>(name)) != nullptr;
}

std::string AttributeOf(const HtmlNode* node, const char* name) {
  const std::unique_ptr<xmlChar, void (*)(void*)> value(
      xmlGetProp(node, reinterpret_cast<const xmlChar*>(name)), xmlFree);
  return std::string(View(value.get()));
}

std::string TextBelow(const HtmlNode* node) {
  std::string text;
  for (HtmlWalk walk(node); walk.node() != nullptr; walk.Step()) {
    if (ElementName(walk.node()) == "br") text += ' ';
    if (!walk.leaving()) text += NodeText(walk.node());
  }
  return FoldSpaces(text);
}

void HtmlWalk::Step() {
  const bool element = node_->type == XML_ELEMENT_NODE;
  if (element && !leaving_) {
    if (node_->children != nullptr) {
      node_ = node_->children;
    } else {
      leaving_ = true;
    }
  } else if (node_ == root_) {
    node_ = nullptr;
  } else if (node_->next != nullptr) {
    node_ = node_->next;
    leaving_ = false;
  } else {
    node_ = node_->parent;
    leaving_ = true;
  }
}

}  // namespace samestory
