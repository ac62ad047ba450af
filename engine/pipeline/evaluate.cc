#include "engine/pipeline/evaluate.h"

#include <simdjson.h>

#include <algorithm>
#include <map>
#include <set>
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

std::set<Pair> PairsWithin(const std::vector<std::vector<std::string>>& groups) {
  std::set<Pair> pairs;
  for (const auto& group : groups) {
    for (size_t i = 0; i < group.size(); ++i) {
      for (size_t j = i + 1; j < group.size(); ++j) {
        if (group[i] != group[j]) pairs.insert(Ordered(group[i], group[j]));
      }
    }
  }
  return pairs;
}

}  // namespace

absl::StatusOr<Evaluation> Evaluate(const std::string& gold_path, const std::string& stories_path) {
  ASSIGN_OR_RETURN(const auto gold, ReadGold(gold_path));
  ASSIGN_OR_RETURN(FoundStories found, ReadStories(stories_path));
  Evaluation result;
  result.articles = gold.size();

  // Only what the gold names; then every article in no story as one of its own.
  std::map<std::string, std::vector<size_t>> stories_of;
  for (size_t k = 0; k < found.stories.size(); ++k) {
    auto& members = found.stories[k];
    const size_t before = members.size();
    std::erase_if(members, [&](const std::string& id) { return !gold.contains(id); });
    result.unknown_ids += before - members.size();
    for (const std::string& id : members) {
      auto& of = stories_of[id];
      if (of.empty() || of.back() != k) of.push_back(k);
    }
  }
  for (const auto& [id, story] : gold) {
    if (!stories_of[id].empty()) continue;
    stories_of[id] = {found.stories.size()};
    found.stories.push_back({id});
  }
  std::map<std::string, std::vector<std::string>> by_gold;
  for (const auto& [id, story] : gold) by_gold[story].push_back(id);
  std::vector<std::vector<std::string>> gold_groups;
  for (const auto& [story, members] : by_gold) gold_groups.push_back(members);
  result.gold_stories = gold_groups.size();

  const std::set<Pair> found_pairs = PairsWithin(found.stories), true_pairs = PairsWithin(gold_groups);
  result.pairs_found = found_pairs.size();
  result.pairs_true = true_pairs.size();
  size_t right = 0;
  for (const Pair& pair : found_pairs) {
    if (true_pairs.contains(pair)) {
      ++right;
    } else {
      const auto score = found.scores.find(pair);
      result.merges.push_back({pair.first, pair.second, score == found.scores.end() ? 0 : score->second});
    }
  }
  std::stable_sort(result.merges.begin(), result.merges.end(),
                   [](const WrongPair& x, const WrongPair& y) { return x.score > y.score; });
  for (const auto& group : gold_groups) {
    for (const Pair& pair : PairsWithin({group})) {
      if (!found_pairs.contains(pair)) result.misses.push_back({pair.first, pair.second, 0});
    }
  }
  result.precision = Ratio(static_cast<double>(right), static_cast<double>(found_pairs.size()));
  result.recall = Ratio(static_cast<double>(right), static_cast<double>(true_pairs.size()));
  result.f1 = HarmonicMean(result.precision, result.recall);

  double b_precision = 0, b_recall = 0;
  std::map<std::pair<std::string, size_t>, size_t> cells;
  std::map<size_t, size_t> columns;
  for (const auto& [id, story] : gold) {
    std::set<std::string> mates;
    size_t primary = stories_of[id].front();
    for (const size_t k : stories_of[id]) {
      mates.insert(found.stories[k].begin(), found.stories[k].end());
      if (found.stories[k].size() > found.stories[primary].size()) primary = k;
    }
    const auto same = static_cast<double>(
        std::count_if(mates.begin(), mates.end(), [&](const std::string& m) { return gold.at(m) == story; }));
    b_precision += same / static_cast<double>(mates.size());
    b_recall += same / static_cast<double>(by_gold[story].size());
    ++cells[{story, primary}];
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
