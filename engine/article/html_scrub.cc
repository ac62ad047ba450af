#include "engine/article/html_scrub.h"

#include <algorithm>
#include <array>

namespace samestory {
namespace {

constexpr size_t kMaxNameBytes = 32;

constexpr auto kKeptAttributes =
    std::to_array<std::string_view>({"aria-hidden", "class", "content", "datetime", "hidden", "href", "id",
                                     "itemprop", "name", "property", "pubdate", "rel", "role", "type"});

// Their content is not markup and not read; of <script> only JSON-LD is kept.
constexpr auto kRawElements = std::to_array<std::string_view>(
    {"iframe", "noembed", "noframes", "script", "style", "textarea", "title", "xmp"});

// Without text; libxml2 takes the newer ones for containers of what follows.
constexpr auto kDroppedElements = std::to_array<std::string_view>(
    {"area", "col", "embed", "img", "input", "param", "source", "keygen", "track", "wbr"});

template <size_t kCount>
bool Contains(const std::array<std::string_view, kCount>& set, std::string_view word) {
  return std::ranges::find(set, word) != set.end();
}

bool IsSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
bool IsLetter(char c) { return Lower(c) >= 'a' && Lower(c) <= 'z'; }

class Scrubber {
 public:
  explicit Scrubber(std::string_view page) : page_(page) {}
  ScrubbedPage Run();

 private:
  struct Attribute {
    std::string_view name, value;
  };

  bool At(std::string_view text) const { return page_.substr(at_, text.size()) == text; }
  char Peek(size_t ahead = 0) const { return at_ + ahead < page_.size() ? page_[at_ + ahead] : '\0'; }
  void SkipSpaces() {
    while (at_ < page_.size() && IsSpace(page_[at_])) ++at_;
  }
  void SkipBeyond(std::string_view end) {
    const size_t found = page_.find(end, at_);
    at_ = found == std::string_view::npos ? page_.size() : found + end.size();
  }
  void ScrubMarkup();
  std::string ReadTagName();
  std::string_view ReadAttributeValue();
  bool ReadAttributes(std::vector<Attribute>* kept);
  void ScrubStartTag();
  void ScrubRawContent(const std::string& name, const std::vector<Attribute>& attributes);
  void Emit(std::string_view text, bool in_quotes);

