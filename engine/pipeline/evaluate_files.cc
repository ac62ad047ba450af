#include "engine/pipeline/evaluate_files.h"

#include <simdjson.h>

#include <algorithm>
#include <utility>

#include "absl/strings/str_format.h"
#include "engine/base/file.h"
#include "engine/base/utf8.h"

namespace samestory {

absl::StatusOr<std::map<std::string, std::string>> ReadGold(const std::string& path) {
  ASSIGN_OR_RETURN(const std::string bytes, ReadFile(path));
  std::map<std::string, std::string> gold;
  size_t number = 0;
  for (size_t start = bytes.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0; start < bytes.size();) {
    const size_t end = std::min(bytes.find('\n', start), bytes.size());
    std::string line = bytes.substr(start, end - start);
    start = end + 1;
    ++number;
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (line.find_first_not_of(" \t") == std::string::npos) continue;
    const size_t tab = line.find('\t');
    if (tab == std::string::npos) {
      return absl::InvalidArgumentError(
          absl::StrFormat("%s:%d: no tab; expected an article's id, a tab and its story", path, number));
    }
    const std::string story = line.substr(tab + 1, line.find('\t', tab + 1) - tab - 1);
    if (tab == 0 || story.empty()) {
      return absl::InvalidArgumentError(
          absl::StrFormat("%s:%d: no %s; expected an article's id, a tab and its story", path, number,
                          tab == 0 ? "id" : "story"));
    }
    const auto [known, is_new] = gold.try_emplace(line.substr(0, tab), story);
    if (!is_new && known->second != story) {
      return absl::InvalidArgumentError(
          absl::StrFormat("%s:%d: %s is in two stories, here and above", path, number, known->first));
    }
  }
  if (gold.empty()) return absl::InvalidArgumentError(path + ": no article and story in it");
  return gold;
}

absl::StatusOr<FoundStories> ReadStories(const std::string& path) {
  ASSIGN_OR_RETURN(const std::string bytes, ReadFile(path));
  FoundStories found;
  simdjson::dom::parser parser;
  size_t number = 0;
  for (size_t start = bytes.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0; start < bytes.size();) {
    const size_t end = std::min(bytes.find('\n', start), bytes.size());
    const std::string line = bytes.substr(start, end - start);
    start = end + 1;
    ++number;
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    simdjson::dom::element story;
    simdjson::dom::array articles;
    if (parser.parse(line).get(story) || story["articles"].get(articles)) {
      return absl::InvalidArgumentError(absl::StrFormat("%s:%d: not a story line", path, number));
    }
    std::vector<std::string>& members = found.stories.emplace_back();
    for (const simdjson::dom::element article : articles) {
      std::string_view id;
      if (article["id"].get(id)) {
        return absl::InvalidArgumentError(absl::StrFormat("%s:%d: an article without an id", path, number));
      }
      members.emplace_back(id);
    }
    simdjson::dom::array links;
    if (story["links"].get(links)) continue;
    for (const simdjson::dom::element link : links) {
      std::string_view a, b;
      double score;
      if (link["a"].get(a) || link["b"].get(b) || link["score"].get(score)) continue;
      double& best = found.scores[std::minmax(std::string(a), std::string(b))];
      best = std::max(best, score);
    }
  }
  return found;
}

}  // namespace samestory
