#include "engine/pipeline/evaluate.h"

#include <simdjson.h>

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "absl/strings/str_format.h"
#include "engine/base/file.h"

namespace samestory {
namespace {

using Pair = std::pair<std::string, std::string>;  // in ascending order

Pair Ordered(const std::string& a, const std::string& b) { return a < b ? Pair(a, b) : Pair(b, a); }

double Choose2(size_t n) { return static_cast<double>(n) * (static_cast<double>(n) - 1) / 2; }

double Ratio(double part, double whole) { return whole > 0 ? part / whole : 1; }

double HarmonicMean(double p, double r) { return p + r > 0 ? 2 * p * r / (p + r) : 0; }

absl::StatusOr<std::map<std::string, std::string>> ReadGold(const std::string& path) {
  ASSIGN_OR_RETURN(const std::string bytes, ReadFile(path));
  std::map<std::string, std::string> gold;
  size_t number = 0;
  for (size_t start = 0; start < bytes.size();) {
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
    gold[line.substr(0, tab)] = line.substr(tab + 1, line.find('\t', tab + 1) - tab - 1);
  }
  return gold;
}

struct FoundStories {
  std::vector<std::vector<std::string>> stories;
  std::map<Pair, double> scores;
};

absl::StatusOr<FoundStories> ReadStories(const std::string& path) {
  ASSIGN_OR_RETURN(const std::string bytes, ReadFile(path));
  FoundStories found;
  simdjson::dom::parser parser;
  size_t number = 0;
  for (size_t start = 0; start < bytes.size();) {
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
      double& best = found.scores[Ordered(std::string(a), std::string(b))];
      best = std::max(best, score);
    }
  }
  return found;
}

using Group = std::vector<uint32_t>;  // articles by their place among the gold's ids

// Ascending and distinct: (a, b) with a < b as a << 32 | b. A story of 10,000 copies has 50 million pairs.
std::vector<uint64_t> PairsWithin(const std::vector<Group>& groups) {
  std::vector<uint64_t> pairs;
  for (const Group& group : groups) {
    for (size_t i = 0; i < group.size(); ++i) {
      for (size_t j = i + 1; j < group.size(); ++j) {
        const auto [a, b] = std::minmax(group[i], group[j]);
        if (a != b) pairs.push_back(uint64_t{a} << 32 | b);
      }
    }
  }
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  return pairs;
}

}  // namespace

absl::StatusOr<Evaluation> Evaluate(const std::string& gold_path, const std::string& stories_path) {
  ASSIGN_OR_RETURN(const auto gold, ReadGold(gold_path));
  ASSIGN_OR_RETURN(FoundStories found, ReadStories(stories_path));
  Evaluation result;
  result.articles = gold.size();

  std::vector<std::string> ids;  // ascending
  std::vector<size_t> gold_of;   // by article: position in gold_groups
  std::map<std::string, size_t> position_of_story;
  for (const auto& [id, story] : gold) position_of_story.emplace(story, 0);
  size_t position = 0;
  for (auto& [story, place] : position_of_story) place = position++;
  std::vector<Group> gold_groups(position_of_story.size());
  for (const auto& [id, story] : gold) {
    gold_of.push_back(position_of_story[story]);
    gold_groups[gold_of.back()].push_back(static_cast<uint32_t>(ids.size()));
    ids.push_back(id);
  }
  result.gold_stories = gold_groups.size();

  // Only what the gold names; then every article in no story as one of its own.
  std::vector<Group> groups;
  std::vector<std::vector<size_t>> groups_of(ids.size());
  for (const std::vector<std::string>& story : found.stories) {
    Group& group = groups.emplace_back();
    for (const std::string& id : story) {
      const auto known = std::lower_bound(ids.begin(), ids.end(), id);
      if (known == ids.end() || *known != id) {
        ++result.unknown_ids;
        continue;
      }
      group.push_back(static_cast<uint32_t>(known - ids.begin()));
      auto& of = groups_of[group.back()];
      if (of.empty() || of.back() != groups.size() - 1) of.push_back(groups.size() - 1);
    }
  }
  for (uint32_t article = 0; article < ids.size(); ++article) {
    if (!groups_of[article].empty()) continue;
    groups_of[article] = {groups.size()};
    groups.push_back({article});
  }

  const std::vector<uint64_t> found_pairs = PairsWithin(groups), true_pairs = PairsWithin(gold_groups);
  result.pairs_found = found_pairs.size();
  result.pairs_true = true_pairs.size();
  size_t right = 0;
  for (const uint64_t pair : found_pairs) {
    const uint32_t a = static_cast<uint32_t>(pair >> 32), b = static_cast<uint32_t>(pair);
    if (gold_of[a] == gold_of[b]) {
      ++right;
    } else {
      const auto score = found.scores.find({ids[a], ids[b]});
      result.merges.push_back({ids[a], ids[b], score == found.scores.end() ? 0 : score->second});
    }
  }
  std::stable_sort(result.merges.begin(), result.merges.end(),
                   [](const WrongPair& x, const WrongPair& y) { return x.score > y.score; });
  for (const Group& group : gold_groups) {
    for (const uint64_t pair : PairsWithin({group})) {
      if (std::binary_search(found_pairs.begin(), found_pairs.end(), pair)) continue;
      result.misses.push_back({ids[pair >> 32], ids[static_cast<uint32_t>(pair)], 0});
    }
  }
  result.precision = Ratio(static_cast<double>(right), static_cast<double>(found_pairs.size()));
  result.recall = Ratio(static_cast<double>(right), static_cast<double>(true_pairs.size()));
  result.f1 = HarmonicMean(result.precision, result.recall);

  double b_precision = 0, b_recall = 0;
  std::map<std::pair<size_t, size_t>, size_t> cells;
  std::map<size_t, size_t> columns;
  for (uint32_t article = 0; article < ids.size(); ++article) {
    Group mates;
    size_t primary = groups_of[article].front();
    for (const size_t k : groups_of[article]) {
      mates.insert(mates.end(), groups[k].begin(), groups[k].end());
      if (groups[k].size() > groups[primary].size()) primary = k;
    }
    std::sort(mates.begin(), mates.end());
    mates.erase(std::unique(mates.begin(), mates.end()), mates.end());
    const auto same = static_cast<double>(std::count_if(
        mates.begin(), mates.end(), [&](uint32_t m) { return gold_of[m] == gold_of[article]; }));
    b_precision += same / static_cast<double>(mates.size());
    b_recall += same / static_cast<double>(gold_groups[gold_of[article]].size());
    ++cells[{gold_of[article], primary}];
    ++columns[primary];
  }
  const double n = static_cast<double>(gold.size());
  result.b_cubed_f1 = n > 0 ? HarmonicMean(b_precision / n, b_recall / n) : 0;

  double index = 0, rows = 0, cols = 0;
  for (const auto& [cell, count] : cells) index += Choose2(count);
  for (const auto& group : gold_groups) rows += Choose2(group.size());
  for (const auto& [column, count] : columns) cols += Choose2(count);
  const double expected = gold.size() > 1 ? rows * cols / Choose2(gold.size()) : 0;
  const double most = (rows + cols) / 2;
  result.adjusted_rand = most != expected ? (index - expected) / (most - expected) : 1;
  return result;
}

}  // namespace samestory