  std::string_view page_;
  size_t at_ = 0;
  ScrubbedPage out_;
};

// Entities stay as they are: libxml2 knows them.
void Scrubber::Emit(std::string_view text, bool in_quotes) {
  for (const char c : text) {
    if (c == '<') {
      out_.html += "&lt;";
    } else if (c == '>') {
      out_.html += "&gt;";
    } else if (c == '"' && in_quotes) {
      out_.html += "&quot;";
    } else {
      out_.html.push_back(c);
    }
  }
}

std::string Scrubber::ReadTagName() {
  std::string name;
  for (; at_ < page_.size() && !IsSpace(page_[at_]) && page_[at_] != '/' && page_[at_] != '>'; ++at_) {
    const char c = Lower(page_[at_]);
    const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    if (name.size() < kMaxNameBytes) name.push_back(plain ? c : '-');
  }
  return name;
}

std::string_view Scrubber::ReadAttributeValue() {
  const char quote = Peek();
  const size_t begin = quote == '"' || quote == '\'' ? at_ + 1 : at_;
  size_t end = begin;
  if (begin > at_) {
    end = std::min(page_.find(quote, begin), page_.size());
    at_ = std::min(end + 1, page_.size());
  } else {
    while (end < page_.size() && !IsSpace(page_[end]) && page_[end] != '>') ++end;
    at_ = end;
  }
  return page_.substr(begin, end - begin);
}

// To the tag's end; false where the page ends before.
bool Scrubber::ReadAttributes(std::vector<Attribute>* kept) {
  for (;;) {
    while (at_ < page_.size() && (IsSpace(page_[at_]) || page_[at_] == '/')) ++at_;
    if (at_ >= page_.size()) return false;
    if (page_[at_] == '>') {
      ++at_;
      return true;
    }
    const size_t begin = at_++;  // a first "=" belongs to the name
    while (at_ < page_.size() && !IsSpace(page_[at_]) &&
           std::string_view("/>=").find(page_[at_]) == std::string_view::npos)
      ++at_;
    const std::string_view written = page_.substr(begin, at_ - begin);
    SkipSpaces();
    std::string_view value;
    if (Peek() == '=') {
      ++at_;
      SkipSpaces();
      value = ReadAttributeValue();
    }
    if (written.size() > kMaxNameBytes) continue;
    std::string name(written);
    std::ranges::transform(name, name.begin(), Lower);
    const auto known = std::ranges::find(kKeptAttributes, name);
    if (known == kKeptAttributes.end()) continue;
    if (std::ranges::find(*kept, *known, &Attribute::name) == kept->end()) kept->push_back({*known, value});
  }
}

// From the end of the start tag to the end of the end tag.
void Scrubber::ScrubRawContent(const std::string& name, const std::vector<Attribute>& attributes) {
  const std::string end_tag = "</" + name;
  const size_t begin = at_;
  size_t end = page_.size();
  for (size_t at = page_.find("</", begin); at != std::string_view::npos; at = page_.find("</", at + 2)) {
    const std::string_view here = page_.substr(at, end_tag.size() + 1);
    const bool same =
        here.size() > end_tag.size() && std::equal(end_tag.begin(), end_tag.end(), here.begin(),
                                                   [](char a, char b) { return a == Lower(b); });
    if (!same || !(IsSpace(here.back()) || here.back() == '/' || here.back() == '>')) continue;
    end = at;
    break;
  }
  const std::string_view content = page_.substr(begin, end - begin);
  at_ = end;
  if (at_ < page_.size()) SkipBeyond(">");
  if (name == "title") {
    out_.html += "<title>";
    Emit(content, false);
    out_.html += "</title>";
  } else if (name == "script") {
    const auto type = std::ranges::find(attributes, "type", &Attribute::name);
    if (type != attributes.end() && type->value.find("ld+json") != std::string_view::npos) {
      out_.json_ld.emplace_back(content);
    }
  }
}

void Scrubber::ScrubStartTag() {
  ++at_;
  const std::string name = ReadTagName();
  std::vector<Attribute> attributes;
  if (!ReadAttributes(&attributes) || Contains(kDroppedElements, name)) return;
  if (Contains(kRawElements, name)) return ScrubRawContent(name, attributes);
  out_.html += "<" + name;
  for (const Attribute& attribute : attributes) {
    (out_.html += ' ').append(attribute.name).append("=\"");
    Emit(attribute.value, true);
    out_.html += '"';
  }
  out_.html += '>';
}

void Scrubber::ScrubMarkup() {
  if (At("<!--")) {
    at_ += 4;
    // "<!-->" is a whole comment.
    if (Peek() == '>') {
      ++at_;
    } else {
      SkipBeyond("-->");
    }
  } else if (Peek(1) == '!' || Peek(1) == '?') {
    SkipBeyond(">");
  } else if (Peek(1) == '/' && IsLetter(Peek(2))) {
    at_ += 2;
    const std::string name = ReadTagName();
    std::vector<Attribute> unused;
    if (ReadAttributes(&unused) && !Contains(kDroppedElements, name)) out_.html += "</" + name + ">";
  } else if (Peek(1) == '/') {
    SkipBeyond(">");
  } else if (IsLetter(Peek(1))) {
    ScrubStartTag();
  } else {
    Emit("<", false);
    ++at_;
  }
}

ScrubbedPage Scrubber::Run() {
  out_.html.reserve(page_.size());
  while (at_ < page_.size()) {
    const size_t markup = std::min(page_.find('<', at_), page_.size());
    Emit(page_.substr(at_, markup - at_), false);
    at_ = markup;
    if (at_ < page_.size()) ScrubMarkup();
  }
  return std::move(out_);
}

}  // namespace

ScrubbedPage ScrubHtml(std::string_view page) { return Scrubber(page).Run(); }

}  // namespace samestory
