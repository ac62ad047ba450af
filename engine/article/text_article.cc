#include <algorithm>
#include <utility>

#include "engine/article/date_head.h"
#include "engine/article/encoding.h"
#include "engine/article/parse.h"

namespace samestory {
namespace {

constexpr size_t kMaxTitleBytes = 240;
constexpr size_t kMaxTitleWords = 36;  // syllables, in Vietnamese

// The next line from `*rest`, and the rest without it.
std::string_view TakeLine(std::string_view* rest) {
  const size_t end = rest->find_first_of("\r\n");
  const std::string_view line = rest->substr(0, end);
  rest->remove_prefix(end == std::string_view::npos ? rest->size()
                                                    : end + (rest->substr(end, 2) == "\r\n" ? 2 : 1));
  return line;
}

// A sentence's end, also inside closing quotes and brackets; "…", "?" and "!" end titles too.
bool EndsLikeASentence(std::string_view line) {
  for (;;) {
    size_t closing = 0;
    for (const std::string_view mark : {"\"", "'", ")", "]", "”", "’", "»"}) {
      if (line.ends_with(mark)) closing = mark.size();
    }
    if (closing == 0) break;
    line.remove_suffix(closing);
  }
  if (line.ends_with("...")) return false;
  return line.empty() || std::string_view(".,;:").find(line.back()) != std::string_view::npos ||
         line.ends_with("。");
}

bool CouldBeATitle(const std::string& line) {
  if (line.empty() || line.size() > kMaxTitleBytes || EndsLikeASentence(line)) return false;
  return static_cast<size_t>(std::ranges::count(line, ' ')) < kMaxTitleWords;
}

// The first line that is not blank and no date, where it is set apart from what follows, or need not be: the
// text that a crawler made of a page begins with the page's <title>.
std::string FindTitle(std::string_view text, bool must_be_apart) {
  while (!text.empty()) {
    const std::string_view line = TakeLine(&text);
    // No title is so long, date and label included; and no search goes beyond a paragraph.
    if (line.size() > 2 * kMaxTitleBytes) return "";
    std::string title = FoldSpaces(WithoutDates(line));
    if (title.empty()) continue;
    if (!must_be_apart && CouldBeATitle(title)) return title;
    if (!CouldBeATitle(title) || IsBlankText(text)) return "";
    const std::string_view next = TakeLine(&text);
    const bool apart =
        IsBlankText(next) || (next.size() <= kMaxTitleBytes && FoldSpaces(WithoutDates(next)).empty());
    return apart ? title : "";
  }
  return "";
}

}  // namespace

ParsedRecord ParseTextArticle(const InputFile& file, const Record& record) {
  return ParseTextPage({record.bytes, file.name, file.name, file.path, file.outlet, "", "", true});
}

ParsedRecord ParseTextPage(const Page& page) {
  ParsedRecord parsed;
  DecodedText decoded = page.charset.empty() ? DecodeText(page.bytes) : DecodePage(page.bytes, page.charset);
  if (IsBlankText(decoded.text)) {
    parsed.incidents.push_back({Incident::Kind::kSkipped, page.place, "no text"});
    return parsed;
  }
  for (std::string& reason : decoded.mended) {
    parsed.incidents.push_back({Incident::Kind::kMended, page.place, std::move(reason)});
  }
  Article article;
  article.id = page.id;
  article.path = page.path;
  article.url = page.url;
  article.source = HostOfUrl(page.url);
  if (article.source.empty()) article.source = page.outlet;
  article.title = FindTitle(decoded.text, page.own_file);
  article.date = FindDateInHead(decoded.text);
  if (!article.date && page.own_file) article.date = DateFromFileName(article.path);
  article.text = std::move(decoded.text);
  parsed.articles.push_back(std::move(article));
  return parsed;
}

}  // namespace samestory
