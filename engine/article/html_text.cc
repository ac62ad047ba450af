#include "engine/article/html_text.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>
#include <vector>

#include "engine/article/html_foreign.h"
#include "engine/article/parse.h"
#include "engine/base/hash.h"

namespace samestory {
namespace {

constexpr size_t kMinGoodBytes = 25;
// A lead stands between the title and the body; what is shorter there is a date, a name, a button.
constexpr size_t kMinLeadBytes = 80, kMaxLeadBytes = 2000;
constexpr size_t kMaxHeadingBytes = 120;
constexpr size_t kLittleText = 250;
constexpr int kMaxBlockLevels = 4;
constexpr double kMinBesideShare = .1;
constexpr double kForeignWeight = .25;

template <size_t kCount>
bool Contains(const std::array<std::string_view, kCount>& set, std::string_view word) {
  return std::ranges::find(set, word) != set.end();
}

constexpr auto kInline = std::to_array<std::string_view>(
    {"a", "abbr", "acronym", "b", "bdi",   "bdo",  "big",    "cite", "code", "em",   "font",
     "i", "mark", "q",       "s", "small", "span", "strong", "sub",  "sup",  "time", "u"});

struct Paragraph {
  std::string text;
  size_t container = 0;
  bool good = false;         // long enough and not mostly links
  bool heads_links = false;  // nothing but links follows it: "Related:"
};

enum class Mark : uint8_t { kNone, kArticle, kBody };

struct Container {
  size_t parent = 0;
  Foreign looks = Foreign::kNo;
  size_t foreign = 0;  // the innermost one, of this and those around it, that looks foreign; 0 for none
  size_t first = 0, last = 0;  // its paragraphs, those of inner containers included: [first, last)
  Mark mark = Mark::kNone;
  bool in_header = false, within_article = false;
  uint64_t shape = 0;  // the same for blocks that one template made
  double score = 0;
  size_t good_bytes = 0;
};

// Of the element's name and its first class without numbers ("block-17").
uint64_t ShapeOf(const HtmlNode* node, std::string_view name) {
  std::string shape(name);
  shape += '.';
  for (const char c : AttributeOf(node, "class")) {
    if (c == ' ') break;
    if (c < '0' || c > '9') shape += c;
  }
  return Hash64(shape);
}

// Short, and no sentence.
bool LooksLikeHeading(std::string_view text) {
  if (text.size() > kMaxHeadingBytes) return false;
  for (const std::string_view end : {".", "!", "?", "…", "\"", "”", "。"}) {
    if (text.ends_with(end)) return false;
  }
  return true;
}

class Outline {
 public:
  Outline(const HtmlNode* root, std::string_view title, Skipping skipping)
      : title_(title), skipping_(skipping) {
    Read(root);
  }
  std::string BestText();

 private:
  void Read(const HtmlNode* root);
  void EnterElement(const HtmlNode* node, std::string_view name);
  void LeaveElement(std::string_view name);
  void AddText(std::string_view text);
  void Flush();
  void FindForeign();
  void Score();
  size_t BestContainer() const;
  size_t BlockOfMany(size_t chosen) const;
  bool StandsBeside(size_t block, size_t inner) const;
  size_t LeadBegin(size_t chosen) const;
  bool IsTitle(const std::string& text) const;
  bool Surrounds(size_t outer, size_t inner) const;

  std::vector<Paragraph> paragraphs_;
  std::vector<Container> containers_;
  size_t container_ = 0;
  std::string text_;  // of the paragraph being read; lines end at <br>
  size_t link_bytes_ = 0;
  int open_links_ = 0;  // and <time>, whose bytes are no text where they stand alone
  std::string_view title_;
  Skipping skipping_;
  std::vector<size_t> titles_at_;  // numbers of the paragraphs behind each <h1>
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
  // Lines that are nothing but links lead elsewhere, and so does the heading above them.
  const bool links = 2 * link_bytes_ > folded.size();
  if (!folded.empty() && links && !paragraphs_.empty() && LooksLikeHeading(paragraphs_.back().text)) {
    paragraphs_.back().heads_links = true;
  }
  const bool too_short = containers_[container_].in_header && folded.size() < kMinLeadBytes;
  if (!folded.empty() && !links && !too_short) {
    const bool good = folded.size() >= kMinGoodBytes;
    paragraphs_.push_back({std::move(folded), container_, good});
  }
  text_.clear();
  link_bytes_ = 0;
}

void Outline::EnterElement(const HtmlNode* node, std::string_view name) {
  if (name == "a" || name == "time") ++open_links_;
  if (name == "br") text_ += '\n';
  if (name == "td" || name == "th") AddText(" ");
  if (name == "br" || name == "td" || name == "th" || Contains(kInline, name)) return;
  Flush();
  Container inner;
  inner.parent = container_;
  inner.first = paragraphs_.size();
  inner.looks = LooksForeign(node, name);
  if (name == "article" || name == "main" || AttributeOf(node, "role") == "main") inner.mark = Mark::kArticle;
  if (AttributeOf(node, "itemprop") == "articleBody") inner.mark = Mark::kBody;
  inner.in_header = name == "header" || containers_[container_].in_header;
  inner.shape = ShapeOf(node, name);
  inner.within_article = inner.mark != Mark::kNone || containers_[container_].within_article;
  containers_.push_back(inner);
  container_ = containers_.size() - 1;
}

void Outline::LeaveElement(std::string_view name) {
  if (name == "a" || name == "time") --open_links_;
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
    } else if (IsSkippedElement(walk.node(), name, containers_[container_].within_article, skipping_) ||
               (Contains(kInline, name) && LooksForeign(walk.node(), name) != Foreign::kNo)) {
      // Met once more when it is left, where nothing is to be done either.
      if (walk.leaving()) continue;
      walk.SkipContent();
      if (name != "h1") continue;
      Flush();
      titles_at_.push_back(paragraphs_.size());
    } else if (walk.leaving()) {
      LeaveElement(name);
    } else {
      EnterElement(walk.node(), name);
    }
  }
  Flush();
  containers_[0].last = paragraphs_.size();
}

