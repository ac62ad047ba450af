#include "engine/report/html_text.h"

#include <algorithm>
#include <array>

#include "engine/report/wording_story.h"

namespace samestory {
namespace {

enum Layer { kFact, kSaid, kShared, kLayers };

struct Edge {
  uint32_t at = 0;
  Layer layer = kFact;
  int step = 1;
};

// Kept, and written alike as far as is known.
bool IsKept(const Stretch& stretch) {
  return stretch.op == '=' && (stretch.change == Change::kNone || stretch.a == stretch.b);
}

bool IsSpace(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

bool IsContinuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

std::vector<Edge> EdgesOf(const ReportArticle& article, uint32_t start, uint32_t end,
                          const std::vector<ByteRange>& shared) {
  std::vector<Edge> edges;
  const auto add = [&](uint32_t from, uint32_t to, Layer layer) {
    from = std::max(from, start), to = std::min(to, end);
    if (from >= to) return;
    edges.push_back({from, layer, 1});
    edges.push_back({to, layer, -1});
  };
  // Facts stand inside one sentence, so none that began before it reaches into it.
  auto fact = std::lower_bound(article.facts.begin(), article.facts.end(), start,
                               [](const ArticleFact& x, uint32_t at) { return x.start < at; });
  for (; fact != article.facts.end() && fact->start < end; ++fact)
    add(fact->start, fact->end, fact->kind == FactKind::kQuotation ? kSaid : kFact);
  for (const ByteRange& range : shared) add(range.start, range.end, kShared);
  std::stable_sort(edges.begin(), edges.end(), [](const Edge& x, const Edge& y) { return x.at < y.at; });
  return edges;
}

}  // namespace

void AppendMarked(const ReportArticle& article, uint32_t start, uint32_t end,
                  const std::vector<ByteRange>& shared, std::string* out) {
  const std::string_view text = article.text;
  end = std::min<uint32_t>(end, static_cast<uint32_t>(text.size()));
  start = std::min(start, end);
  std::array<int, kLayers> open{};
  uint32_t at = start;
  const auto write = [&](uint32_t to) {
    if (to <= at) return;
    const bool marked = open[kShared] > 0, fact = open[kFact] > 0, said = open[kSaid] > 0;
    Add(out, {marked ? "<mark>" : "",
              fact && said ? "<span class=\"said fact\">"
              : fact       ? "<span class=\"fact\">"
              : said       ? "<span class=\"said\">"
                           : "",
              EscapeHtml(text.substr(at, to - at)), fact || said ? "</span>" : "", marked ? "</mark>" : ""});
    at = to;
  };
  for (const Edge& edge : EdgesOf(article, start, end, shared)) {
    write(edge.at);
    open[edge.layer] += edge.step;
  }
  write(end);
}

void AppendSide(const std::vector<Stretch>& stretches, bool of_a, const Wording& wording, std::string* out) {
  const bool whole = SharesLittle(stretches);
  for (const Stretch& stretch : stretches) {
    const std::string_view text = of_a ? stretch.a : stretch.b;
    if (stretch.op == '=' && whole) {
      AppendShared(text, out);
    } else if (whole || IsKept(stretch)) {
      Add(out, {EscapeHtml(text)});
    } else {
      AppendChange(text, of_a, stretch.change, wording, out);
    }
  }
}

void AppendVersion(const std::vector<Stretch>& stretches, const Wording& wording, std::string* out) {
  if (SharesLittle(stretches)) return AppendSide(stretches, /*of_a=*/false, wording, out);
  for (const Stretch& stretch : stretches) {
    if (IsKept(stretch)) {
      Add(out, {EscapeHtml(stretch.b)});
    } else {
      AppendChange(stretch.a, /*dropped=*/true, stretch.change, wording, out);
      AppendChange(stretch.b, /*dropped=*/false, stretch.change, wording, out);
    }
  }
}

Excerpt ExcerptOf(std::string_view text, uint32_t start, uint32_t end, uint32_t most_bytes) {
  end = std::min<uint32_t>(end, static_cast<uint32_t>(text.size()));
  start = std::min(start, end);
  if (end - start <= most_bytes) return {{start, end}, false};
  uint32_t cut = start + most_bytes;
  while (cut > start + most_bytes / 2 && !IsSpace(text[cut])) --cut;
  if (!IsSpace(text[cut])) cut = start + most_bytes;
  while (cut > start && IsContinuation(text[cut])) --cut;
  return {{start, cut}, true};
}

Excerpt ContextOf(std::string_view text, ByteRange range, uint32_t start, uint32_t end, uint32_t around) {
  end = std::min<uint32_t>(end, static_cast<uint32_t>(text.size()));
  start = std::min(start, end);
  range.end = std::clamp(range.end, start, end);
  range.start = std::clamp(range.start, start, range.end);
  uint32_t from = range.start - std::min(around, range.start - start);
  while (from > start && from < range.start && !IsSpace(text[from - 1])) ++from;
  uint32_t to = range.end + std::min(around, end - range.end);
  while (to < end && to > range.end && !IsSpace(text[to])) --to;
  return {{from, to}, from > start || to < end};
}

std::string Filled(std::string_view pattern, std::initializer_list<std::string_view> html) {
  std::string out;
  for (size_t at = 0; at < pattern.size();) {
    const size_t mark = pattern.find('$', at);
    out += EscapeHtml(pattern.substr(at, mark - at));
    if (mark == std::string_view::npos) break;
    const size_t number = mark + 1 < pattern.size() ? static_cast<size_t>(pattern[mark + 1] - '0') : 10;
    if (number < html.size()) out += *(html.begin() + number);
    at = mark + 2;
  }
  return out;
}

std::string SentenceLink(std::string_view letter, size_t number) {
  const std::string name = EscapeHtml(letter), digits = std::to_string(number);
  return "<a class=\"ref\" href=\"#" + name + "-" + digits + "\">" + name + "\u00A0" + digits + "</a>";
}

std::string RowLink(size_t row, const Wording& wording) {
  const std::string digits = std::to_string(row + 1);
  return "<a class=\"ref\" href=\"#row-" + digits + "\">" +
         Filled(StoryWordingFor(wording.language).row_number, {digits}) + "</a>";
}

std::string LetterList(const std::vector<std::string>& letters, const std::vector<uint32_t>& articles) {
  std::string out;
  for (const uint32_t article : articles) {
    if (!out.empty()) out += ", ";
    out += EscapeHtml(letters[article]);
  }
  return out;
}

}  // namespace samestory
