#include "corpus/crawl/truth.h"

#include <unicode/ucasemap.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <memory>
#include <stdexcept>
#include <vector>

#include "absl/strings/str_format.h"
#include "engine/base/utf8.h"

namespace samestory::crawl {
namespace {

constexpr size_t kShingleWords = 5;

std::string Folded(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UCaseMap, decltype(&ucasemap_close)> map(ucasemap_open("", 0, &status),
                                                                 &ucasemap_close);
  std::string out(text.size() * 3 + 16, '\0');
  out.resize(
      static_cast<size_t>(ucasemap_utf8FoldCase(map.get(), out.data(), static_cast<int32_t>(out.size()),
                                                text.data(), static_cast<int32_t>(text.size()), &status)));
  if (U_FAILURE(status)) throw std::runtime_error(u_errorName(status));
  return out;
}

}  // namespace

std::vector<std::string> PlainShingles(std::string_view text) {
  const std::string folded = Folded(text);
  std::vector<std::string> words;
  std::string word;
  for (size_t at = 0; at < folded.size();) {
    const size_t begin = at;
    const auto c = static_cast<UChar32>(DecodeUtf8(folded, &at));
    if ((U_GET_GC_MASK(c) & (U_GC_L_MASK | U_GC_M_MASK | U_GC_ND_MASK)) != 0 || c == '_') {
      word.append(folded, begin, at - begin);
    } else if (!word.empty()) {
      words.push_back(std::move(word));
      word.clear();
    }
  }
  if (!word.empty()) words.push_back(word);
  std::vector<std::string> shingles;
  for (size_t i = 0; i + kShingleWords <= words.size(); ++i) {
    std::string& shingle = shingles.emplace_back(words[i]);
    for (size_t k = 1; k < kShingleWords; ++k) shingle.append(" ").append(words[i + k]);
  }
  std::sort(shingles.begin(), shingles.end());
  shingles.erase(std::unique(shingles.begin(), shingles.end()), shingles.end());
  return shingles;
}

Overlap PlainOverlap(std::string_view a, std::string_view b) {
  const std::vector<std::string> left = PlainShingles(a), right = PlainShingles(b);
  std::vector<std::string_view> shared;
  std::set_intersection(left.begin(), left.end(), right.begin(), right.end(), std::back_inserter(shared));
  return {shared.size(), left.size() + right.size() - shared.size()};
}

void AppendTruthLine(const Article& article, std::string* out) {
  const char* kind = kKindNames[static_cast<size_t>(article.kind)];
  if (article.origin_id.empty()) {
    absl::StrAppendFormat(out, "%s\t%s\t%s\t-\t-\t-\t-\n", article.id, article.event, kind);
    return;
  }
  const Overlap overlap = PlainOverlap(article.text, article.origin_text);
  const double jaccard =
      overlap.united == 0 ? 0 : static_cast<double>(overlap.shared) / static_cast<double>(overlap.united);
  absl::StrAppendFormat(out, "%s\t%s\t%s\t%s\t%d\t%d\t%.4f\n", article.id, article.event, kind,
                        article.origin_id, overlap.shared, overlap.united, jaccard);
}

}  // namespace samestory::crawl