// What looks foreign counts less, and is left out below the container that is chosen; unless it holds most of
// what there is.
void Outline::FindForeign() {
  for (const Paragraph& paragraph : paragraphs_) {
    for (size_t at = paragraph.container; paragraph.good; at = containers_[at].parent) {
      containers_[at].good_bytes += paragraph.text.size();
      if (at == 0) break;
    }
  }
  for (size_t i = 1; i < containers_.size(); ++i) {
    Container& container = containers_[i];
    const bool most = 2 * container.good_bytes > containers_[0].good_bytes;
    const bool foreign = container.looks == Foreign::kSurely || (container.looks == Foreign::kMaybe && !most);
    container.foreign = foreign ? i : containers_[container.parent].foreign;
  }
}

// A paragraph speaks for its container in full, for the ones around that by halves; what is foreign does not
// speak for those that would leave it out.
void Outline::Score() {
  for (const Paragraph& paragraph : paragraphs_) {
    if (!paragraph.good) continue;
    const size_t foreign = containers_[paragraph.container].foreign;
    // The innermost container is the paragraph's own element (<p>).
    size_t at = containers_[paragraph.container].parent;
    double weight = static_cast<double>(paragraph.text.size());
    if (foreign != 0) weight *= kForeignWeight;
    containers_[paragraph.container].score += weight;
    for (int level = 0; level < 3 && at >= foreign; ++level, weight /= 2) {
      containers_[at].score += weight;
      if (at == 0) break;
      at = containers_[at].parent;
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

// Pages made of blocks spread an article over several: the outermost container around the chosen, within a
// few levels, beside which stand others of its shape with text of their own. 0 where there is none.
size_t Outline::BlockOfMany(size_t chosen) const {
  size_t block = 0, at = chosen;
  for (int level = 0; level < kMaxBlockLevels && at != 0 && containers_[at].mark == Mark::kNone; ++level) {
    const size_t parent = containers_[at].parent;
    size_t beside = 0;
    for (size_t i = parent + 1; i < containers_.size() && Surrounds(parent, i); ++i) {
      const Container& other = containers_[i];
      const bool same = other.parent == parent && other.shape == containers_[at].shape && i != at;
      if (same && other.foreign == containers_[at].foreign) beside += other.good_bytes;
    }
    if (static_cast<double>(beside) > kMinBesideShare * static_cast<double>(containers_[chosen].good_bytes))
      block = at;
    at = parent;
  }
  return block;
}

// Whether `inner` lies in a block like `block` beside it.
bool Outline::StandsBeside(size_t block, size_t inner) const {
  const size_t parent = containers_[block].parent;
  while (inner > parent && containers_[inner].parent != parent) inner = containers_[inner].parent;
  return inner > parent && containers_[inner].shape == containers_[block].shape;
}

bool Outline::Surrounds(size_t outer, size_t inner) const {
  while (inner > outer) inner = containers_[inner].parent;
  return inner == outer;
}

// The first paragraph behind the last <h1> above the chosen container, where little stands between: many
// pages keep the lead there, apart from the body.
size_t Outline::LeadBegin(size_t chosen) const {
  const size_t body = containers_[chosen].first;
  const auto title = std::ranges::upper_bound(titles_at_, body);
  if (title == titles_at_.begin()) return body;
  const size_t begin = *std::prev(title);
  size_t bytes = 0;
  for (size_t i = begin; i < body; ++i) bytes += paragraphs_[i].text.size();
  return bytes <= kMaxLeadBytes ? begin : body;
}

// The page's title again, where it is marked up as text; <title> goes on with the outlet's name.
bool Outline::IsTitle(const std::string& text) const {
  if (text.size() < kMinGoodBytes || !title_.starts_with(text)) return false;
  const std::string_view rest = title_.substr(text.size());
  return rest.empty() || rest.starts_with(" -") || rest.starts_with(" |") || rest.starts_with(" –");
}

std::string Outline::BestText() {
  FindForeign();
  Score();
  const size_t chosen = BestContainer();
  const size_t block = BlockOfMany(chosen);
  const size_t around = block == 0 ? chosen : containers_[block].parent;
  const Container& best = containers_[around];
  std::string out;
  for (size_t i = LeadBegin(around); i < best.last; ++i) {
    const Paragraph& paragraph = paragraphs_[i];
    const size_t foreign = containers_[paragraph.container].foreign;
    const bool lead = i < best.first;
    if (lead && paragraph.text.size() < kMinLeadBytes) continue;
    if (!lead && block != 0 && !StandsBeside(block, paragraph.container)) continue;
    // Containers are numbered as they open, so a later one around a paragraph lies within the chosen.
    if (lead ? !Surrounds(foreign, chosen) : foreign > around && !Surrounds(foreign, chosen)) continue;
    if (paragraph.heads_links || IsTitle(paragraph.text)) continue;
    if (!out.empty()) out += "\n\n";
    out += paragraph.text;
  }
  return out;
}

}  // namespace

std::string MainText(const HtmlPage& page, std::string_view title) {
  if (page.root() == nullptr) return "";
  std::string text = Outline(page.root(), title, Skipping::kUsual).BestText();
  if (text.size() >= kLittleText) return text;
  std::string more = Outline(page.root(), title, Skipping::kLittle).BestText();
  return more.size() > kLittleText && more.size() > 2 * text.size() ? more : text;
}

}  // namespace samestory
